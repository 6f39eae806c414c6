#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Failure {
        Broken,
    }

    extern "Go" {
        fn typed() -> Result<u32, Failure>;
        fn run() -> Result<u32, std::io::Error>;
        fn items() -> impl Stream<Item = Result<u32, Failure>>;
    }
}

fn main() {}
