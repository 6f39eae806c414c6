#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        fn write(#[view] data: &[u8]);
    }
}

fn main() {}
