#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        async fn lines(path: &str) -> impl Stream<Item = String>;
    }
}

fn main() {}
