#[spandrel::bridge(package = "ui")]
mod ffi {
    pub struct Line {
        pub text: String,
    }

    extern "Go" {
        fn write(#[view] count: u32, #[view] lines: &[Line]);
    }

    extern "Rust" {
        fn read(#[view] data: &[u8]);
    }
}

fn main() {}
