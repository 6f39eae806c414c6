//! Slices: read in place when their elements are plain, encoded otherwise.

#[spandrel::bridge(package = "slices")]
mod ffi {
    /// A point in the plane, in millimetres.
    #[derive(Clone, Copy)]
    struct Point {
        x: f64,
        y: f64,
    }

    enum Channel {
        Left,
        Right,
    }

    extern "Rust" {
        /// The sum of all bytes.
        fn checksum(data: &[u8]) -> u64;
        fn mean(samples: &[f32]) -> f32;
        fn reverse(numbers: &[i64]) -> Vec<i64>;
        /// Draws a closed line through the points; returns its length in millimetres.
        fn perimeter(points: &[Point]) -> f64;
        fn all(flags: &[bool]) -> bool;
        fn spell(letters: &[char]) -> String;
        fn lefts(channels: &[Channel]) -> usize;
        fn total(wide: &[u128]) -> u128;
        fn rows(rows: &[[u16; 4]]) -> u32;
        /// Joins the words; a slice of strings is encoded.
        fn join(words: &[String]) -> String;
    }
}

use ffi::{Channel, Point};

fn checksum(data: &[u8]) -> u64 {
    data.iter().map(|&byte| u64::from(byte)).sum()
}

fn mean(samples: &[f32]) -> f32 {
    samples.iter().sum::<f32>() / samples.len() as f32
}

fn reverse(numbers: &[i64]) -> Vec<i64> {
    numbers.iter().rev().copied().collect()
}

fn perimeter(points: &[Point]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| (a.x - b.x).hypot(a.y - b.y)).sum()
}

fn all(flags: &[bool]) -> bool {
    flags.iter().all(|&flag| flag)
}

fn spell(letters: &[char]) -> String {
    letters.iter().collect()
}

fn lefts(channels: &[Channel]) -> usize {
    channels.iter().filter(|channel| matches!(channel, Channel::Left)).count()
}

fn total(wide: &[u128]) -> u128 {
    wide.iter().sum()
}

fn rows(rows: &[[u16; 4]]) -> u32 {
    rows.iter().flatten().map(|&cell| u32::from(cell)).sum()
}

fn join(words: &[String]) -> String {
    words.join(" ")
}
