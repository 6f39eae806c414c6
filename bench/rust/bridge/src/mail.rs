//! Messages of 64 bytes between the languages: by rings, by streams, and by leaf calls.

use std::{
    collections::VecDeque,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread::{self, JoinHandle},
};

use futures_util::stream;
use spandrel::{
    Stream,
    ring::{Config, Receiver, Sender, channel},
};

/// Ways between Go and Rust.
#[spandrel::bridge(package = "mail")]
pub mod ffi {
    extern "Rust" {
        /// A thread that adds up the numbers of messages.
        type Adding;
        /// A thread that reads a ring of so many messages.
        #[constructor]
        fn begin(messages: u64) -> Adding;
        /// Go's end of the ring.
        fn input(self: &Adding) -> ring::Sender<[u64; 8]>;
        /// The sum, once the ring has ended.
        fn sum(self: &Adding) -> u64;
        /// Messages that a thread writes to a ring, so many at a time.
        fn written(count: u64, batch: u64, messages: u64) -> ring::Receiver<[u64; 8]>;
        /// The same messages as a stream.
        fn streamed(count: u64) -> impl Stream<Item = [u64; 8]>;

        /// A queue behind leaf calls.
        type Queue;
        #[constructor]
        fn open() -> Queue;
        /// Appends messages, 64 bytes each, and returns how many were taken.
        #[leaf]
        fn push(self: &Queue, messages: &[u8]) -> u64;
        /// The oldest messages, so many at most.
        #[leaf]
        fn take(self: &Queue, most: u64) -> Vec<u8>;
        /// Leaf calls so far: the counter of cgo does not see them.
        #[leaf]
        fn leaves() -> u64;
    }
}

/// A message: its number, and seven words.
type Message = [u64; 8];

static LEAVES: AtomicU64 = AtomicU64::new(0);

fn message(number: u64) -> Message {
    let mut message = [0; 8];
    message[0] = number;
    message
}

fn leaves() -> u64 {
    LEAVES.load(Ordering::Relaxed)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A thread that adds up the numbers of messages.
pub struct Adding {
    input: Mutex<Option<Sender<Message>>>,
    thread: Mutex<Option<JoinHandle<u64>>>,
}

impl Adding {
    fn begin(messages: u64) -> Adding {
        let (tx, mut rx) = ring(messages);
        let thread = thread::spawn(move || {
            let mut sum = 0;
            while let Ok(batch) = rx.batch() {
                sum += batch.iter().map(|message: &Message| message[0]).sum::<u64>();
            }
            sum
        });
        Adding { input: Mutex::new(Some(tx)), thread: Mutex::new(Some(thread)) }
    }

    fn input(&self) -> Sender<Message> {
        lock(&self.input).take().unwrap_or_else(|| panic!("it is with Go"))
    }

    fn sum(&self) -> u64 {
        let thread = lock(&self.thread).take();
        thread.and_then(|thread| thread.join().ok()).unwrap_or_default()
    }
}

fn ring(messages: u64) -> (Sender<Message>, Receiver<Message>) {
    channel(Config::new().messages(messages)).unwrap_or_else(|error| panic!("{error}"))
}

fn written(count: u64, batch: u64, messages: u64) -> Receiver<Message> {
    let (mut tx, rx) = ring(messages);
    thread::spawn(move || {
        for number in 0..count {
            if tx.put(message(number)).is_err() {
                break;
            }
            if number % batch == 0 {
                tx.flush();
            }
        }
    });
    rx
}

fn streamed(count: u64) -> impl Stream<Item = Message> + Send + 'static {
    stream::iter((0..count).map(message))
}

/// A queue behind leaf calls.
pub struct Queue {
    waiting: Mutex<VecDeque<[u8; 64]>>,
}

/// Messages that wait at most.
const WAITING: usize = 1024;

impl Queue {
    fn open() -> Queue {
        Queue { waiting: Mutex::new(VecDeque::with_capacity(WAITING)) }
    }

    fn push(&self, messages: &[u8]) -> u64 {
        LEAVES.fetch_add(1, Ordering::Relaxed);
        let mut waiting = lock(&self.waiting);
        let room = WAITING - waiting.len();
        let taken = messages.as_chunks::<64>().0.iter().take(room);
        let count = taken.len() as u64;
        waiting.extend(taken);
        count
    }

    fn take(&self, most: u64) -> Vec<u8> {
        LEAVES.fetch_add(1, Ordering::Relaxed);
        let mut waiting = lock(&self.waiting);
        let count = waiting.len().min(usize::try_from(most).unwrap_or(WAITING));
        waiting.drain(..count).flatten().collect()
    }
}
