#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Last {
        Top = 2147483647,
        Over,
    }

    extern "Rust" {
        fn run(last: Last);
    }
}

fn main() {}
