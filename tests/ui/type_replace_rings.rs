#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn whole() -> spandrel::ring::Receiver<u64>;
        fn text() -> ring::Receiver<str>;
        fn items() -> ring::Receiver<[u16]>;
        fn bare() -> ring::Receiver;
        fn source() -> ring::Source<u64>;
        fn short() -> Receiver<u64>;
    }
}

fn main() {}
