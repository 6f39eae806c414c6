// What Go fails with otherwise, or a panic, has no place in the error that the bridge says.

#[spandrel::bridge(package = "declines")]
mod ffi {
    #[error]
    pub enum OpenError {
        Missing,
    }

    extern "Go" {
        fn open(path: &str) -> Result<u32, OpenError>;
    }
}

fn main() {}
