#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        field: u32,
    }
}

fn main() {}
