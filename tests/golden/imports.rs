//! What Go implements: free functions, interfaces, callbacks.

// golden: remote

#[spandrel::bridge(package = "imports")]
mod ffi {
    pub struct Point {
        pub x: i32,
        pub y: i32,
    }

    pub struct Line {
        pub text: String,
        pub number: u32,
    }

    #[error]
    pub enum ImportsError {
        /// {what} is missing
        Missing {
            what: String,
        },
        Full,
    }

    extern "Go" {
        /// Writes a line to the log.
        fn log(line: &str, level: u8);
        /// Returns the value of a setting.
        fn setting(name: &str) -> Result<Option<String>>;
        fn distance(a: Point, b: Point) -> f64;
        /// Opens a sink, or says with an error of the bridge why not.
        fn open(name: &str) -> Result<Sink, ImportsError>;

        /// Where packets go.
        type Sink;
        /// Writes a packet and returns how much of it was taken.
        fn write(self: &Sink, #[view] packet: &[u8]) -> Result<u32>;
        fn lines(self: &Sink, lines: Vec<Line>) -> Result<()>;
        fn next(self: &Sink) -> Result<Sink>;
        fn flush(self: &Sink) -> Result<(), ImportsError>;
    }

    extern "Rust" {
        /// Copies to a sink.
        fn copy(to: &Sink, count: u32) -> Result<u64, ImportsError>;
        fn keep(sink: Sink);
        fn each(items: &[u32], visit: &dyn Fn(u32) -> bool);
        fn subscribe(topic: &str, deliver: Box<dyn Fn(&str, &[u8]) -> Result<u32> + Send + Sync>);
    }
}

use ffi::{ImportsError, Sink};
use spandrel::GoError;

/// What Go fails with otherwise.
impl From<GoError> for ImportsError {
    fn from(error: GoError) -> ImportsError {
        ImportsError::Missing { what: error.to_string() }
    }
}

fn copy(to: &Sink, count: u32) -> Result<u64, ImportsError> {
    let written = to.write(&count.to_le_bytes()).map_err(|_| ImportsError::Full)?;
    to.flush()?;
    Ok(u64::from(written))
}

fn keep(sink: Sink) {
    drop(sink);
}

fn each(items: &[u32], visit: &dyn Fn(u32) -> bool) {
    items.iter().all(|item| visit(*item));
}

type Deliver = Box<dyn Fn(&str, &[u8]) -> Result<u32, GoError> + Send + Sync>;

fn subscribe(topic: &str, deliver: Deliver) {
    ffi::log(topic, 0);
    if let Err(error) = deliver(topic, b"hello") {
        ffi::log(error.message(), 1);
    }
}
