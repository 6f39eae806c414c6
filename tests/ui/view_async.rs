#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        async fn store(#[view] data: &[u8]) -> Result<u64>;
        fn lines(#[view] path: &str) -> impl Stream<Item = Result<String>>;
    }
}

fn main() {}
