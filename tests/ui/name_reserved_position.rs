#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Shape {
        // What the contract calls the field of a tuple variant.
        Circle { _0: u8 },
        Square(u8),
        Line { _from: u8 },
    }

    struct Record {
        _0: u8,
    }

    extern "Rust" {
        fn draw(shape: Shape, record: Record);
    }
}

fn main() {}
