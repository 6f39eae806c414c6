#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        /// Adds two numbers.
        fn add(a: u32, b: u32) -> u32 {
            a + b
        }

        fn run();
    }
}

fn main() {}
