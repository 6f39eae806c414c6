//! Owned lists in both directions: bytes, scalars, text, and lists of lists.

#[spandrel::bridge(package = "lists")]
mod ffi {
    extern "Rust" {
        /// The bytes, twice.
        fn twice(data: Vec<u8>) -> Vec<u8>;
        fn sorted(numbers: Vec<i32>) -> Vec<i32>;
        fn words(text: &str) -> Vec<String>;
        fn longest(words: Vec<String>) -> String;
        fn transpose(rows: Vec<Vec<f64>>) -> Vec<Vec<f64>>;
        fn flags(bits: u8) -> Vec<bool>;
        /// Appends the tail; `b` and `r` are names that generated code likes too.
        fn append(b: Vec<String>, r: Vec<String>) -> Vec<String>;
    }
}

fn twice(data: Vec<u8>) -> Vec<u8> {
    data.repeat(2)
}

fn sorted(mut numbers: Vec<i32>) -> Vec<i32> {
    numbers.sort_unstable();
    numbers
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn longest(words: Vec<String>) -> String {
    words.into_iter().max_by_key(String::len).unwrap_or_default()
}

fn transpose(rows: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let width = rows.iter().map(Vec::len).min().unwrap_or(0);
    (0..width).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

fn flags(bits: u8) -> Vec<bool> {
    (0..8).map(|bit| bits >> bit & 1 == 1).collect()
}

fn append(b: Vec<String>, r: Vec<String>) -> Vec<String> {
    b.into_iter().chain(r).collect()
}
