#[spandrel::bridge(package = "ui")]
mod ffi {
    #[must_use]
    #[doc(alias = "r")]
    struct Record {
        #[doc(hidden)]
        field: u32,
    }

    #[allow(dead_code)]
    #[go_name = "Pace"]
    enum Mode {
        Fast,
    }

    extern "Rust" {
        #[must_use]
        fn run(record: Record, mode: Mode);
    }
}

fn main() {}
