#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn items() -> impl Stream<Item = u32>;
    }
}

fn main() {}
