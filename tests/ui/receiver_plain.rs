#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        field: u32,
    }

    extern "Rust" {
        fn field(self: &Record) -> u32;
    }
}

fn main() {}
