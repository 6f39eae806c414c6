//! Streams: plain and encoded items, errors, streams of objects.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use spandrel::Stream;

#[spandrel::bridge(package = "streams")]
mod ffi {
    pub struct Sample {
        pub at: u64,
        pub level: f32,
    }

    pub struct Line {
        pub number: u32,
        pub text: String,
    }

    #[error]
    enum ReadError {
        /// line {number} is damaged
        Damaged { number: u32 },
    }

    extern "Rust" {
        /// Counts from 0.
        fn count(end: u32) -> impl Stream<Item = u32>;
        fn packets(source: &str) -> impl Stream<Item = [u8; 188]>;
        fn samples(open: u32, read: bool, item: u8) -> impl Stream<Item = Result<Sample, ReadError>>;

        /// A file.
        type File;
        #[constructor]
        fn open(path: &str) -> File;
        /// Reads the lines that hold one of the words.
        fn lines(self: &File, words: Vec<String>) -> impl Stream<Item = Line>;
        fn words(self: &mut File) -> impl Stream<Item = Result<String, ReadError>>;
        fn both(a: &File, b: &File) -> impl Stream<Item = String>;
    }
}

use ffi::{Line, ReadError, Sample};

/// Every item at once.
struct Items<T>(std::vec::IntoIter<T>);

impl<T> Items<T> {
    fn of(items: Vec<T>) -> Items<T> {
        Items(items.into_iter())
    }
}

impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}

fn count(end: u32) -> impl Stream<Item = u32> + Send + 'static {
    Items::of((0..end).collect())
}

fn packets(source: &str) -> impl Stream<Item = [u8; 188]> + Send + use<> {
    Items::of(vec![[source.len() as u8; 188]])
}

fn samples(
    open: u32,
    read: bool,
    item: u8,
) -> impl Stream<Item = Result<Sample, ReadError>> + Send + 'static {
    let level = f32::from(item);
    let item = if read { Ok(Sample { at: 0, level }) } else { Err(ReadError::Damaged { number: open }) };
    Items::of(vec![item])
}

/// A file.
pub(crate) struct File(String);

impl File {
    fn open(path: &str) -> File {
        File(path.to_owned())
    }

    fn lines(&self, words: Vec<String>) -> impl Stream<Item = Line> + Send + 'static {
        let lines = words.iter().zip(0..).map(|(text, number)| Line { number, text: text.clone() });
        Items::of(lines.collect())
    }

    fn words(&mut self) -> impl Stream<Item = Result<String, ReadError>> + Send + 'static {
        Items::of(vec![Ok(std::mem::take(&mut self.0))])
    }
}

fn both(a: &File, b: &File) -> impl Stream<Item = String> + Send + use<> {
    Items::of(vec![a.0.clone(), b.0.clone()])
}
