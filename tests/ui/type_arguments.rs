#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Cell {
        value: u8,
    }

    extern "Rust" {
        type Arc;
        fn run(cell: Cell<u8>, shared: &Arc<u8>) -> Vec<Arc<u8>>;
    }
}

fn main() {}
