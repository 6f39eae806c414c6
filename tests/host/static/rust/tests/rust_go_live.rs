//! What is dropped is gone on both sides.

use depot::ffi;

#[test]
fn nothing_is_left() {
    depot::start().unwrap();
    for _ in 0..200 {
        let sink = ffi::open("short").unwrap();
        assert_eq!(sink.name(), "short");
        assert_eq!(ffi::stock(2, 3).unwrap(), 6);
        assert!(ffi::fail("wrapped").is_err());
    }
    assert_eq!(ffi::live(), 0);
}
