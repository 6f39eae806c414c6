#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        #[constructor]
        fn copy(self: &Object) -> Object;
    }
}

fn main() {}
