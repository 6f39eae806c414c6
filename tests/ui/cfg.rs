#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        #[cfg(unix)]
        field: u32,
    }

    extern "Rust" {
        #[cfg(feature = "more")]
        fn run(record: Record);
    }
}

fn main() {}
