#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        type Sink;
        fn write(self: &mut Sink, data: &[u8]);
    }
}

fn main() {}
