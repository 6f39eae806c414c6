#[spandrel::bridge(package = "ui")]
mod ffi {
    unsafe extern "Rust" {
        unsafe fn one();
    }

    extern "Rust" {
        fn many(format: &str, ...);
    }
}

fn main() {}
