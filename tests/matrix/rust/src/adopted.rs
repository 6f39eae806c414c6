//! Types that know nothing of the bridge, which adopts them.

use crate::matrix::ffi::Point;

/// Laid out by the compiler: not in the order in which it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub side: u8,
    pub wide: u64,
    pub mood: Mood,
    pub last: u16,
}

/// Laid out as in C.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub first: u8,
    pub second: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub text: String,
    pub spots: Vec<Spot>,
    pub own: Option<Point>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    Calm = 1,
    Wild = 7,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Sign {
    None,
    Word(String, Mood),
    Board { notes: Vec<Note>, at: Spot },
}
