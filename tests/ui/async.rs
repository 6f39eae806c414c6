#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        type Object;
        #[constructor]
        async fn open() -> Object;
    }
}

fn main() {}
