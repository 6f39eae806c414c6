#[spandrel::bridge]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
