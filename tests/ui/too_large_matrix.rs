// Written by `cargo xtask generate` from tests/matrix/matrix.toml.

#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        real: f64,
    }

    enum Choice {
        Number(u8),
        Nothing,
    }

    #[error]
    enum Failure {
        Broken,
    }

    extern "Rust" {
        type Object;
        fn run(record: Record, choice: Choice) -> Result<u8, Failure>;
        fn wide(v: [[u8; 8192]; 3]);
        fn words() -> [u64; 2049];
        fn texts(v: [String; 683]);
    }
}

fn main() {}
