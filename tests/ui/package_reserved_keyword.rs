#[spandrel::bridge(package = "select")]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
