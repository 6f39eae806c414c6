#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn boxed() -> Result<u8, Box<dyn Error>>;
        fn any() -> anyhow::Result<u8>;
        fn io() -> std::io::Result<u8>;
        fn text() -> Result<u8, String>;
    }
}

fn main() {}
