#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Counter;
        fn by_value(self: Counter);
        fn short(&self);
        fn changes(&mut self);
        fn own(self: &Self);
        fn shared(self: Arc<Counter>);
    }
}

fn main() {}
