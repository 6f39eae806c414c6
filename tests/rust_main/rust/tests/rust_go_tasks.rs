//! Futures and streams, both ways, under a Rust main.

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, future::try_join_all};
use guest::ffi;
use spandrel::Bytes;

fn runtime() -> tokio::runtime::Runtime {
    guest::start().unwrap();
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn go_answers_later() {
    runtime().block_on(async {
        assert_eq!(ffi::double_later(21, 5).await.unwrap(), 42);
        let many = try_join_all((0..500).map(|v| ffi::double_later(v, 5))).await.unwrap();
        assert_eq!(many.iter().sum::<u64>(), 500 * 499);
        let given_up = tokio::time::timeout(Duration::from_millis(5), ffi::double_later(1, 3_600_000)).await;
        assert!(given_up.is_err());
        let frame = Bytes::from(vec![3; 70_000]);
        let back = ffi::fetch(frame.clone()).await.unwrap();
        assert_eq!(back.as_ptr(), frame.as_ptr(), "the memory itself goes there and back");
    });
}

#[test]
fn go_streams() {
    runtime().block_on(async {
        for count in [0, 1, 256, 257, 5000] {
            let numbers: Vec<u64> = ffi::numbers(count).try_collect().await.unwrap();
            assert_eq!(numbers, (0..u64::from(count)).collect::<Vec<_>>());
        }
        let some: Vec<_> = ffi::numbers(5000).take(3).collect().await;
        assert_eq!(some.len(), 3);
    });
}
