//! Async functions: every shape of answer, borrowed arguments, objects that a future holds.

use std::time::Duration;

use spandrel::{Bytes, Secret};

#[spandrel::bridge(package = "tasks")]
mod ffi {
    pub struct Size {
        pub width: u32,
        pub height: u32,
    }

    #[error]
    enum FetchError {
        /// no answer from {host}
        Silent { host: String },
    }

    extern "Rust" {
        async fn pause(time: Duration);
        async fn random() -> u64;
        /// Fetches a page.
        async fn fetch(url: &str, headers: &[String]) -> Result<String, FetchError>;
        async fn digest(parts: &[u32], seed: [u8; 4]) -> Vec<u8>;
        async fn measure(image: Vec<u8>) -> Size;
        async fn names() -> Vec<String>;
        async fn seal(data: Bytes, key: Secret<[u8]>) -> Bytes;

        /// A connection.
        type Connection;
        /// Listens for one.
        #[constructor]
        async fn accept(port: u16) -> Connection;
        /// Connects.
        async fn connect(host: String, waiter: u8) -> Result<Connection, FetchError>;
        async fn ping(self: &Connection) -> Duration;
        async fn send(self: &Connection, packet: &[u8]) -> Result<(), FetchError>;
        async fn join(a: &Connection, b: &Connection) -> bool;
        fn close_all(self: &mut Connection);
    }
}

use ffi::{FetchError, Size};

async fn pause(_time: Duration) {}

async fn random() -> u64 {
    4
}

async fn fetch(url: &str, headers: &[String]) -> Result<String, FetchError> {
    if headers.is_empty() {
        return Err(FetchError::Silent { host: url.to_owned() });
    }
    Ok(url.to_owned())
}

async fn digest(parts: &[u32], seed: [u8; 4]) -> Vec<u8> {
    parts.iter().flat_map(|part| part.to_le_bytes()).chain(seed).collect()
}

async fn measure(image: Vec<u8>) -> Size {
    Size { width: image.len() as u32, height: 1 }
}

async fn names() -> Vec<String> {
    Vec::new()
}

async fn seal(data: Bytes, key: Secret<[u8]>) -> Bytes {
    data.slice(key.expose().len()..)
}

/// A connection.
pub(crate) struct Connection(String);

async fn connect(host: String, waiter: u8) -> Result<Connection, FetchError> {
    if waiter == 0 { Err(FetchError::Silent { host }) } else { Ok(Connection(host)) }
}

async fn join(a: &Connection, b: &Connection) -> bool {
    a.0 == b.0
}

impl Connection {
    async fn accept(port: u16) -> Connection {
        Connection(port.to_string())
    }

    async fn ping(&self) -> Duration {
        Duration::from_millis(self.0.len() as u64)
    }

    async fn send(&self, packet: &[u8]) -> Result<(), FetchError> {
        if packet.is_empty() { Err(FetchError::Silent { host: self.0.clone() }) } else { Ok(()) }
    }

    fn close_all(&mut self) {
        self.0.clear();
    }
}
