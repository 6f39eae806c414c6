//! Two bridges of one file, both wrong: the refusals of both, in source order.

mod inner {
    #[spandrel::bridge(package = "Inner")]
    mod ffi {
        extern "Rust" {
            fn run(value: Missing);
        }
    }
}

#[spandrel::bridge]
mod ffi {
    extern "Rust" {
        fn run(value: &String);
    }
}
