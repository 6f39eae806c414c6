// Structs that are not what the bridge says: each difference is an error where the bridge says otherwise.

#[spandrel::bridge(package = "figures")]
mod ffi {
    #[adopt(super::Missing)]
    pub struct Missing {
        pub bytes: u64,
    }

    #[adopt(super::Extra)]
    pub struct Extra {
        pub bytes: u64,
        pub packets: u64,
    }

    #[adopt(super::Types)]
    pub struct Types {
        pub bytes: u64,
        pub name: String,
        pub path: String,
        pub boxed: u64,
        pub other: Extra,
    }

    #[adopt(super::inner::Private)]
    pub struct Private {
        pub bytes: u64,
        pub secret: u64,
    }

    #[adopt(std::alloc::LayoutError)]
    pub struct NonExhaustive {}

    #[adopt(super::Tuple)]
    pub struct Tuple {
        pub bytes: u64,
    }

    extern "Rust" {
        fn answer() -> Missing;
    }
}

pub struct Missing {
    pub bytes: u64,
    pub packets: u64,
}

pub struct Extra {
    pub bytes: u64,
}

pub struct Types {
    pub bytes: u32,
    pub name: &'static str,
    pub path: std::path::PathBuf,
    pub boxed: Box<u64>,
    pub other: Missing,
}

mod inner {
    pub struct Private {
        pub bytes: u64,
        secret: u64,
    }
}

pub struct Tuple(pub u64);

fn answer() -> Missing {
    Missing { bytes: 1, packets: 2 }
}

fn main() {}
