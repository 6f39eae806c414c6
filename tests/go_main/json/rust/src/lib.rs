//! A bridge whose types have serde in Rust: what serde writes Go reads, and the other way round.

mod model;
mod search;
mod with;

use futures_util::stream;
use model::{Everything, Shape, Trouble};
use spandrel::{Bytes, Secret, Stream};

#[spandrel::bridge(package = "agreed")]
pub mod ffi {
    #[adopt(crate::model::Scalars)]
    pub struct Scalars {
        pub truth: bool,
        pub letter: char,
        pub small: u8,
        pub wide: u64,
        pub signed: i64,
        pub widest: u128,
        pub lowest: i128,
        pub size: usize,
        pub real: f64,
        pub short: f32,
    }

    #[adopt(crate::model::Colour)]
    pub enum Colour {
        Red,
        Green = 5,
    }

    /// A point on a grid.
    #[adopt(crate::model::Point)]
    pub struct Point {
        pub x: i32,
        pub y: i32,
    }

    #[adopt(crate::model::Shape)]
    pub enum Shape {
        Empty,
        Circle(f64),
        Pair(i32, String),
        Polygon { points: Vec<Point>, name: String },
    }

    #[adopt(crate::model::Everything)]
    pub struct Everything {
        pub scalars: Scalars,
        pub text: String,
        pub bytes: Vec<u8>,
        pub hash: [u8; 4],
        pub row: [u16; 3],
        pub list: Vec<Vec<i16>>,
        pub nothing: Option<u32>,
        pub some: Option<String>,
        pub none_list: Option<Vec<u64>>,
        pub some_list: Option<Vec<u64>>,
        pub pair: (u64, (bool, String)),
        pub by_name: BTreeMap<String, Point>,
        pub by_number: HashMap<i64, bool>,
        pub by_wide: BTreeMap<u128, u8>,
        pub by_letter: BTreeMap<char, u8>,
        pub by_truth: BTreeMap<bool, u8>,
        pub by_colour: BTreeMap<Colour, u8>,
        pub set: BTreeSet<u32>,
        pub colours: BTreeSet<Colour>,
        pub colour: Colour,
        pub shapes: Vec<Shape>,
        pub shape: Option<Shape>,
        pub span: Duration,
        pub at: SystemTime,
        pub r#type: u8,
    }

    /// What can go wrong.
    #[error]
    #[adopt(crate::model::Trouble)]
    pub enum Trouble {
        /// it is full
        Full,
        /// {name} is {size} bytes too long
        TooLong { name: String, size: u64 },
        /// {at} is odd
        Odd { at: i64 },
        /// serde does not read it: {reason}
        Unread { reason: String },
        /// it did not start
        Start { source: Cause },
    }

    #[error]
    #[adopt(crate::model::Cause)]
    pub enum Cause {
        /// no input for {seconds} seconds
        NoInput { seconds: u32 },
    }

    extern "Rust" {
        /// Writes a value as serde does.
        fn written(value: Everything) -> String;
        /// Reads a value as serde does.
        fn read(text: &str) -> Result<Everything, Trouble>;
        /// Writes an error of each kind as serde does.
        fn written_error(kind: u8) -> String;
        /// Returns an error of each kind.
        fn fail(kind: u8) -> Result<(), Trouble>;
        /// Counts the corners of a figure.
        fn corners(shape: Option<Shape>) -> u64;
        /// Returns the bytes as they are.
        fn echo(data: Bytes) -> Bytes;
        /// Does not pass over HTTP.
        fn length(key: Secret<str>) -> u64;
        /// Calls back, which does not pass over HTTP.
        fn visit(each: &dyn Fn(u64));

        /// A counter.
        type Counter;
        #[constructor]
        fn open(start: u64) -> Counter;
        fn add(self: &mut Counter, more: u64) -> Result<u64, Trouble>;
        fn count(self: &Counter, to: u64) -> impl Stream<Item = Result<Point, Trouble>>;
        async fn slow(self: &Counter);
    }
}

/// A number that goes up to 100.
pub struct Counter(u64);

impl Counter {
    fn open(start: u64) -> Counter {
        Counter(start)
    }

    fn add(&mut self, more: u64) -> Result<u64, Trouble> {
        if more > 100 {
            panic!("{more} is absurd");
        }
        if self.0 + more > 100 {
            return Err(Trouble::TooLong { name: "counter".to_owned(), size: self.0 + more - 100 });
        }
        self.0 += more;
        Ok(self.0)
    }

    fn count(&self, to: u64) -> impl Stream<Item = Result<ffi::Point, Trouble>> + use<> {
        let items = (0..to).map(|at| Ok(ffi::Point { x: at as i32, y: 1 }));
        let end = (to % 2 == 1).then_some(Err(Trouble::Odd { at: to as i64 }));
        stream::iter(items.chain(end))
    }

    async fn slow(&self) {
        std::future::pending::<()>().await;
    }
}

fn written(value: Everything) -> String {
    serde_json::to_string(&value).unwrap_or_default()
}

fn read(text: &str) -> Result<Everything, Trouble> {
    serde_json::from_str(text).map_err(|error| Trouble::Unread { reason: error.to_string() })
}

fn trouble(kind: u8) -> Option<Trouble> {
    Some(match kind {
        1 => Trouble::Full,
        2 => Trouble::TooLong { name: "line \"7\"".to_owned(), size: u64::MAX },
        3 => Trouble::Odd { at: -3 },
        4 => Trouble::Start { source: model::Cause::NoInput { seconds: 9 } },
        _ => return None,
    })
}

fn written_error(kind: u8) -> String {
    trouble(kind).and_then(|trouble| serde_json::to_string(&trouble).ok()).unwrap_or_default()
}

fn fail(kind: u8) -> Result<(), Trouble> {
    trouble(kind).map_or(Ok(()), Err)
}

fn corners(shape: Option<Shape>) -> u64 {
    match shape {
        Some(Shape::Polygon { points, .. }) => points.len() as u64,
        _ => 0,
    }
}

fn echo(data: Bytes) -> Bytes {
    data
}

fn length(key: Secret<str>) -> u64 {
    key.len() as u64
}

fn visit(each: &dyn Fn(u64)) {
    each(1);
}
