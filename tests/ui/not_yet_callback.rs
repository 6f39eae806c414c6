#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn each(call: &dyn Fn(u32) -> bool);
        fn keep(call: Box<dyn Fn(&str) + Send + Sync>);
    }
}

fn main() {}
