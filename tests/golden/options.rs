//! Options: pointers in Go, nil for `None`; lists and maps are nil themselves.

#[spandrel::bridge(package = "options")]
mod ffi {
    struct Settings {
        /// Samples in a second; nil keeps the source's.
        sample_rate: Option<u32>,
        title: Option<String>,
        fallback: Option<Place>,
        tags: Option<Vec<String>>,
        shape: Option<Shape>,
        level: Option<Level>,
    }

    #[derive(Clone, Copy)]
    struct Place {
        x: i32,
        y: i32,
    }

    enum Level {
        Low,
        High,
    }

    enum Shape {
        Dot,
        Circle { radius: f64 },
    }

    extern "Rust" {
        fn find(words: Vec<String>, start: Option<u32>) -> Option<String>;
        fn apply(settings: Settings) -> Settings;
        fn place_of(name: &str) -> Option<Place>;
        fn maybe(number: Option<i64>) -> Option<i64>;
        fn list(list: Option<Vec<u8>>) -> Option<Vec<u8>>;
        fn each(items: Vec<Option<Place>>) -> Vec<Option<u8>>;
    }
}

use ffi::{Place, Settings};

fn find(words: Vec<String>, start: Option<u32>) -> Option<String> {
    words.into_iter().nth(start.unwrap_or(0) as usize)
}

fn apply(settings: Settings) -> Settings {
    settings
}

fn place_of(name: &str) -> Option<Place> {
    (name == "here").then_some(Place { x: 0, y: 0 })
}

fn maybe(number: Option<i64>) -> Option<i64> {
    number
}

fn list(list: Option<Vec<u8>>) -> Option<Vec<u8>> {
    list
}

fn each(items: Vec<Option<Place>>) -> Vec<Option<u8>> {
    items.iter().map(|item| item.map(|place| place.x as u8)).collect()
}
