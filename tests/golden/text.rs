//! Text in, read in place, and text out.

#[spandrel::bridge(package = "text")]
mod ffi {
    extern "Rust" {
        /// Greets whoever is named.
        fn greet(name: &str) -> String;
        /// Keeps the text: it is copied once.
        fn keep(text: String) -> u64;
        fn count(text: &str, letter: char) -> usize;
        fn version() -> String;
    }
}

fn greet(name: &str) -> String {
    format!("Hello, {name}!")
}

fn keep(text: String) -> u64 {
    text.len() as u64
}

fn count(text: &str, letter: char) -> usize {
    text.chars().filter(|&other| other == letter).count()
}

fn version() -> String {
    "1".to_owned()
}
