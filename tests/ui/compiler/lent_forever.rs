// The Rust functions want to keep what they borrow for a call: memory of Go's, and objects.

#[spandrel::bridge(package = "forever")]
mod ffi {
    pub struct Line {
        pub text: String,
    }

    extern "Rust" {
        type Index;
        #[constructor]
        fn open(path: &str) -> Index;
        fn find(self: &Index, term: &str) -> u64;
        #[leaf]
        fn length(text: &str) -> u64;
        fn sum(values: &[u32]) -> u64;
        fn join(lines: &[Line]) -> u64;
        fn each(visit: &dyn Fn(u32));
        fn merge(index: &Index);
        fn send(sink: &Sink);
        async fn fetch(url: &str) -> u64;
    }

    extern "Go" {
        type Sink;
        fn write(self: &Sink) -> Result<()>;
    }
}

use ffi::{Line, Sink};

pub struct Index(&'static str);

impl Index {
    fn open(path: &'static str) -> Index {
        Index(path)
    }

    fn find(&self, term: &'static str) -> u64 {
        (self.0 == term).into()
    }
}

fn length(text: &'static str) -> u64 {
    text.len() as u64
}

fn sum(values: &'static [u32]) -> u64 {
    values.len() as u64
}

fn join(lines: &'static [Line]) -> u64 {
    lines.len() as u64
}

fn each(_visit: &'static dyn Fn(u32)) {}

fn merge(_index: &'static Index) {}

fn send(_sink: &'static Sink) {}

async fn fetch(url: &'static str) -> u64 {
    url.len() as u64
}

fn main() {}
