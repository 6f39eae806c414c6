#[spandrel::bridge(package = "ui")]
mod ffi {
    const DEEP: i64 = - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - 1;

    extern "Rust" {
        fn run(value: u32);
    }
}

fn main() {}
