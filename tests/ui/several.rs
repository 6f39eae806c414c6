#[spandrel::bridge(package = "Several")]
mod ffi {
    // Wrong things of every stage, in one bridge: all of them are reported, in the order of the source.

    extern "Rust" {
        fn first(path: PathBuf);
        type Object;
        fn second(&self);
        fn third() -> Result<u32>;
    }

    struct Pair(u32, u32);

    const LIMIT: u32 = 5;

    enum Size {
        Small = 1 + 1,
    }
}

fn main() {}
