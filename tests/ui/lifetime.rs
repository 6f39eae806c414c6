#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn longest(a: &'static str, b: &'_ [u8]) -> u32;
    }
}

fn main() {}
