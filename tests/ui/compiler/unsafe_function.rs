// An unsafe function cannot be offered to Go as a safe one: the bridge has no way to say what its caller must uphold.

#[spandrel::bridge(package = "needs")]
mod ffi {
    extern "Rust" {
        type Index;
        #[constructor]
        fn make(limit: u64) -> Index;
        fn find(self: &Index, term: &str) -> Vec<u64>;
        fn number() -> u32;
        #[leaf]
        fn text(of: u32) -> String;
        async fn later(of: u32) -> String;
        fn items() -> impl Stream<Item = u32>;
    }
}

pub struct Index;

impl Index {
    unsafe fn make(_limit: u64) -> Index {
        Index
    }

    unsafe fn find(&self, _term: &str) -> Vec<u64> {
        Vec::new()
    }
}

unsafe fn number() -> u32 {
    0
}

unsafe fn text(_of: u32) -> String {
    String::new()
}

async unsafe fn later(_of: u32) -> String {
    String::new()
}

struct Empty;

impl spandrel::Stream for Empty {
    type Item = u32;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<u32>> {
        std::task::Poll::Ready(None)
    }
}

unsafe fn items() -> Empty {
    Empty
}

fn main() {}
