#[spandrel::bridge(pkg = "ui")]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
