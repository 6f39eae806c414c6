#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        data: Bytes,
        key: Secret<[u8]>,
    }

    enum Choice {
        Password(Secret<str>),
    }

    extern "Rust" {
        fn list(data: Vec<Bytes>) -> Option<Bytes>;
        fn slice(data: &[Bytes]);
        fn pair() -> (u32, Secret<str>);
        fn map(keys: HashMap<String, Secret<[u8]>>);
        fn set(data: HashSet<Bytes>);
        fn run(record: Record, choice: Choice);
    }
}

fn main() {}
