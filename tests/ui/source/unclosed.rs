#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn run(value: u32;
    }
}
