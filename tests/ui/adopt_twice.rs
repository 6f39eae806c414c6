// One item of the bridge is one type.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt(crate::Stats)]
    #[adopt(crate::Figures)]
    pub struct Stats {
        pub bytes: u64,
    }

    extern "Rust" {
        fn answer() -> Stats;
    }
}

fn main() {}
