// `async` stands on one side only; each of the functions is named.

#[spandrel::bridge(package = "differs")]
mod ffi {
    extern "Rust" {
        type Index;
        async fn find(self: &Index, term: &str) -> u64;
        async fn fetch(url: &str) -> String;
        fn count(text: &str) -> u64;
        fn items() -> impl Stream<Item = u32>;
    }
}

pub struct Index;

impl Index {
    fn find(&self, _term: &str) -> u64 {
        0
    }
}

fn fetch(url: &str) -> String {
    url.to_owned()
}

async fn count(text: &str) -> u64 {
    text.len() as u64
}

fn items() -> Vec<u32> {
    Vec::new()
}

fn main() {}
