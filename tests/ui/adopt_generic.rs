// A bridge adopts one type, not a family of them.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt(crate::Pair<u8>)]
    pub struct Pair {
        pub first: u8,
        pub second: u8,
    }

    #[adopt(std::ops::ControlFlow<u8, String>)]
    pub enum Flow {
        Continue(String),
        Break(u8),
    }

    extern "Rust" {
        fn answer() -> Pair;
    }
}

fn main() {}
