//! Free functions of the everything: most return what they got.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    time::Duration,
};

use crate::{
    counter::{self, Counter},
    ffi::{Colour, EverythingError, Order, Person, Point, Shape, StoveError},
};

macro_rules! echoes {
    ($($name:ident: $ty:ty;)*) => {$(
        pub(crate) fn $name(v: $ty) -> $ty {
            v
        }
    )*};
}

echoes! {
    echo_char: char;
    echo_string: String;
    echo_strings: Vec<String>;
    echo_option_text: Option<String>;
    echo_tuple: (u8, String, bool);
    echo_map: HashMap<String, u32>;
    echo_tree: BTreeMap<Colour, Vec<String>>;
    echo_set: HashSet<String>;
    echo_duration: Duration;
    echo_colour: Colour;
    echo_shape: Shape;
    echo_shapes: Vec<Shape>;
    echo_person: Person;
    echo_order: Order;
}

pub(crate) fn add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

pub(crate) fn echo_str(v: &str) -> String {
    v.to_owned()
}

pub(crate) fn echo_bytes(v: &[u8]) -> Vec<u8> {
    v.to_vec()
}

pub(crate) fn echo_chars(v: &[char]) -> Vec<char> {
    v.to_vec()
}

pub(crate) fn echo_colours(v: &[Colour]) -> Vec<Colour> {
    v.to_vec()
}

pub(crate) fn echo_points(v: &[Point]) -> Vec<Point> {
    v.to_vec()
}

pub(crate) fn sum_order(order: Order) -> u64 {
    let text = order.title.len() + order.address.len() + order.lines.iter().map(String::len).sum::<usize>();
    order.id + u64::from(order.user_id) + order.quantity as u64 + text as u64
}

pub(crate) fn sum(v: &[u8]) -> u64 {
    v.iter().map(|byte| u64::from(*byte)).sum()
}

pub(crate) fn version() -> String {
    "everything 1".to_owned()
}

pub(crate) fn nothing() {}

pub(crate) fn fail(how: u8) -> Result<u32, EverythingError> {
    match how {
        1 => Err(EverythingError::OutOfRange { field: "how".to_owned(), reason: "it is 1".to_owned() }),
        2 => Err(EverythingError::Full { limit: 12 }),
        3 => Err(EverythingError::NotFound),
        4 => Err(EverythingError::Failed { source: StoveError::NoGas { burner: 3 } }),
        5 => panic!("told to panic"),
        other => Ok(u32::from(other)),
    }
}

pub(crate) fn panic_any() -> Result<(), EverythingError> {
    std::panic::panic_any(42u8)
}

pub(crate) fn forever() -> Duration {
    Duration::MAX
}

pub(crate) fn spare() -> Counter {
    Counter::new(counter_value())
}

pub(crate) fn counter_value() -> i64 {
    12
}

pub(crate) fn total(a: &Counter, b: &Counter) -> i64 {
    a.value() + b.value()
}

pub(crate) fn dropped() -> u64 {
    counter::dropped()
}

pub(crate) fn leaf_add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

pub(crate) fn leaf_scale(v: f64, by: f32, up: bool) -> f64 {
    if up { v * f64::from(by) } else { v / f64::from(by) }
}

pub(crate) fn leaf_sum(v: &[u32]) -> u64 {
    v.iter().map(|item| u64::from(*item)).sum()
}

pub(crate) fn leaf_length(v: &str) -> u64 {
    v.chars().count() as u64
}

pub(crate) fn leaf_upper(v: &str) -> String {
    v.to_uppercase()
}

pub(crate) fn leaf_mirror(v: Point) -> Point {
    Point { x: -v.x, y: -v.y, visible: !v.visible }
}

pub(crate) fn leaf_order(v: Order) -> Order {
    v
}

pub(crate) fn leaf_fail(how: u8) -> Result<u32, EverythingError> {
    fail(how)
}

pub(crate) fn leaf_points(v: &[Point]) -> i32 {
    v.iter().map(|point| point.x + point.y).sum()
}

pub(crate) fn leaf_seven(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64) -> u64 {
    [a, b, c, d, e, f, g].into_iter().fold(0, |digits, digit| 10 * digits + digit)
}

#[expect(clippy::too_many_arguments, reason = "more than C takes in registers")]
pub(crate) fn leaf_twelve(
    a: i8,
    b: i16,
    c: i32,
    d: i64,
    e: f32,
    f: f64,
    g: bool,
    h: char,
    text: &str,
) -> String {
    #[repr(align(16))]
    struct Aligned([u8; 16]);

    let place = Aligned([0; 16]);
    assert_eq!(std::hint::black_box(&place.0).as_ptr().addr() % 16, 0, "the stack is not aligned");
    format!("{a} {b} {c} {d} {e} {f} {g} {h} {text}")
}

pub(crate) fn leaf_stack(bytes: u32) -> u32 {
    let mut block = [0u8; 64 << 10];
    let len = (bytes as usize).min(block.len());
    for (index, byte) in block[..len].iter_mut().enumerate() {
        *byte = index as u8;
    }
    std::hint::black_box(&mut block)[..len].iter().map(|byte| u32::from(*byte)).sum()
}
