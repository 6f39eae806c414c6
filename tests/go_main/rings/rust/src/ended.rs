//! Ends whose threads, or whose process, end in the middle.

use std::thread;

use spandrel::ring::{Config, Receiver, Sender, channel};

/// Rust ends in the middle.
#[spandrel::bridge(package = "ended")]
pub mod ffi {
    extern "Rust" {
        /// Go's writing end. The thread with the other one panics while it has a batch, behind so many records.
        fn panics_behind(count: u64, messages: u64) -> ring::Sender<[u8]>;
        /// Go's reading end of a thread that ends without having published the last of its numbers.
        fn returns_behind(count: u64) -> ring::Receiver<u64>;
        /// Go's reading end of numbers without an end.
        fn endless() -> ring::Receiver<u64>;
        /// Ends the process.
        fn exit(code: i32);
    }
}

fn panics_behind(count: u64, messages: u64) -> Sender<[u8]> {
    let (tx, mut rx) = channel::<[u8]>(Config::new().messages(messages)).expect("a ring");
    thread::spawn(move || {
        let mut read = 0;
        while let Ok(batch) = rx.batch() {
            for _ in batch {
                read += 1;
                if read == count {
                    std::panic::resume_unwind(Box::new("in a batch"));
                }
            }
        }
    });
    tx
}

fn returns_behind(count: u64) -> Receiver<u64> {
    let (mut tx, rx) = channel::<u64>(Config::new().messages(count)).expect("a ring");
    thread::spawn(move || (0..count).for_each(|number| tx.put(number).expect("there is room")));
    rx
}

fn endless() -> Receiver<u64> {
    let (mut tx, rx) = channel::<u64>(Config::new()).expect("a ring");
    thread::spawn(move || (0..).try_for_each(|number| tx.send(number)));
    rx
}

fn exit(code: i32) {
    std::process::exit(code)
}
