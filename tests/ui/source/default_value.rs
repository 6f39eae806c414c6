#[spandrel::bridge(package = "ui")]
mod ffi {
    pub struct Options {
        pub limit: u32 = 5,
    }

    extern "Rust" {
        fn run(options: Options);
    }
}

fn main() {}
