#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn length(self: &Socket) -> u32;
    }
}

fn main() {}
