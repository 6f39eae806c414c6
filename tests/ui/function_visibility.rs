#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        pub fn run();
        pub(crate) fn walk();
    }
}

fn main() {}
