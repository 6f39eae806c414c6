#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        async fn fill(object: &mut Object, next: &dyn Fn() -> u8);
    }
}

fn main() {}
