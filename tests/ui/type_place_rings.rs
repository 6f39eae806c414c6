#[spandrel::bridge(package = "ui")]
mod ffi {
    #[derive(Clone)]
    struct Named {
        name: String,
        age: u8,
    }

    #[derive(Clone, Copy)]
    struct Empty {}

    #[derive(Clone, Copy)]
    struct Sample {
        letter: char,
        wide: u128,
        span: Duration,
        colour: Colour,
        maybe: Option<u8>,
    }

    #[derive(Clone, Copy)]
    #[derive(Debug)]
    struct Nested {
        rows: [Inner; 2],
    }

    struct Inner {
        id: u8,
    }

    #[adopt(super::Elsewhere)]
    struct Elsewhere {
        id: u64,
    }

    struct Stored {
        end: ring::Receiver<u8>,
    }

    #[derive(Clone, Copy)]
    enum Colour {
        Red,
    }

    extern "Rust" {
        type Meter;
        fn names() -> ring::Receiver<Named>;
        fn nothing() -> ring::Sender<Empty>;
        fn samples() -> ring::Writer<Sample>;
        fn deeper() -> ring::Reader<Nested>;
        fn forwarded() -> ring::Receiver<Elsewhere>;
        fn text() -> ring::Receiver<String>;
        fn objects() -> ring::Receiver<Meter>;
        fn rings() -> ring::Receiver<ring::Receiver<u8>>;
        fn take(end: ring::Sender<[u8]>);
        fn maybe() -> Option<ring::Sender<[u8]>>;
        fn both() -> (ring::Sender<[u8]>, ring::Receiver<[u8]>);
        async fn late(self: &Meter) -> ring::Receiver<u64>;
        fn stream() -> impl Stream<Item = ring::Receiver<u64>>;
        fn call(back: &dyn Fn(ring::Receiver<u64>));
    }

    extern "Go" {
        fn give(end: Option<ring::Receiver<u64>>) -> Result<()>;
        fn names_of(end: ring::Receiver<Named>) -> Result<()>;
        fn make() -> Result<ring::Sender<u64>>;
    }
}

struct Elsewhere {
    id: u64,
}

fn main() {}
