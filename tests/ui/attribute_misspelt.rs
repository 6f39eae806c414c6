#[spandrel::bridge(package = "ui")]
mod ffi {
    #[derive(Default)]
    pub enum Level {
        #[default]
        Low,
        High,
    }

    #[serde(rename_all = "camelCase")]
    pub struct Options {
        pub level: Level,
    }

    extern "Rust" {
        type Counter;
        #[construtor]
        fn open() -> Counter;
        #[new]
        fn make() -> Counter;
        #[Leaf]
        fn value(self: &Counter) -> u64;
        #[inline]
        fn old(options: Options);
    }
}

fn main() {}
