#[spandrel::bridge(package = "ui")]
mod ffi {
    use std::time::Duration;

    const LIMIT: u32 = 5;

    static NAME: &str = "ui";

    type Alias = u32;

    trait Listen {}

    union Either {
        a: u32,
        b: f32,
    }

    impl Record {}

    mod inner {}

    macro_rules! nothing {
        () => {};
    }

    fn body() {}

    struct Record {
        field: u32,
    }

    extern "Rust" {
        fn run(record: Record, wait: Duration);
    }
}

fn main() {}
