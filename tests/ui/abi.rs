#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "C" {
        fn run();
    }

    extern {
        fn walk();
    }

    extern "Rust" {
        fn crawl();
    }
}

fn main() {}
