#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        static LIMIT: u32;
        fn run();
        sum!(1, 2);
    }
}

fn main() {}
