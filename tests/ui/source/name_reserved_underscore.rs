#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Place {
        _: i32,
        y: i32,
    }

    enum Shape {
        Circle { _: f64 },
    }

    extern "Rust" {
        fn find(place: Place) -> Shape;
    }
}

fn main() {}
