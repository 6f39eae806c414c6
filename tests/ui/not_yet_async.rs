#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        async fn wait(name: &str) -> u32;
    }
}

fn main() {}
