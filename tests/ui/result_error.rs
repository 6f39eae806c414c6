#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Mode {
        Fast,
    }

    extern "Rust" {
        fn none() -> Result<u32>;
        fn text() -> Result<u32, String>;
        fn plain() -> Result<u32, Mode>;
        fn unknown() -> Result<u32, std::io::Error>;
    }
}

fn main() {}
