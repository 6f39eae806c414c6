#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Größe {
        naïve: u8,
    }

    enum Form {
        Éclair,
        Filled { crème: bool },
    }

    extern "Rust" {
        type Ñ;
        fn 名前(ß: u8);
    }
}

fn main() {}
