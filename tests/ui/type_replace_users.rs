#[spandrel::bridge(package = "ui")]
mod ffi {
    pub struct Row {
        pub json: serde_json::Value,
        pub any: Box<dyn Any>,
        pub failed: Box<dyn Error>,
        pub id: Uuid,
        pub at: DateTime<Utc>,
        pub parts: VecDeque<u8>,
        pub text: Box<str>,
        pub stamp: chrono::NaiveDate,
        pub other: crate::Thing,
        pub span: std::time::Duration,
    }

    extern "Rust" {
        type Counter;
        fn future() -> Pin<Box<dyn Future<Output = u8>>>;
        fn later() -> impl Future<Output = u8>;
        fn stream() -> Box<dyn Stream<Item = u8>>;
        fn list() -> impl Iterator<Item = u8>;
        fn text(value: impl Into<String>, other: Cow<str>, third: &mut String);
        fn shared(counter: Arc<Counter>) -> Arc<Counter>;
        fn go(count: int, name: string, size: uint8) -> void;
        fn refers(counter: &Counter) -> Box<Counter>;
        fn send(to: Sender<u8>, changed: &mut Vec<u8>);
    }
}

fn main() {}
