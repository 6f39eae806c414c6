//! Bytes as answers: owned, into the caller's memory, and as a view.

#[spandrel::bridge(package = "borrowed")]
mod ffi {
    #[error]
    enum DrainError {
        /// nothing is left
        Empty,
    }

    extern "Rust" {
        /// Returns `count` zeros.
        fn zeros(count: u64) -> Vec<u8>;
        /// Looks for a key in `buf`.
        #[leaf]
        fn find(buf: &[u8], key: &str) -> Vec<u8>;
        /// Joins parts that cross encoded.
        fn join(parts: Vec<Vec<u8>>) -> Vec<u8>;

        type Pipe;
        #[constructor]
        fn new() -> Pipe;
        /// Takes what is there.
        fn drain(self: &mut Pipe) -> Result<Vec<u8>, DrainError>;
        fn peek(self: &Pipe, skip: u64) -> Vec<u8>;
        /// What lies in two pipes.
        fn both(a: &Pipe, b: &Pipe) -> Vec<u8>;
    }
}

use ffi::DrainError;

fn zeros(count: u64) -> Vec<u8> {
    vec![0; count as usize]
}

fn find(buf: &[u8], key: &str) -> Vec<u8> {
    let at = buf.windows(key.len()).position(|window| window == key.as_bytes());
    buf[at.unwrap_or(buf.len())..].to_vec()
}

fn join(parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.concat()
}

#[derive(Default)]
pub(crate) struct Pipe {
    content: Vec<u8>,
}

impl Pipe {
    fn new() -> Pipe {
        Pipe::default()
    }

    fn drain(&mut self) -> Result<Vec<u8>, DrainError> {
        let content = std::mem::take(&mut self.content);
        if content.is_empty() { Err(DrainError::Empty) } else { Ok(content) }
    }

    fn peek(&self, skip: u64) -> Vec<u8> {
        self.content.iter().skip(skip as usize).copied().collect()
    }
}

fn both(a: &Pipe, b: &Pipe) -> Vec<u8> {
    [&a.content[..], &b.content[..]].concat()
}
