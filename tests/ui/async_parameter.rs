#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        async fn fill(object: &mut Object, next: &dyn Fn() -> u8);
        async fn drain(object: &Object, into: &Sink, done: Box<dyn Fn() + Send + Sync>);
    }

    extern "Go" {
        type Sink;
        fn write(self: &Sink, byte: u8);
    }
}

fn main() {}
