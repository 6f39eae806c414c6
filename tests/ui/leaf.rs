#[spandrel::bridge(package = "ui")]
mod ffi {
    extern "Rust" {
        #[leaf]
        async fn wait();
        #[leaf]
        fn each(call: &dyn Fn(u32));
        #[leaf]
        fn items() -> impl Stream<Item = u32>;
        #[leaf]
        fn sum(data: Bytes);
        #[leaf]
        fn key() -> Secret<[u8]>;
    }

    extern "Go" {
        #[leaf]
        fn ask();
    }
}

fn main() {}
