#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        fn sign(key: Secret<[u8]>, pin: Secret<str>);
    }
}

fn main() {}
