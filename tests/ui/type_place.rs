#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        text: &str,
        bytes: &[u8],
        nested: Option<Option<u32>>,
        wide: (u8, u8, u8, u8, u8, u8, u8),
        object: Object,
        failure: Failure,
    }

    #[error]
    enum Failure {
        Broken,
    }

    extern "Rust" {
        type Object;
        fn take(object: Object);
        fn maybe() -> Option<Object>;
        fn text() -> &str;
        fn unit(nothing: ()) -> Failure;
        fn run(record: Record);
    }
}

fn main() {}
