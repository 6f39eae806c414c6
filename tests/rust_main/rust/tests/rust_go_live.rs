//! What is dropped is gone on both sides.

use guest::ffi;
use spandrel::{Bytes, Secret};

#[test]
fn nothing_is_left() {
    guest::start().unwrap();
    for _ in 0..200 {
        let sink = ffi::open("short").unwrap();
        assert_eq!(sink.name(), "short");
        assert_eq!(ffi::stock(2, 3).unwrap(), 6);
        assert!(ffi::fail("wrapped").is_err());
        let key = ffi::unlock(Secret::new("pass")).unwrap();
        assert_eq!(ffi::seal(key, Bytes::from(vec![1; 5000])).unwrap().len(), 5000);
    }
    assert_eq!(ffi::live(), 0);
}
