#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Pair(u32, u32);

    struct Marker;

    extern "Rust" {
        fn run();
    }
}

fn main() {}
