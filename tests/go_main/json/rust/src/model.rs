//! The types, with serde. What serde writes otherwise than Spandrel by default has a module in `with`.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

use crate::with;

/// Every scalar, at ends of its range in the test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scalars {
    pub truth: bool,
    pub letter: char,
    pub small: u8,
    pub wide: u64,
    pub signed: i64,
    pub widest: u128,
    pub lowest: i128,
    pub size: usize,
    #[serde(with = "with::float")]
    pub real: f64,
    pub short: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Colour {
    Red,
    Green = 5,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    Empty,
    Circle(f64),
    Pair(i32, String),
    Polygon { points: Vec<Point>, name: String },
}

/// One of every kind of data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Everything {
    pub scalars: Scalars,
    pub text: String,
    #[serde(with = "with::bytes")]
    pub bytes: Vec<u8>,
    #[serde(with = "with::array")]
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
    #[serde(with = "with::duration")]
    pub span: Duration,
    #[serde(with = "with::time")]
    pub at: SystemTime,
    pub r#type: u8,
}

#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
pub enum Trouble {
    #[error("it is full")]
    Full,
    #[error("{name} is {size} bytes too long")]
    TooLong { name: String, size: u64 },
    #[error("{at} is odd")]
    Odd { at: i64 },
    #[error("serde does not read it: {reason}")]
    Unread { reason: String },
    #[error("it did not start")]
    Start { source: Cause },
}

#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
pub enum Cause {
    #[error("no input for {seconds} seconds")]
    NoInput { seconds: u32 },
}
