#[spandrel::bridge(package = "ui", async)]
mod ffi {
    extern "Rust" {
        fn run();
    }
}

fn main() {}
