#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        type Sink;
        fn write(self: &Sink, data: &[u8]) -> Result<u32>;
    }

    extern "Rust" {
        fn run(sink: &Sink);
    }
}

fn main() {}
