//! A bridge with everything in it, for end-to-end tests.

mod borrowing;
mod counter;
mod echo;
mod tasks;

use counter::{Counter, Gate};
use echo::*;
use tasks::*;

/// Everything that can be passed, once.
#[spandrel::bridge(package = "everything")]
pub mod ffi {
    /// A point on a grid: plain data, it is passed as a C struct.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Point {
        /// To the right.
        pub x: i32,
        /// Upwards.
        pub y: i32,
        pub visible: bool,
    }

    /// A person: data with text in it, it is passed encoded.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Person {
        /// The full name.
        pub name: String,
        pub age: u8,
        pub nick: Option<String>,
        pub tags: Vec<String>,
        pub places: Vec<Point>,
        pub colour: Colour,
        pub scores: Vec<f64>,
    }

    /// A record with ten fields, among them text and a list.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Order {
        pub id: u64,
        pub user_id: u32,
        pub price: f64,
        pub quantity: i64,
        pub paid: bool,
        pub currency: u16,
        pub weight: f32,
        pub title: String,
        pub address: String,
        pub lines: Vec<String>,
    }

    /// A colour of the rainbow.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Colour {
        Red,
        /// The one in the middle.
        Green = 5,
        Blue,
    }

    /// A figure.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Shape {
        Empty,
        Circle(f64),
        /// A closed line.
        Polygon {
            points: Vec<Point>,
            name: String,
        },
    }

    /// Why something in the everything failed.
    #[error]
    pub enum EverythingError {
        /// {field} is out of range: {reason}
        OutOfRange {
            field: String,
            reason: String,
        },
        /// the oven holds {limit} dishes
        Full {
            limit: u32,
        },
        NotFound,
        /// cooking failed
        Failed {
            source: StoveError,
        },
    }

    /// Why the stove failed.
    #[error]
    pub enum StoveError {
        /// no gas at burner {burner}
        NoGas { burner: u8 },
    }

    extern "Rust" {
        /// Adds two numbers.
        fn add(a: i64, b: i64) -> i64;
        /// Adds two numbers without the price of an ordinary call.
        #[leaf]
        fn leaf_add(a: i64, b: i64) -> i64;
        #[leaf]
        fn leaf_scale(v: f64, by: f32, up: bool) -> f64;
        #[leaf]
        fn leaf_sum(v: &[u32]) -> u64;
        #[leaf]
        fn leaf_length(v: &str) -> u64;
        #[leaf]
        fn leaf_upper(v: &str) -> String;
        #[leaf]
        fn leaf_mirror(v: Point) -> Point;
        #[leaf]
        fn leaf_order(v: Order) -> Order;
        #[leaf]
        fn leaf_fail(how: u8) -> Result<u32, EverythingError>;
        #[leaf]
        fn leaf_points(v: &[Point]) -> i32;
        /// Seven words: one more than C takes in registers.
        #[leaf]
        fn leaf_seven(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64) -> u64;
        /// Twelve words with the room for the answer, and a stack that must be aligned.
        #[leaf]
        fn leaf_twelve(a: i8, b: i16, c: i32, d: i64, e: f32, f: f64, g: bool, h: char, text: &str)
        -> String;
        /// Rust's stack below the caller's frame, in use for a moment.
        #[leaf]
        fn leaf_stack(bytes: u32) -> u32;
        fn echo_char(v: char) -> char;
        fn echo_str(v: &str) -> String;
        fn echo_string(v: String) -> String;
        fn echo_bytes(v: &[u8]) -> Vec<u8>;
        fn echo_chars(v: &[char]) -> Vec<char>;
        fn echo_colours(v: &[Colour]) -> Vec<Colour>;
        fn echo_points(v: &[Point]) -> Vec<Point>;
        fn echo_strings(v: Vec<String>) -> Vec<String>;
        fn echo_option_text(v: Option<String>) -> Option<String>;
        fn echo_tuple(v: (u8, String, bool)) -> (u8, String, bool);
        fn echo_map(v: HashMap<String, u32>) -> HashMap<String, u32>;
        fn echo_tree(v: BTreeMap<Colour, Vec<String>>) -> BTreeMap<Colour, Vec<String>>;
        fn echo_set(v: HashSet<String>) -> HashSet<String>;
        fn echo_duration(v: Duration) -> Duration;
        fn echo_colour(v: Colour) -> Colour;
        fn echo_shape(v: Shape) -> Shape;
        fn echo_shapes(v: Vec<Shape>) -> Vec<Shape>;
        fn echo_person(v: Person) -> Person;
        fn echo_order(v: Order) -> Order;
        /// Looks at an order and returns a sum over its fields.
        fn sum_order(v: Order) -> u64;
        /// The sum of the bytes.
        fn sum(v: &[u8]) -> u64;
        /// Text without arguments.
        fn version() -> String;
        fn nothing();
        /// Fails as it is told: 1 to 4 for the errors, 5 for a panic.
        fn fail(how: u8) -> Result<u32, EverythingError>;
        /// Panics with a payload that is not text.
        fn panic_any() -> Result<(), EverythingError>;
        /// A length of time that Go cannot hold.
        fn forever() -> Duration;

        /// A counter that one caller changes at a time.
        type Counter;
        /// Makes a counter.
        #[constructor]
        fn new(start: i64) -> Counter;
        #[constructor]
        fn parse(text: &str) -> Result<Counter, EverythingError>;
        /// Adds to it and returns the sum.
        fn add(self: &mut Counter, step: i64) -> i64;
        fn value(self: &Counter) -> i64;
        #[leaf]
        fn peek(self: &Counter) -> i64;
        #[leaf]
        fn bump(self: &mut Counter) -> i64;
        /// Panics while it changes.
        fn explode(self: &mut Counter);
        /// Panics without changing anything.
        fn trip(self: &Counter);
        fn name(self: &Counter) -> String;
        fn rename(self: &mut Counter, name: &str) -> Result<(), EverythingError>;
        /// Adds the other counter's value.
        fn absorb(self: &mut Counter, other: &Counter) -> i64;
        /// Makes a copy.
        fn fork(self: &Counter) -> Counter;
        fn point(self: &Counter) -> Point;
        /// Sleeps, holding the counter.
        fn hold(self: &mut Counter, time: Duration);
        /// Adds the values of two counters.
        fn total(a: &Counter, b: &Counter) -> i64;
        /// Makes a counter without being a constructor.
        fn spare() -> Counter;
        /// What a counter begins with; the bridge function of `Counter.Value` is called alike.
        fn counter_value() -> i64;

        /// Counts how many callers are inside at once.
        type Gate;
        #[constructor]
        fn closed() -> Gate;
        /// Enters, waits, leaves; returns how many were inside.
        fn pass(self: &Gate, time: Duration) -> u32;
        /// Makes its destructor panic.
        fn arm(self: &Gate);
        /// How many counters and gates were dropped since the start.
        fn dropped() -> u64;
    }

    extern "Rust" {
        /// Ready at once.
        async fn ready(v: u32) -> u32;
        /// Sleeps, then returns what it was given.
        async fn after(time: Duration, v: u32) -> u32;
        /// Lets others run this many times, then returns how often it was polled.
        async fn turns(count: u32) -> u32;
        async fn echo_text_later(v: &str, turns: u32) -> String;
        async fn echo_bytes_later(v: &[u8], turns: u32) -> Vec<u8>;
        async fn echo_numbers_later(v: &[u32], turns: u32) -> Vec<u32>;
        async fn echo_names_later(v: &[String], turns: u32) -> Vec<String>;
        async fn echo_person_later(v: Person, turns: u32) -> Person;
        async fn echo_point_later(v: Point, turns: u32) -> Point;
        async fn echo_wide_later(v: u128, turns: u32) -> u128;
        async fn echo_shape_later(v: Shape, turns: u32) -> Shape;
        async fn nothing_later(turns: u32);
        /// Fails as `fail` does, after some turns.
        async fn fail_later(how: u8, turns: u32) -> Result<u32, EverythingError>;
        /// A length of time that Go cannot hold.
        async fn forever_later(turns: u32) -> Duration;
        /// Never done; its destructor is counted.
        async fn never() -> u32;
        /// Never done, and its destructor panics.
        async fn never_bad();
        /// Done at once, but for a destructor that panics.
        async fn bad_end(turns: u32);
        /// How many futures and streams of these tests are alive.
        fn alive() -> u64;
        async fn counter_later(start: i64, turns: u32) -> Counter;
        #[constructor]
        async fn slowly(start: i64, turns: u32) -> Result<Counter, EverythingError>;
        /// The value, some turns later.
        async fn value_later(self: &Counter, turns: u32) -> i64;
        /// Waits until it is cancelled.
        async fn wait(self: &Counter);
        async fn total_later(a: &Counter, b: &Counter, turns: u32) -> i64;
        async fn pass_later(self: &Gate, time: Duration) -> u32;

        /// The numbers below `end`.
        fn numbers(end: u64) -> impl Stream<Item = u64>;
        /// Events of 64 bytes, their number in front.
        fn events(count: u32) -> impl Stream<Item = [u8; 64]>;
        fn points(count: u32) -> impl Stream<Item = Point>;
        fn names(count: u32) -> impl Stream<Item = String>;
        fn people(person: Person, count: u32) -> impl Stream<Item = Person>;
        fn times(count: u32) -> impl Stream<Item = Duration>;
        fn blocks(count: u32, size: u64) -> impl Stream<Item = Vec<u8>>;
        fn pages(count: u32) -> impl Stream<Item = [u64; 2048]>;
        /// Numbers with a pause before each.
        fn ticks(count: u32, pause: Duration) -> impl Stream<Item = u32>;
        /// Lets others run before each number.
        fn polite(count: u32) -> impl Stream<Item = u32>;
        /// Fails behind `count` numbers, as `fail` does.
        fn failing(count: u32, how: u8) -> impl Stream<Item = Result<u32, EverythingError>>;
        fn failing_names(count: u32, how: u8) -> impl Stream<Item = Result<String, EverythingError>>;
        /// Numbers without end.
        fn endless() -> impl Stream<Item = u32>;
        /// Nothing, without end.
        fn silent() -> impl Stream<Item = u32>;
        /// The value now and after each of `count` steps that nobody takes.
        fn values(self: &Counter, count: u32) -> impl Stream<Item = i64>;
        /// Adds each step to the counter before it opens.
        fn climb(self: &mut Counter, steps: Vec<i64>) -> impl Stream<Item = i64>;
    }
}
