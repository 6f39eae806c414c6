// Written by `cargo xtask generate` from tests/matrix/matrix.toml.

#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        real: f64,
    }

    enum Choice {
        Number(u8),
        Nothing,
    }

    #[error]
    enum Failure {
        Broken,
    }

    extern "Rust" {
        type Object;
        fn run(record: Record, choice: Choice) -> Result<u8, Failure>;
        fn twice(v: Option<Option<u32>>);
        fn inside() -> Vec<Option<Option<String>>>;
        fn seven(v: (u8, u8, u8, u8, u8, u8, u8));
        fn one() -> (u8,);
        fn unit(v: ());
        fn units() -> Vec<()>;
        fn text() -> &str;
        fn bytes() -> &[u8];
        fn texts(v: Vec<&str>);
        fn maybe(v: Option<&[u8]>);
        fn eat(v: Object);
        fn objects() -> Vec<Object>;
        fn maybe_object() -> Option<Object>;
        fn keyed(v: HashMap<u8, Object>);
        fn failure() -> Failure;
        fn failures(v: Vec<Failure>);
        fn results(v: Vec<Result<u8, Failure>>);
        fn attempt(v: Result<u8, Failure>);
        fn parts() -> Vec<Bytes>;
        fn keys(v: HashMap<u8, Secret<[u8]>>);
        fn perhaps(v: Option<Secret<str>>);
        fn beside() -> (Bytes, u8);
        fn give(v: ring::Sender<u8>);
        fn ends() -> Vec<ring::Receiver<u8>>;
        fn lines() -> ring::Receiver<String>;
        fn symbols() -> ring::Writer<char>;
        fn numbers() -> ring::Reader<Choice>;
    }

    extern "Go" {
        fn made() -> Result<ring::Receiver<[u8]>>;
        fn several(v: Vec<ring::Receiver<[u8]>>) -> Result<()>;
        fn named(v: ring::Sender<String>) -> Result<()>;
        fn take(object: &Object) -> Result<()>;
        fn make() -> Result<Object>;
    }
}

fn main() {}
