#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn each(#[view] visit: &dyn Fn(&[u8]));
    }
}

fn main() {}
