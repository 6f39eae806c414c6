#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        other: Other,
    }

    extern "Rust" {
        fn run(record: Record, color: Colour) -> Vec<Missing>;
        fn borrow(lost: &Lost);
    }
}

fn main() {}
