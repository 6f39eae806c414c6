#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Shape {
        Dot = 1,
        Circle { radius: f64 },
    }

    #[error]
    enum Failure {
        Broken = 7,
    }

    extern "Rust" {
        fn run(shape: Shape) -> Result<(), Failure>;
    }
}

fn main() {}
