//! Maps, sets, tuples, arrays, times, and 128-bit integers.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    time::{Duration, SystemTime},
};

#[spandrel::bridge(package = "collections")]
mod ffi {
    struct Index {
        by_name: HashMap<String, Entry>,
        sorted: BTreeMap<u32, Vec<String>>,
        tags: HashSet<String>,
        levels: BTreeSet<Level>,
        digest: [u8; 32],
        grid: [[f32; 3]; 3],
        names: [String; 2],
        pair: (String, u32),
        age: Duration,
        changed: SystemTime,
        total: u128,
        balance: i128,
    }

    struct Entry {
        size: u64,
        note: Option<String>,
    }

    #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    enum Level {
        Low,
        High,
    }

    #[error]
    enum IndexError {
        /// index is {age} old
        Old { age: Duration, limits: (Duration, Duration) },
        /// index was changed at {at}
        Changed { at: SystemTime },
    }

    extern "Rust" {
        fn merge(a: Index, b: HashMap<String, Entry>) -> Index;
        fn digest(data: &[u8]) -> [u8; 32];
        fn verify(digest: [u8; 32], data: &[u8]) -> bool;
        fn matrix(rows: [[f32; 3]; 3]) -> [[f32; 3]; 3];
        fn product(a: u64, b: u64) -> u128;
        fn negate(value: i128) -> i128;
        fn wait(time: Duration) -> Duration;
        fn now() -> SystemTime;
        fn since(time: SystemTime) -> Result<Duration, IndexError>;
        fn divide(a: u32, b: u32) -> (u32, u32);
        fn count(words: Vec<String>) -> HashMap<String, u64>;
        fn unique(numbers: BTreeSet<i64>) -> HashSet<i64>;
        fn nested(map: HashMap<u8, HashMap<bool, Vec<Option<u16>>>>) -> Vec<(String, [u8; 4])>;
        fn times(times: &[Duration]) -> Vec<Duration>;
    }
}

use ffi::{Entry, Index, IndexError};

fn merge(a: Index, b: HashMap<String, Entry>) -> Index {
    let mut merged = a;
    merged.by_name.extend(b);
    merged
}

fn digest(data: &[u8]) -> [u8; 32] {
    [data.len() as u8; 32]
}

fn verify(digest: [u8; 32], data: &[u8]) -> bool {
    self::digest(data) == digest
}

fn matrix(rows: [[f32; 3]; 3]) -> [[f32; 3]; 3] {
    rows
}

fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

fn negate(value: i128) -> i128 {
    value.wrapping_neg()
}

fn wait(time: Duration) -> Duration {
    time
}

fn now() -> SystemTime {
    SystemTime::now()
}

fn since(time: SystemTime) -> Result<Duration, IndexError> {
    time.elapsed().map_err(|_| IndexError::Changed { at: time })
}

fn divide(a: u32, b: u32) -> (u32, u32) {
    (a.checked_div(b).unwrap_or(0), a.checked_rem(b).unwrap_or(0))
}

fn count(words: Vec<String>) -> HashMap<String, u64> {
    let mut counts = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn unique(numbers: BTreeSet<i64>) -> HashSet<i64> {
    numbers.into_iter().collect()
}

fn nested(map: HashMap<u8, HashMap<bool, Vec<Option<u16>>>>) -> Vec<(String, [u8; 4])> {
    map.keys().map(|key| (key.to_string(), [*key; 4])).collect()
}

fn times(times: &[Duration]) -> Vec<Duration> {
    times.to_vec()
}
