//! Async functions and streams that Go implements.

#[spandrel::bridge(package = "gotasks")]
mod ffi {
    pub struct Sample {
        pub at: u64,
        pub level: f32,
    }

    #[error]
    pub enum FetchError {
        Silent,
    }

    extern "Go" {
        /// Returns the address behind a name.
        async fn resolve(name: &str, hints: Vec<String>) -> Result<String>;
        async fn pause(time: Duration);
        async fn latest(ctx: u32) -> Result<Sample>;
        /// Reads the lines of a file.
        fn lines(path: &str) -> impl Stream<Item = Result<String>>;
        fn samples(call: u8, open: bool) -> impl Stream<Item = Result<Sample>>;

        /// A source of packets.
        type Source;
        async fn close(self: &Source) -> Result<()>;
        fn packets(self: &Source) -> impl Stream<Item = Result<Vec<u8>>>;
    }

    extern "Rust" {
        async fn fetch(name: &str, from: Source) -> Result<u64, FetchError>;
        fn level(last: &dyn Fn(f32)) -> u32;
    }
}

use ffi::{FetchError, Source};

async fn fetch(name: &str, from: Source) -> Result<u64, FetchError> {
    ffi::pause(std::time::Duration::from_millis(1)).await;
    let address = ffi::resolve(name, Vec::new()).await.map_err(|_| FetchError::Silent)?;
    drop((ffi::lines(&address), from.packets()));
    from.close().await.map_err(|_| FetchError::Silent)?;
    Ok(address.len() as u64)
}

fn level(last: &dyn Fn(f32)) -> u32 {
    last(1.0);
    drop((ffi::samples(1, true), ffi::latest(2)));
    1
}

/// What Rust has of Go may go to another thread.
const _: fn() = || {
    fn is_send(_: impl Send + 'static) {}
    is_send(ffi::pause(std::time::Duration::ZERO));
    is_send(ffi::resolve("static", Vec::new()));
    is_send(ffi::lines("any"));
};
