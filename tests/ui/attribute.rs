#[spandrel::bridge(package = "ui")]
mod ffi {
    #[repr(C)]
    struct Record {
        #[serde(default)]
        field: u32,
    }

    #[must_use]
    enum Mode {
        #[default]
        Fast,
    }

    #[link(name = "m")]
    extern "Rust" {
        #[derive(Clone)]
        type Object;
        #[inline]
        fn run(self: &Object, #[leaf] record: Record, mode: Mode);
    }
}

fn main() {}
