#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Shape {
        Point { x_y: u8, xY: u8 },
        Nothing,
    }

    #[error]
    enum Failure {
        A { x: u8 },
        B { x: u16 },
        C { a_x: String },
    }

    extern "Rust" {
        fn run(shape: Shape) -> Result<(), Failure>;
    }

    extern "Go" {
        type Sink;
        fn remote_value(self: &Sink) -> Result<u8>;
    }
}

fn main() {}
