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
        fn reals(v: HashMap<f64, u8>);
        fn lists(v: BTreeMap<Vec<u8>, u8>);
        fn records(v: HashSet<Record>);
        fn spans(v: BTreeSet<Duration>);
        fn options(v: HashSet<Option<u8>>);
        fn tuples(v: BTreeSet<(u8, u8)>);
        fn arrays(v: HashSet<[u8; 4]>);
        fn choices(v: HashSet<Choice>);
    }
}

fn main() {}
