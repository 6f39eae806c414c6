#[spandrel::bridge(package = "ui")]
mod ffi {
    pub struct H {
        pub unit: (),
        pub path: PathBuf,
    }

    pub struct Loop {
        pub inner: Option<Loop>,
    }

    extern "Rust" {
        fn f(h: H);
        fn same_name();
        fn sameName();
        fn data() -> Vec<u8>;
        fn data_into();
    }
}

fn main() {}
