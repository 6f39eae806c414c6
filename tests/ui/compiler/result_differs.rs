// The Rust functions return something else than the bridge says. Go would decode one as the other.

#[spandrel::bridge(package = "differs")]
mod ffi {
    pub struct Size {
        pub width: u32,
    }

    #[error]
    pub enum OpenError {
        Missing,
    }

    #[error]
    pub enum ReadError {
        Torn,
    }

    extern "Rust" {
        type Index;
        type Cursor;
        fn count(self: &Index) -> u32;
        fn cursor(self: &Index) -> Cursor;
        fn number() -> u32;
        #[leaf]
        fn flag() -> bool;
        fn text() -> String;
        fn list() -> Vec<u32>;
        fn perhaps() -> Option<u8>;
        fn measure() -> Size;
        fn open(path: &str) -> Result<(), OpenError>;
        async fn later() -> Vec<String>;
        fn items() -> impl Stream<Item = u32>;
    }
}

use ffi::ReadError;
use spandrel::Stream;

pub struct Index;
pub struct Cursor;

impl Index {
    fn count(&self) -> u64 {
        1 << 40
    }

    fn cursor(&self) -> Index {
        Index
    }
}

fn number() -> u64 {
    1 << 40
}

fn flag() -> u8 {
    7
}

fn text() -> Vec<u8> {
    vec![0xff]
}

fn list() -> Vec<u64> {
    vec![1 << 40]
}

fn perhaps() -> Option<u64> {
    None
}

fn measure() -> (u32,) {
    (1,)
}

fn open(_path: &str) -> Result<(), ReadError> {
    Ok(())
}

async fn later() -> Vec<u64> {
    Vec::new()
}

fn items() -> Empty {
    Empty
}

struct Empty;

impl Stream for Empty {
    type Item = u64;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<u64>> {
        std::task::Poll::Ready(None)
    }
}

fn main() {}
