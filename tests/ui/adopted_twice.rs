// One type has one name in the bridge, and one in Go.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt(crate::Stats)]
    pub struct Stats {
        pub bytes: u64,
    }

    #[adopt(crate :: Stats)]
    pub struct Figures {
        pub bytes: u64,
    }

    #[adopt(crate::Colour)]
    pub enum Colour {
        Red,
    }

    #[error]
    #[adopt(crate::Colour)]
    pub enum Failure {
        Red,
    }

    extern "Rust" {
        fn answer() -> Stats;
    }
}

fn main() {}
