#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Go" {
        type Sink;
        fn each(visit: &dyn Fn(u32));
        fn open(engine: &Engine) -> Engine;
        fn all() -> Vec<Sink>;
    }

    extern "Rust" {
        type Engine;
        fn sink(self: &Engine) -> Sink;
        fn nested(visit: &dyn Fn(&dyn Fn()) -> Engine);
        #[leaf]
        fn quick(visit: &dyn Fn());
    }
}

fn main() {}
