#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        #[constructor]
        fn new();
        #[constructor]
        fn count() -> u32;
        #[constructor]
        fn borrow() -> &Object;
    }
}

fn main() {}
