#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        fn ask(question: &str) -> Result<String>;
    }
}

fn main() {}
