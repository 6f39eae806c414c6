//! Free functions over every scalar: values in registers, no memory, no error result but for `char`.

#[spandrel::bridge(package = "scalars")]
mod ffi {
    extern "Rust" {
        /// Adds two numbers; wraps around on overflow.
        fn add(a: i64, b: i64) -> i64;
        fn is_even(number: u32) -> bool;
        fn not(value: bool) -> bool;
        fn small(a: u8, b: u16, c: i8, d: i16) -> i32;
        fn half(value: f32) -> f32;
        fn ratio(top: f64, bottom: f64) -> f64;
        fn size(count: usize, step: isize) -> usize;
        /// The letter after this one, or the same at the end of the alphabet.
        fn next_letter(letter: char) -> char;
        fn letter() -> char;
        fn nothing();
        #[leaf]
        fn rotate(value: u64, by: u32) -> u64;
        /// More than C takes in registers.
        #[leaf]
        fn digits(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8) -> u64;
    }
}

fn add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

fn is_even(number: u32) -> bool {
    number.is_multiple_of(2)
}

fn not(value: bool) -> bool {
    !value
}

fn small(a: u8, b: u16, c: i8, d: i16) -> i32 {
    i32::from(a) + i32::from(b) + i32::from(c) + i32::from(d)
}

fn half(value: f32) -> f32 {
    value / 2.0
}

fn ratio(top: f64, bottom: f64) -> f64 {
    top / bottom
}

fn size(count: usize, step: isize) -> usize {
    count.wrapping_add_signed(step)
}

fn next_letter(letter: char) -> char {
    char::from_u32(u32::from(letter) + 1).unwrap_or(letter)
}

fn letter() -> char {
    'a'
}

fn nothing() {}

fn rotate(value: u64, by: u32) -> u64 {
    value.rotate_left(by)
}

fn digits(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8) -> u64 {
    [a, b, c, d, e, f, g].into_iter().fold(0, |digits, digit| 10 * digits + u64::from(digit))
}
