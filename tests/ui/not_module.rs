#[spandrel::bridge(package = "ui")]
struct Bridge {
    field: u8,
}

fn main() {}
