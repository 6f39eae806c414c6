// `#[adopt]` names a type outside of the bridge by its path, as seen from inside of the bridge.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt]
    pub struct Bare {
        pub bytes: u64,
    }

    #[adopt = "remux::Stats"]
    pub struct Text {
        pub bytes: u64,
    }

    #[adopt(Stats)]
    pub struct Stats {
        pub bytes: u64,
    }

    #[adopt(self::Figures)]
    pub enum Figures {
        One,
    }

    #[adopt(crate::one, crate::two)]
    pub enum Two {
        One,
    }

    #[error]
    #[adopt(super::super)]
    pub enum Failure {
        Gone,
    }

    extern "Rust" {
        fn answer() -> Stats;
    }
}

fn main() {}
