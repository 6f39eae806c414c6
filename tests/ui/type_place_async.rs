#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        type Sink;
        fn name(self: &Sink) -> String;
        async fn open(name: &str) -> Result<Sink>;
    }
}

fn main() {}
