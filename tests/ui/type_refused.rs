#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn never() -> !;
        fn inferred(value: _);
        fn generic(value: Wrapper<u32>);
        fn cell(value: &Wrapper<u32>);
        fn invoked(value: list!(u32));
    }
}

fn main() {}
