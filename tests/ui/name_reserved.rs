#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Duration {
        seconds: u64,
    }

    struct SpandrelFrame {
        field: u32,
    }

    struct None {
        field: u32,
    }

    struct usize {
        field: u32,
    }

    extern "Go" {
        fn Ok();
        fn log(Some: u32);
    }

    extern "Rust" {
        type Object;
        fn close(self: &Object);
        fn spandrel_start();
        fn _hidden();
    }
}

fn main() {}
