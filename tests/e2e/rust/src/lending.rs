//! Answers that are lent, memory that is shared, and secrets.

/// Memory that is lent, shared and kept secret.
#[spandrel::bridge(package = "lending")]
pub mod ffi {
    /// Why nothing was lent.
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
        /// Joins the parts, which cross encoded.
        fn join(parts: Vec<Vec<u8>>) -> Vec<u8>;
        /// Fails, panics or returns `how`.
        fn maybe(how: u8) -> Result<Vec<u8>, LendingError>;

        /// Holds bytes.
        type Shelf;
        #[constructor]
        fn new() -> Shelf;
        fn put(self: &mut Shelf, data: &[u8]);
        /// Takes everything off the shelf.
        fn take(self: &mut Shelf) -> Vec<u8>;
        /// Looks at what lies on both.
        fn beside(self: &Shelf, other: &Shelf) -> Vec<u8>;
    }
}

use ffi::LendingError;

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

    fn beside(&self, other: &Shelf) -> Vec<u8> {
        [&self.data[..], &other.data[..]].concat()
    }
}
