#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        type Sink;
    }

    extern "Rust" {
        type Object;
        fn write(self: &Sink, data: &[u8]);
    }

    extern "Go" {
        fn read(self: &Object) -> u32;
    }
}

fn main() {}
