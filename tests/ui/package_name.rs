#[spandrel::bridge(package = "My-Package")]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
