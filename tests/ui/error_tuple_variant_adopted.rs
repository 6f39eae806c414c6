pub mod other {
    #[derive(Debug)]
    pub enum Failure {
        Open(String),
    }

    impl std::fmt::Display for Failure {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("cannot be opened")
        }
    }

    impl std::error::Error for Failure {}
}

#[spandrel::bridge(package = "ui")]
mod ffi {
    #[error]
    #[adopt(super::other::Failure)]
    enum Failure {
        Open(String),
    }

    extern "Rust" {
        fn run() -> Result<(), Failure>;
    }
}

fn main() {}
