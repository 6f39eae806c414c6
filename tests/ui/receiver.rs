#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        fn short(&self);
        fn short_mut(&mut self);
        fn owned(self);
        fn boxed(self: Box<Object>);
        fn list(self: &[Object]);
    }
}

fn main() {}
