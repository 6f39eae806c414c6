#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Record {
        field: u32,
        field: u64,
    }

    enum Record {
        One,
        One,
    }

    extern "Rust" {
        type Log;
        fn add(self: &Log);
        fn Log_add();
        type Object;
        fn run(a: u32, a: u32);
        fn run();
        fn push(self: &Object);
        fn push(self: &mut Object);
    }
}

fn main() {}
