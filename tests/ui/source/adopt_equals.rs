#[spandrel::bridge(package = "ui")]
mod ffi {
    pub struct Stats = other::Stats {
        pub limit: u32,
    }

    extern "Rust" {
        fn run(stats: Stats);
    }
}

fn main() {}
