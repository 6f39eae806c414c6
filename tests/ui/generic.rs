#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Pair<T> {
        first: u32,
    }

    enum Choice<T> {
        None,
    }

    extern "Rust" {
        type Object<T>;
        fn run<T>(value: u32);
        fn bounded(value: u32)
        where
            u32: Copy;
    }
}

fn main() {}
