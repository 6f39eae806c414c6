#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Size {
        Small = 1,
        Medium = 0,
        Large,
    }

    extern "Rust" {
        fn run(size: Size);
    }
}

fn main() {}
