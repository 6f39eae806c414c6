// The Rust functions take something else than the bridge says; the place is that of the type in the bridge.

#[spandrel::bridge(package = "differs")]
mod ffi {
    extern "Rust" {
        type Index;
        #[constructor]
        fn open(limit: u32) -> Index;
        fn find(self: &Index, term: &str, most: u64) -> u64;
        fn sum(values: &[u32]) -> u64;
        async fn fetch(url: &str, tries: u8) -> u64;
    }
}

pub struct Index;

impl Index {
    fn open(_limit: u64) -> Index {
        Index
    }

    fn find(&self, _term: &str, _most: u32) -> u64 {
        0
    }
}

fn sum(_values: &[u64]) -> u64 {
    0
}

async fn fetch(_url: &str, _tries: u16) -> u64 {
    0
}

fn main() {}
