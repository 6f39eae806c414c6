#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Failure {
        /// {path} cannot be opened: {reason}
        Open { file: String, reason: String },
        /// line {line}
        Parse,
    }

    extern "Rust" {
        fn run() -> Result<(), Failure>;
    }
}

fn main() {}
