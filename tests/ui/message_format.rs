#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Failure {
        /// host {host:?} is silent
        Silent { host: String },
        /// { line } is too long, by {excess:>5}
        TooLong { line: u64, excess: u64 },
    }

    extern "Rust" {
        fn run() -> Result<(), Failure>;
    }
}

fn main() {}
