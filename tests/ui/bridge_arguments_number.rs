#[spandrel::bridge(package = 5)]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
