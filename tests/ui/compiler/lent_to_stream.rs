// The stream keeps what its function borrowed for the call. In edition 2024 an `impl Stream` does so unless it says `use<>`.

#[spandrel::bridge(package = "letters")]
mod ffi {
    extern "Rust" {
        fn letters(text: &str) -> impl Stream<Item = char>;
        fn bytes(of: &[u8]) -> impl Stream<Item = u8>;
    }
}

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use spandrel::Stream;

struct Items<I>(I);

impl<I: Iterator + Unpin> Stream for Items<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

fn letters(text: &str) -> impl Stream<Item = char> + Send {
    Items(text.chars())
}

fn bytes(of: &[u8]) -> impl Stream<Item = u8> + Send {
    Items(of.iter().copied())
}

fn main() {}
