//! What Rust and Go hand over to each other where Go implements: memory with an owner, and Go values that come later.

#[spandrel::bridge(package = "given")]
mod ffi {
    extern "Go" {
        /// Returns the tag of a message.
        fn sign(key: Secret<[u8]>, message: &[u8]) -> Result<u64>;
        fn passphrase() -> Secret<str>;
        /// Puts a frame into the cache, under its tags.
        fn store(tags: Vec<String>, frame: Bytes);
        fn load(name: &str) -> Result<Bytes>;
        async fn fetch(frame: Bytes) -> Result<Bytes>;
        async fn unlock(password: Secret<str>) -> Result<Secret<[u8]>>;

        /// Keeps frames.
        type Store;
        fn swap(self: &Store, frame: Bytes) -> Bytes;
        async fn open(name: &str) -> Result<Store>;
    }

    extern "Rust" {
        fn forward(frame: Bytes, password: Secret<str>) -> bool;
    }
}

use ffi::Store;
use spandrel::{Bytes, Secret};

fn forward(frame: Bytes, password: Secret<str>) -> bool {
    ffi::store(vec!["new".to_owned()], frame.clone());
    drop((ffi::fetch(frame), ffi::unlock(password), ffi::open("cache"), Store::swap));
    let key = Secret::from(ffi::load("key").unwrap_or_default().to_vec());
    ffi::sign(key, ffi::passphrase().expose().as_bytes()).is_ok()
}

/// What waits for Go may go to another thread.
const _: fn() = || {
    fn is_send(_: impl Send + 'static) {}
    is_send(ffi::fetch(Bytes::new()));
    is_send(ffi::unlock(Secret::new("word")));
    is_send(ffi::open("any"));
};
