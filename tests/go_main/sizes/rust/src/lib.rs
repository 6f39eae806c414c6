//! The largest values that are passed in place, in every place where a value can stand, and values that take no memory.
//!
//! Each of the large types takes all of the 16 KiB that a value may take, or all but a few bytes.

#![expect(clippy::result_large_err, reason = "an error may be as large as a value may be, and here one is")]

mod calls;

use calls::*;

/// Large and empty values.
#[spandrel::bridge(package = "sizes")]
pub mod ffi {
    /// Plain data: it is passed as a C struct.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Page {
        pub number: u64,
        pub body: [u8; 16376],
    }

    /// Data with text: it is passed encoded.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Leaflet {
        pub title: String,
        pub body: [u8; 16360],
    }

    /// A record without fields.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Empty {}

    /// A record of records without fields.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Hollow {
        pub rows: [[Empty; 2]; 3],
        pub maybe: Option<Empty>,
    }

    /// Why a call failed.
    #[error]
    pub enum SizesError {
        /// a page of {number} was in the way
        Page { number: u8, body: [u8; 16368] },
        /// {empties} records without fields
        Empties { empties: u64, list: Vec<Empty> },
        /// {reason}
        Told { reason: String, texts: Vec<String> },
    }

    extern "Rust" {
        fn echo_words(v: [u64; 2048]) -> [u64; 2048];
        fn echo_wides(v: [u128; 1024]) -> [u128; 1024];
        fn echo_texts(v: [String; 682]) -> [String; 682];
        fn echo_page(v: Page) -> Page;
        fn echo_leaflet(v: Leaflet) -> Leaflet;
        fn echo_grid(v: [[Duration; 32]; 32]) -> [[Duration; 32]; 32];
        fn echo_maps(v: [HashMap<u8, u8>; 341]) -> [HashMap<u8, u8>; 341];
        fn echo_maybe(v: Option<[u64; 2047]>) -> Option<[u64; 2047]>;
        fn echo_flags(v: [Option<bool>; 8192]) -> [Option<bool>; 8192];
        fn echo_lists(v: Vec<[u64; 2048]>) -> Vec<[u64; 2048]>;
        fn echo_leaflets(v: HashMap<u8, Leaflet>) -> HashMap<u8, Leaflet>;
        /// As much as one call may take.
        fn echo_most(a: [u64; 2048], b: [u128; 1024], c: [String; 682]) -> Leaflet;
        /// A mebibyte, where it is not in place.
        fn echo_list(v: Vec<u128>) -> Vec<u128>;

        #[leaf]
        fn leaf_words(v: [u64; 2048]) -> [u64; 2048];
        #[leaf]
        fn leaf_wides(v: [u128; 1024]) -> [u128; 1024];
        #[leaf]
        fn leaf_texts(v: [String; 682]) -> [String; 682];
        #[leaf]
        fn leaf_page(v: Page) -> Page;
        #[leaf]
        fn leaf_most(a: [u64; 2048], b: [u128; 1024], c: [String; 682]) -> Leaflet;

        async fn later_words(v: [u64; 2048], wait: bool) -> [u64; 2048];
        async fn later_wides(v: [u128; 1024], wait: bool) -> [u128; 1024];
        async fn later_texts(v: [String; 682], wait: bool) -> [String; 682];
        async fn later_page(v: Page, wait: bool) -> Result<Page, SizesError>;
        async fn later_most(a: [u64; 2048], b: [u128; 1024], c: [String; 682], wait: bool) -> Leaflet;

        fn stream_words(count: u32) -> impl Stream<Item = [u64; 2048]>;
        fn stream_wides(count: u32) -> impl Stream<Item = [u128; 1024]>;
        fn stream_texts(count: u32) -> impl Stream<Item = [String; 682]>;
        fn stream_pages(count: u32) -> impl Stream<Item = Result<Page, SizesError>>;

        /// An error of 16 KiB.
        fn fail(v: Page) -> Result<Page, SizesError>;

        fn visit_words(v: [u64; 2048], visit: &dyn Fn([u64; 2048]) -> [u64; 2048]) -> [u64; 2048];
        fn visit_texts(v: [String; 682], visit: &dyn Fn([String; 682]) -> [String; 682]) -> [String; 682];
        fn visit_page(v: Page, visit: Box<dyn Fn(Page) -> Page + Send + Sync>) -> Page;

        /// An object of large values.
        type Shelf;
        #[constructor]
        fn new(page: Page) -> Shelf;
        fn swap(self: &mut Shelf, page: Page) -> Page;
        async fn look(self: &Shelf) -> Page;

        /// Calls every function of Go's with the largest values, on a thread of Rust's with an ordinary stack.
        fn call_go() -> Result<u64, SizesError>;
        /// The same for async functions and streams of Go's, on the threads of the executor.
        async fn await_go() -> Result<u64, SizesError>;

        fn echo_empties(v: Vec<Empty>) -> Vec<Empty>;
        fn count_empties(v: &[Empty]) -> u64;
        #[leaf]
        fn leaf_empties(v: Vec<Hollow>) -> Vec<Hollow>;
        async fn later_empties(v: Vec<(Empty, Hollow)>) -> Vec<(Empty, Hollow)>;
        fn stream_empties(count: u32) -> impl Stream<Item = Empty>;
        fn stream_empty_lists(count: u32) -> impl Stream<Item = Vec<Hollow>>;
        fn fail_empties(count: u32) -> Result<(), SizesError>;
        fn visit_empties(count: u32, visit: &dyn Fn(Vec<Empty>, Option<Empty>) -> HashMap<u32, Empty>)
        -> u64;
        /// Sends lists of them to Go and back, as values and as streams.
        async fn empties_in_go(count: u32) -> Result<u64, SizesError>;

        /// Texts in every place that texts come back in.
        fn texts(count: u32, len: u32) -> Vec<String>;
        fn keyed_texts(count: u32, len: u32) -> HashMap<String, u32>;
        fn fail_with_texts(count: u32, len: u32) -> Result<(), SizesError>;
        fn stream_texts_lists(count: u32, len: u32) -> impl Stream<Item = Vec<String>>;
        fn visit_texts_lists(count: u32, len: u32, visit: &dyn Fn(Vec<String>));
    }

    extern "Go" {
        fn go_words(v: [u64; 2048]) -> Result<[u64; 2048]>;
        fn go_wides(v: [u128; 1024]) -> Result<[u128; 1024]>;
        fn go_texts(v: [String; 682]) -> Result<[String; 682]>;
        fn go_page(v: Page) -> Result<Page>;
        fn go_most(a: [u64; 2048], b: [u128; 1024], c: [String; 682]) -> Result<Leaflet>;
        /// Calls Rust again, on the same stack.
        fn go_bounce(v: Page) -> Result<Page>;
        async fn go_later(v: [u128; 1024]) -> Result<[u128; 1024]>;
        async fn go_later_texts(v: [String; 682]) -> Result<[String; 682]>;
        fn go_stream(v: [u64; 2048]) -> impl Stream<Item = Result<[u64; 2048]>>;
        fn go_leaflets(v: Leaflet) -> impl Stream<Item = Result<Leaflet>>;
        fn go_empties(v: Vec<Empty>) -> Result<Vec<Hollow>>;
        async fn go_later_empties(v: Vec<Hollow>) -> Result<Vec<Empty>>;
        fn go_stream_empties(count: u32) -> impl Stream<Item = Result<Empty>>;
        fn go_stream_empty_lists(count: u32) -> impl Stream<Item = Result<Vec<Hollow>>>;
    }
}
