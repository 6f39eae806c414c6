#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Failure {
        /// cannot be opened
        Open(String),
    }

    extern "Rust" {
        fn run() -> Result<(), Failure>;
    }
}

fn main() {}
