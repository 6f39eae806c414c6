#[spandrel::bridge(package = "ui")]
mod ffi {
    enum Size {
        Small = 1 + 1,
        Large = 0x1_0000_0000,
    }

    enum Last {
        Top = 2147483647,
        Over,
    }

    extern "Rust" {
        fn run(size: Size, last: Last);
    }
}

fn main() {}
