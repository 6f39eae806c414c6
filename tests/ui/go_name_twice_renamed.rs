#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum ReadError {
        NotFound,
        Ended,
    }

    #[error]
    enum WriteError {
        NotFound,
        #[go_name = "Ended"]
        Full,
    }

    extern "Rust" {
        fn read() -> Result<(), ReadError>;
        fn write() -> Result<(), WriteError>;
    }
}

fn main() {}
