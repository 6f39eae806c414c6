#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        #[leaf]
        fn samples() -> ring::Receiver<u64>;
    }
}

fn main() {}
