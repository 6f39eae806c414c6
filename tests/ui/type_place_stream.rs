#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Error {
        Lost,
    }

    extern "Rust" {
        fn first(at: Option<impl Stream<Item = u8>>);
        fn lines(path: &str) -> Result<impl Stream<Item = String>, Error>;
        fn all() -> Vec<impl Stream<Item = u8>>;
        fn nested() -> impl Stream<Item = impl Stream<Item = u8>>;
        fn nothing() -> impl Stream<Item = ()>;
    }
}

fn main() {}
