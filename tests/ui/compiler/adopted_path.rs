// Types that a bridge cannot reach, or cannot adopt without an argument.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt(super::Nowhere)]
    pub struct Nowhere {
        pub bytes: u64,
    }

    #[adopt(remux::Stats)]
    pub struct Stats {
        pub bytes: u64,
    }

    #[adopt(super::Beside)]
    pub struct Beside {
        pub bytes: u64,
    }

    #[adopt(super::Generic)]
    pub struct Generic {
        pub bytes: u64,
    }

    #[adopt(super::Borrowed)]
    pub struct Borrowed {
        pub bytes: u64,
    }

    extern "Rust" {
        fn answer() -> Beside;
    }
}

struct Beside {
    bytes: u64,
}

pub struct Generic<T> {
    pub bytes: T,
}

pub struct Borrowed<'a> {
    pub bytes: &'a u64,
}

fn answer() -> Beside {
    Beside { bytes: 0 }
}

fn main() {}
