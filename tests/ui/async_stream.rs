#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        async fn lines(path: &str) -> impl Stream<Item = String>;
    }

    extern "Go" {
        async fn pages(path: &str) -> impl Stream<Item = Result<String>>;
    }
}

fn main() {}
