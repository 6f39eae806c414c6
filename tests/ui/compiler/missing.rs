// What the bridge names is not there: functions, methods, types.

#[spandrel::bridge(package = "missing")]
mod ffi {
    extern "Rust" {
        type Index;
        #[constructor]
        fn open(path: &str) -> Index;
        fn find(self: &Index, term: &str) -> u64;
        async fn look(self: &Index, term: &str) -> u64;

        type Cursor;
        fn next(self: &mut Cursor) -> u64;

        fn add(a: u64, b: u64) -> u64;
        async fn fetch(url: &str) -> String;
        fn letters(text: &str) -> impl Stream<Item = char>;
    }
}

pub struct Index;

fn main() {}
