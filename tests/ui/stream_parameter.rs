#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn pick(choose: &dyn Fn(u8) -> bool) -> impl Stream<Item = u8>;
        fn copy(to: Sink) -> impl Stream<Item = u8>;
    }

    extern "Go" {
        type Sink;
        fn write(self: &Sink, byte: u8);
    }
}

fn main() {}
