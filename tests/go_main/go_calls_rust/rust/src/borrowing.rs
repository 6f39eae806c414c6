//! Answers that are borrowed, memory that is shared, and secrets.

/// Memory that is borrowed, shared and secret.
#[spandrel::bridge(package = "borrowing")]
pub mod ffi {
    /// Why nothing was borrowed.
    #[error]
    pub enum LendingError {
        /// told to fail
        Told,
    }

    extern "Rust" {
        /// Returns `count` bytes of one value.
        fn fill(count: u64, value: u8) -> Vec<u8>;
        /// The same as a leaf.
        #[leaf]
        fn fill_leaf(count: u64, value: u8) -> Vec<u8>;
        /// Returns the bytes from the last to the first. The parameter has the name of a buffer.
        fn reverse(buf: &[u8]) -> Vec<u8>;
        /// Joins the parts, which are passed encoded.
        fn join(parts: Vec<Vec<u8>>) -> Vec<u8>;
        /// Fails, panics or returns `how`.
        fn maybe(how: u8) -> Result<Vec<u8>, LendingError>;

        /// Returns the numbers from 0, as bytes.
        fn count(len: u64) -> Bytes;
        fn greeting() -> Bytes;
        /// Returns a part that shares the memory of the whole.
        fn part(whole: Bytes, from: u64, to: u64) -> Bytes;
        fn sum_bytes(data: Bytes) -> u64;
        /// Whether both begin at the same address.
        fn is_same(a: Bytes, b: Bytes) -> bool;
        /// Fails, panics or returns `how`, if it was given nothing.
        fn maybe_bytes(how: u8, data: Bytes) -> Result<Bytes, LendingError>;
        /// Returns bytes that count, or panic, when they are dropped.
        fn guarded(panics: bool) -> Bytes;
        /// How many of them were dropped.
        fn dropped() -> u64;

        fn echo_key(key: Secret<[u8]>) -> Secret<[u8]>;
        fn echo_password(password: Secret<str>) -> Secret<str>;
        fn make_key(len: u64, value: u8) -> Secret<[u8]>;
        fn maybe_key(how: u8) -> Result<Secret<[u8]>, LendingError>;
        fn same_key(a: Secret<[u8]>, b: Secret<[u8]>) -> bool;
        /// What a careless print shows.
        fn print(password: Secret<str>) -> String;
        fn is_locked(key: Secret<[u8]>) -> bool;

        /// Holds bytes.
        type Shelf;
        #[constructor]
        fn new() -> Shelf;
        fn put(self: &mut Shelf, data: &[u8]);
        /// Takes everything off the shelf.
        fn take(self: &mut Shelf) -> Vec<u8>;
        /// Adds bytes and returns them all.
        fn store(self: &mut Shelf, data: Bytes) -> Bytes;
        /// Looks at what lies on both.
        fn beside(self: &Shelf, other: &Shelf) -> Vec<u8>;
    }
}

use std::sync::atomic::{AtomicU64, Ordering};

use ffi::LendingError;
use spandrel::{Bytes, Secret};

fn fill(count: u64, value: u8) -> Vec<u8> {
    vec![value; count as usize]
}

fn fill_leaf(count: u64, value: u8) -> Vec<u8> {
    fill(count, value)
}

fn reverse(data: &[u8]) -> Vec<u8> {
    data.iter().rev().copied().collect()
}

fn join(parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.concat()
}

fn maybe(how: u8) -> Result<Vec<u8>, LendingError> {
    match how {
        0 => Err(LendingError::Told),
        1 => panic!("told to panic"),
        other => Ok(vec![other]),
    }
}

fn count(len: u64) -> Bytes {
    (0..len).map(|index| index as u8).collect()
}

fn greeting() -> Bytes {
    Bytes::from_static(b"hello")
}

fn part(whole: Bytes, from: u64, to: u64) -> Bytes {
    whole.slice(from as usize..to as usize)
}

fn sum_bytes(data: Bytes) -> u64 {
    data.iter().map(|byte| u64::from(*byte)).sum()
}

fn is_same(a: Bytes, b: Bytes) -> bool {
    a.as_ptr() == b.as_ptr()
}

fn maybe_bytes(how: u8, data: Bytes) -> Result<Bytes, LendingError> {
    if data.is_empty() { maybe(how).map(Bytes::from) } else { Ok(data) }
}

static DROPPED: AtomicU64 = AtomicU64::new(0);

struct Guard {
    panics: bool,
}

impl AsRef<[u8]> for Guard {
    fn as_ref(&self) -> &[u8] {
        b"guarded"
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
        if self.panics {
            panic!("the guard fell");
        }
    }
}

fn guarded(panics: bool) -> Bytes {
    Bytes::from_owner(Guard { panics })
}

fn dropped() -> u64 {
    DROPPED.load(Ordering::SeqCst)
}

fn echo_key(key: Secret<[u8]>) -> Secret<[u8]> {
    key
}

fn echo_password(password: Secret<str>) -> Secret<str> {
    password
}

fn make_key(len: u64, value: u8) -> Secret<[u8]> {
    Secret::fill(len as usize, |bytes| bytes.fill(value))
}

fn maybe_key(how: u8) -> Result<Secret<[u8]>, LendingError> {
    maybe(how).map(Secret::from)
}

fn same_key(a: Secret<[u8]>, b: Secret<[u8]>) -> bool {
    a == b
}

fn print(password: Secret<str>) -> String {
    format!("{password:?}")
}

fn is_locked(key: Secret<[u8]>) -> bool {
    key.is_locked()
}

/// Holds bytes.
#[derive(Default)]
pub struct Shelf {
    data: Vec<u8>,
}

impl Shelf {
    fn new() -> Shelf {
        Shelf::default()
    }

    fn put(&mut self, data: &[u8]) {
        self.data.extend_from_slice(data);
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.data)
    }

    fn store(&mut self, data: Bytes) -> Bytes {
        self.put(&data);
        Bytes::copy_from_slice(&self.data)
    }

    fn beside(&self, other: &Shelf) -> Vec<u8> {
        [&self.data[..], &other.data[..]].concat()
    }
}
