#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        type Sink;
        #[constructor]
        fn open() -> Sink;
    }
}

fn main() {}
