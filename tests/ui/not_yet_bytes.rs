#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn read(data: Bytes) -> Bytes;
    }
}

fn main() {}
