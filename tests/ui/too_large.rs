#[spandrel::bridge(package = "ui")]
mod ffi {
    struct Page {
        bytes: [u8; 16384],
    }

    struct Book {
        cover: u8,
        page: Page,
    }

    enum Shelf {
        Empty,
        Full([u64; 2048]),
    }

    #[error]
    enum ShelfError {
        Full { book: [u32; 4096] },
    }

    extern "Rust" {
        fn cube(cube: [[[[u64; 65536]; 65536]; 65536]; 65536]);
        fn books(books: Vec<Book>, pages: &[[Page; 2]]);
        fn texts(texts: [String; 683]) -> [u64; 2049];
        fn maps(maps: [HashMap<u8, u8>; 342]);
        #[leaf]
        fn words(words: [u64; 65536]) -> u64;
        fn bytes(bytes: [u8; 70000]) -> [u32; 18446744073709551615];
        async fn later() -> [u128; 1025];
        fn stream() -> impl Stream<Item = [Duration; 1025]>;
        fn visit(visit: &dyn Fn([u8; 16385]) -> Option<[u8; 16384]>);
        fn four(a: Page, b: Page, c: Page, d: Page) -> bool;
        fn calls(call: &dyn Fn(Page, Page, Page, Page) -> Page);
    }

    extern "Go" {
        fn echo(a: [u64; 2049]) -> Result<[u64; 2049]>;
    }
}

fn main() {}
