#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn pair((a, b): (u32, u32));
        fn ignored(_: u32);
        fn changed(mut a: u32);
    }
}

fn main() {}
