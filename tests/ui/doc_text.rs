#[spandrel::bridge(package = "ui")]
mod ffi {
    #[doc = include_str!("doc_text.rs")]
    struct Record {
        #[doc = concat!("one", "two")]
        field: u32,
    }

    extern "Rust" {
        fn run(record: Record);
    }
}

fn main() {}
