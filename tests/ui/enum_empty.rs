#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Never {}

    extern "Rust" {
        fn run(never: Never);
    }
}

fn main() {}
