#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    enum Failure {
        Broken,
    }

    extern "Go" {
        fn run() -> Result<u32, Failure>;
    }
}

fn main() {}
