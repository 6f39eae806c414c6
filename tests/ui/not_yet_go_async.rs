#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        async fn resolve(name: &str) -> Result<String>;
        fn lines(path: &str) -> impl Stream<Item = String>;
    }
}

fn main() {}
