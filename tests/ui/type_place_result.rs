#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Failure {
        Broken,
    }

    struct Record {
        result: Result<u32, Failure>,
    }

    extern "Rust" {
        fn run(record: Record, list: Vec<Result<u8, Failure>>);
    }
}

fn main() {}
