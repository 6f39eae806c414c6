#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Core {
        field: u32,
    }

    struct CoreObject {
        field: u32,
    }

    extern "Rust" {
        type Object;
        fn embedded();
        fn wrap();
        fn read(self: &Object);
    }
}

fn main() {}
