#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        async fn change(self: &mut Object);
    }
}

fn main() {}
