#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        fn lines(path: &str) -> impl Stream<Item = String>;
    }
}

fn main() {}
