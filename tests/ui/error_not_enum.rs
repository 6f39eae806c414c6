#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    struct Failure {
        code: u32,
    }

    extern "Rust" {
        fn run() -> Failure;
    }
}

fn main() {}
