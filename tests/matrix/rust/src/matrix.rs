//! Written by `cargo xtask generate` from matrix.toml.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use futures_util::stream;
use spandrel::{Bytes, GoError, Secret, Stream};
use crate::{
    make::{Make, Source, made},
    samples::{deep, person, plain},
};
use ffi::*;
/// Every type that can cross.
#[spandrel::bridge(package = "matrix")]
pub mod ffi {
    /// A point on a grid: plain data, it crosses as a C struct.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Point {
        pub x: i32,
        pub y: i32,
        pub visible: bool,
    }
    /// Plain data of every kind, in an order that needs padding.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Plain {
        pub flag: bool,
        pub wide: u128,
        pub small: i8,
        pub letter: char,
        pub tiny: u16,
        pub real: f64,
        pub row: [u16; 3],
        pub span: Duration,
        pub colour: Colour,
        pub at: Point,
        pub corners: [Point; 2],
        pub size: usize,
    }
    /// A record with text and lists: it crosses encoded.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Person {
        pub name: String,
        pub age: u8,
        pub nick: Option<String>,
        pub tags: Vec<String>,
        pub places: Vec<Point>,
        pub colour: Colour,
        pub scores: Vec<f64>,
        pub born: SystemTime,
    }
    /// A record of records, lists of maps of lists.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Deep {
        pub people: Vec<Person>,
        pub by_name: BTreeMap<String, Vec<Option<Shape>>>,
        pub grid: [[Option<u8>; 2]; 2],
        pub pairs: Vec<(u64, (bool, Vec<u8>))>,
        pub plain: Option<Plain>,
        pub index: HashMap<i64, HashMap<String, HashSet<char>>>,
    }
    /// A record without fields.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Empty {}
    /// A record of records without fields.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Hollow {
        pub one: Empty,
        pub row: [Empty; 3],
        pub pair: (Empty, [Empty; 1]),
    }
    /// A colour, with values that are no indices.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Colour {
        Red,
        Green = 5,
        Blue,
        Infrared = -2147483648,
        Ultraviolet = 2147483647,
    }
    /// An enum with data of every shape.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Shape {
        Empty,
        Circle(f64),
        Line(Point, Point),
        Polygon { points: Vec<Point>, name: String, fill: Option<Colour> },
    }
    /// Why a call failed that can fail.
    #[error]
    pub enum MatrixError {
        /// told to fail
        Told,
        /// {error}
        Go { error: String },
    }
    /// `bool` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct BoolNest {
        pub list: Vec<bool>,
        pub array: [bool; 2],
        pub pair: (bool, bool),
        pub tree: BTreeMap<u8, bool>,
        pub lists: Vec<Vec<bool>>,
        pub one: bool,
        pub maybe: Option<bool>,
    }
    /// `char` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct CharNest {
        pub list: Vec<char>,
        pub array: [char; 2],
        pub pair: (char, char),
        pub tree: BTreeMap<u8, char>,
        pub lists: Vec<Vec<char>>,
        pub one: char,
        pub maybe: Option<char>,
    }
    /// `u8` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct U8Nest {
        pub list: Vec<u8>,
        pub array: [u8; 2],
        pub pair: (u8, u8),
        pub tree: BTreeMap<u8, u8>,
        pub lists: Vec<Vec<u8>>,
        pub one: u8,
        pub maybe: Option<u8>,
    }
    /// `u16` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct U16Nest {
        pub list: Vec<u16>,
        pub array: [u16; 2],
        pub pair: (u16, u16),
        pub tree: BTreeMap<u8, u16>,
        pub lists: Vec<Vec<u16>>,
        pub one: u16,
        pub maybe: Option<u16>,
    }
    /// `u32` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct U32Nest {
        pub list: Vec<u32>,
        pub array: [u32; 2],
        pub pair: (u32, u32),
        pub tree: BTreeMap<u8, u32>,
        pub lists: Vec<Vec<u32>>,
        pub one: u32,
        pub maybe: Option<u32>,
    }
    /// `u64` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct U64Nest {
        pub list: Vec<u64>,
        pub array: [u64; 2],
        pub pair: (u64, u64),
        pub tree: BTreeMap<u8, u64>,
        pub lists: Vec<Vec<u64>>,
        pub one: u64,
        pub maybe: Option<u64>,
    }
    /// `i8` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct I8Nest {
        pub list: Vec<i8>,
        pub array: [i8; 2],
        pub pair: (i8, i8),
        pub tree: BTreeMap<u8, i8>,
        pub lists: Vec<Vec<i8>>,
        pub one: i8,
        pub maybe: Option<i8>,
    }
    /// `i16` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct I16Nest {
        pub list: Vec<i16>,
        pub array: [i16; 2],
        pub pair: (i16, i16),
        pub tree: BTreeMap<u8, i16>,
        pub lists: Vec<Vec<i16>>,
        pub one: i16,
        pub maybe: Option<i16>,
    }
    /// `i32` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct I32Nest {
        pub list: Vec<i32>,
        pub array: [i32; 2],
        pub pair: (i32, i32),
        pub tree: BTreeMap<u8, i32>,
        pub lists: Vec<Vec<i32>>,
        pub one: i32,
        pub maybe: Option<i32>,
    }
    /// `i64` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct I64Nest {
        pub list: Vec<i64>,
        pub array: [i64; 2],
        pub pair: (i64, i64),
        pub tree: BTreeMap<u8, i64>,
        pub lists: Vec<Vec<i64>>,
        pub one: i64,
        pub maybe: Option<i64>,
    }
    /// `usize` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct UsizeNest {
        pub list: Vec<usize>,
        pub array: [usize; 2],
        pub pair: (usize, usize),
        pub tree: BTreeMap<u8, usize>,
        pub lists: Vec<Vec<usize>>,
        pub one: usize,
        pub maybe: Option<usize>,
    }
    /// `isize` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct IsizeNest {
        pub list: Vec<isize>,
        pub array: [isize; 2],
        pub pair: (isize, isize),
        pub tree: BTreeMap<u8, isize>,
        pub lists: Vec<Vec<isize>>,
        pub one: isize,
        pub maybe: Option<isize>,
    }
    /// `u128` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct U128Nest {
        pub list: Vec<u128>,
        pub array: [u128; 2],
        pub pair: (u128, u128),
        pub tree: BTreeMap<u8, u128>,
        pub lists: Vec<Vec<u128>>,
        pub one: u128,
        pub maybe: Option<u128>,
    }
    /// `i128` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct I128Nest {
        pub list: Vec<i128>,
        pub array: [i128; 2],
        pub pair: (i128, i128),
        pub tree: BTreeMap<u8, i128>,
        pub lists: Vec<Vec<i128>>,
        pub one: i128,
        pub maybe: Option<i128>,
    }
    /// `f32` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct F32Nest {
        pub list: Vec<f32>,
        pub array: [f32; 2],
        pub pair: (f32, f32),
        pub tree: BTreeMap<u8, f32>,
        pub lists: Vec<Vec<f32>>,
        pub one: f32,
        pub maybe: Option<f32>,
    }
    /// `f64` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct F64Nest {
        pub list: Vec<f64>,
        pub array: [f64; 2],
        pub pair: (f64, f64),
        pub tree: BTreeMap<u8, f64>,
        pub lists: Vec<Vec<f64>>,
        pub one: f64,
        pub maybe: Option<f64>,
    }
    /// `String` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct StringNest {
        pub list: Vec<String>,
        pub array: [String; 2],
        pub pair: (String, String),
        pub tree: BTreeMap<u8, String>,
        pub lists: Vec<Vec<String>>,
        pub one: String,
        pub maybe: Option<String>,
    }
    /// `Vec<u8>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecU8Nest {
        pub list: Vec<Vec<u8>>,
        pub array: [Vec<u8>; 2],
        pub pair: (Vec<u8>, Vec<u8>),
        pub tree: BTreeMap<u8, Vec<u8>>,
        pub lists: Vec<Vec<Vec<u8>>>,
        pub one: Vec<u8>,
        pub maybe: Option<Vec<u8>>,
    }
    /// `Vec<f64>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecF64Nest {
        pub list: Vec<Vec<f64>>,
        pub array: [Vec<f64>; 2],
        pub pair: (Vec<f64>, Vec<f64>),
        pub tree: BTreeMap<u8, Vec<f64>>,
        pub lists: Vec<Vec<Vec<f64>>>,
        pub one: Vec<f64>,
        pub maybe: Option<Vec<f64>>,
    }
    /// `Vec<bool>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecBoolNest {
        pub list: Vec<Vec<bool>>,
        pub array: [Vec<bool>; 2],
        pub pair: (Vec<bool>, Vec<bool>),
        pub tree: BTreeMap<u8, Vec<bool>>,
        pub lists: Vec<Vec<Vec<bool>>>,
        pub one: Vec<bool>,
        pub maybe: Option<Vec<bool>>,
    }
    /// `Vec<String>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecStringNest {
        pub list: Vec<Vec<String>>,
        pub array: [Vec<String>; 2],
        pub pair: (Vec<String>, Vec<String>),
        pub tree: BTreeMap<u8, Vec<String>>,
        pub lists: Vec<Vec<Vec<String>>>,
        pub one: Vec<String>,
        pub maybe: Option<Vec<String>>,
    }
    /// `Vec<Vec<u8>>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecVecNest {
        pub list: Vec<Vec<Vec<u8>>>,
        pub array: [Vec<Vec<u8>>; 2],
        pub pair: (Vec<Vec<u8>>, Vec<Vec<u8>>),
        pub tree: BTreeMap<u8, Vec<Vec<u8>>>,
        pub lists: Vec<Vec<Vec<Vec<u8>>>>,
        pub one: Vec<Vec<u8>>,
        pub maybe: Option<Vec<Vec<u8>>>,
    }
    /// `Vec<Option<u32>>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecOptionNest {
        pub list: Vec<Vec<Option<u32>>>,
        pub array: [Vec<Option<u32>>; 2],
        pub pair: (Vec<Option<u32>>, Vec<Option<u32>>),
        pub tree: BTreeMap<u8, Vec<Option<u32>>>,
        pub lists: Vec<Vec<Vec<Option<u32>>>>,
        pub one: Vec<Option<u32>>,
        pub maybe: Option<Vec<Option<u32>>>,
    }
    /// `Vec<(u8, String)>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecTupleNest {
        pub list: Vec<Vec<(u8, String)>>,
        pub array: [Vec<(u8, String)>; 2],
        pub pair: (Vec<(u8, String)>, Vec<(u8, String)>),
        pub tree: BTreeMap<u8, Vec<(u8, String)>>,
        pub lists: Vec<Vec<Vec<(u8, String)>>>,
        pub one: Vec<(u8, String)>,
        pub maybe: Option<Vec<(u8, String)>>,
    }
    /// `Vec<Shape>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecShapeNest {
        pub list: Vec<Vec<Shape>>,
        pub array: [Vec<Shape>; 2],
        pub pair: (Vec<Shape>, Vec<Shape>),
        pub tree: BTreeMap<u8, Vec<Shape>>,
        pub lists: Vec<Vec<Vec<Shape>>>,
        pub one: Vec<Shape>,
        pub maybe: Option<Vec<Shape>>,
    }
    /// `Vec<Plain>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecPlainNest {
        pub list: Vec<Vec<Plain>>,
        pub array: [Vec<Plain>; 2],
        pub pair: (Vec<Plain>, Vec<Plain>),
        pub tree: BTreeMap<u8, Vec<Plain>>,
        pub lists: Vec<Vec<Vec<Plain>>>,
        pub one: Vec<Plain>,
        pub maybe: Option<Vec<Plain>>,
    }
    /// `Vec<SystemTime>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct VecTimeNest {
        pub list: Vec<Vec<SystemTime>>,
        pub array: [Vec<SystemTime>; 2],
        pub pair: (Vec<SystemTime>, Vec<SystemTime>),
        pub tree: BTreeMap<u8, Vec<SystemTime>>,
        pub lists: Vec<Vec<Vec<SystemTime>>>,
        pub one: Vec<SystemTime>,
        pub maybe: Option<Vec<SystemTime>>,
    }
    /// `[u8; 32]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayU8Nest {
        pub list: Vec<[u8; 32]>,
        pub array: [[u8; 32]; 2],
        pub pair: ([u8; 32], [u8; 32]),
        pub tree: BTreeMap<u8, [u8; 32]>,
        pub lists: Vec<Vec<[u8; 32]>>,
        pub one: [u8; 32],
        pub maybe: Option<[u8; 32]>,
    }
    /// `[[u16; 3]; 2]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayGridNest {
        pub list: Vec<[[u16; 3]; 2]>,
        pub array: [[[u16; 3]; 2]; 2],
        pub pair: ([[u16; 3]; 2], [[u16; 3]; 2]),
        pub tree: BTreeMap<u8, [[u16; 3]; 2]>,
        pub lists: Vec<Vec<[[u16; 3]; 2]>>,
        pub one: [[u16; 3]; 2],
        pub maybe: Option<[[u16; 3]; 2]>,
    }
    /// `[String; 2]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayStringNest {
        pub list: Vec<[String; 2]>,
        pub array: [[String; 2]; 2],
        pub pair: ([String; 2], [String; 2]),
        pub tree: BTreeMap<u8, [String; 2]>,
        pub lists: Vec<Vec<[String; 2]>>,
        pub one: [String; 2],
        pub maybe: Option<[String; 2]>,
    }
    /// `[Option<u8>; 3]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayOptionNest {
        pub list: Vec<[Option<u8>; 3]>,
        pub array: [[Option<u8>; 3]; 2],
        pub pair: ([Option<u8>; 3], [Option<u8>; 3]),
        pub tree: BTreeMap<u8, [Option<u8>; 3]>,
        pub lists: Vec<Vec<[Option<u8>; 3]>>,
        pub one: [Option<u8>; 3],
        pub maybe: Option<[Option<u8>; 3]>,
    }
    /// `[i128; 2]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayWideNest {
        pub list: Vec<[i128; 2]>,
        pub array: [[i128; 2]; 2],
        pub pair: ([i128; 2], [i128; 2]),
        pub tree: BTreeMap<u8, [i128; 2]>,
        pub lists: Vec<Vec<[i128; 2]>>,
        pub one: [i128; 2],
        pub maybe: Option<[i128; 2]>,
    }
    /// `[Duration; 2]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayDurationNest {
        pub list: Vec<[Duration; 2]>,
        pub array: [[Duration; 2]; 2],
        pub pair: ([Duration; 2], [Duration; 2]),
        pub tree: BTreeMap<u8, [Duration; 2]>,
        pub lists: Vec<Vec<[Duration; 2]>>,
        pub one: [Duration; 2],
        pub maybe: Option<[Duration; 2]>,
    }
    /// `[Point; 2]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayPointNest {
        pub list: Vec<[Point; 2]>,
        pub array: [[Point; 2]; 2],
        pub pair: ([Point; 2], [Point; 2]),
        pub tree: BTreeMap<u8, [Point; 2]>,
        pub lists: Vec<Vec<[Point; 2]>>,
        pub one: [Point; 2],
        pub maybe: Option<[Point; 2]>,
    }
    /// `[bool; 1]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ArrayOneNest {
        pub list: Vec<[bool; 1]>,
        pub array: [[bool; 1]; 2],
        pub pair: ([bool; 1], [bool; 1]),
        pub tree: BTreeMap<u8, [bool; 1]>,
        pub lists: Vec<Vec<[bool; 1]>>,
        pub one: [bool; 1],
        pub maybe: Option<[bool; 1]>,
    }
    /// `(u8, String)` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Tuple2Nest {
        pub list: Vec<(u8, String)>,
        pub array: [(u8, String); 2],
        pub pair: ((u8, String), (u8, String)),
        pub tree: BTreeMap<u8, (u8, String)>,
        pub lists: Vec<Vec<(u8, String)>>,
        pub one: (u8, String),
        pub maybe: Option<(u8, String)>,
    }
    /// `(u8, String, bool)` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Tuple3Nest {
        pub list: Vec<(u8, String, bool)>,
        pub array: [(u8, String, bool); 2],
        pub pair: ((u8, String, bool), (u8, String, bool)),
        pub tree: BTreeMap<u8, (u8, String, bool)>,
        pub lists: Vec<Vec<(u8, String, bool)>>,
        pub one: (u8, String, bool),
        pub maybe: Option<(u8, String, bool)>,
    }
    /// `(f32, i64, char, [u8; 2])` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Tuple4Nest {
        pub list: Vec<(f32, i64, char, [u8; 2])>,
        pub array: [(f32, i64, char, [u8; 2]); 2],
        pub pair: ((f32, i64, char, [u8; 2]), (f32, i64, char, [u8; 2])),
        pub tree: BTreeMap<u8, (f32, i64, char, [u8; 2])>,
        pub lists: Vec<Vec<(f32, i64, char, [u8; 2])>>,
        pub one: (f32, i64, char, [u8; 2]),
        pub maybe: Option<(f32, i64, char, [u8; 2])>,
    }
    /// `(u128, Duration, Colour, Vec<u8>, Option<bool>)` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Tuple5Nest {
        pub list: Vec<(u128, Duration, Colour, Vec<u8>, Option<bool>)>,
        pub array: [(u128, Duration, Colour, Vec<u8>, Option<bool>); 2],
        pub pair: (
            (u128, Duration, Colour, Vec<u8>, Option<bool>),
            (u128, Duration, Colour, Vec<u8>, Option<bool>),
        ),
        pub tree: BTreeMap<u8, (u128, Duration, Colour, Vec<u8>, Option<bool>)>,
        pub lists: Vec<Vec<(u128, Duration, Colour, Vec<u8>, Option<bool>)>>,
        pub one: (u128, Duration, Colour, Vec<u8>, Option<bool>),
        pub maybe: Option<(u128, Duration, Colour, Vec<u8>, Option<bool>)>,
    }
    /// `(u8, u16, u32, u64, (bool, String), Point)` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Tuple6Nest {
        pub list: Vec<(u8, u16, u32, u64, (bool, String), Point)>,
        pub array: [(u8, u16, u32, u64, (bool, String), Point); 2],
        pub pair: (
            (u8, u16, u32, u64, (bool, String), Point),
            (u8, u16, u32, u64, (bool, String), Point),
        ),
        pub tree: BTreeMap<u8, (u8, u16, u32, u64, (bool, String), Point)>,
        pub lists: Vec<Vec<(u8, u16, u32, u64, (bool, String), Point)>>,
        pub one: (u8, u16, u32, u64, (bool, String), Point),
        pub maybe: Option<(u8, u16, u32, u64, (bool, String), Point)>,
    }
    /// `HashMap<String, u32>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct HashMapNest {
        pub list: Vec<HashMap<String, u32>>,
        pub array: [HashMap<String, u32>; 2],
        pub pair: (HashMap<String, u32>, HashMap<String, u32>),
        pub tree: BTreeMap<u8, HashMap<String, u32>>,
        pub lists: Vec<Vec<HashMap<String, u32>>>,
        pub one: HashMap<String, u32>,
        pub maybe: Option<HashMap<String, u32>>,
    }
    /// `BTreeMap<Colour, Vec<String>>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct TreeMapNest {
        pub list: Vec<BTreeMap<Colour, Vec<String>>>,
        pub array: [BTreeMap<Colour, Vec<String>>; 2],
        pub pair: (BTreeMap<Colour, Vec<String>>, BTreeMap<Colour, Vec<String>>),
        pub tree: BTreeMap<u8, BTreeMap<Colour, Vec<String>>>,
        pub lists: Vec<Vec<BTreeMap<Colour, Vec<String>>>>,
        pub one: BTreeMap<Colour, Vec<String>>,
        pub maybe: Option<BTreeMap<Colour, Vec<String>>>,
    }
    /// `HashMap<char, bool>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MapCharNest {
        pub list: Vec<HashMap<char, bool>>,
        pub array: [HashMap<char, bool>; 2],
        pub pair: (HashMap<char, bool>, HashMap<char, bool>),
        pub tree: BTreeMap<u8, HashMap<char, bool>>,
        pub lists: Vec<Vec<HashMap<char, bool>>>,
        pub one: HashMap<char, bool>,
        pub maybe: Option<HashMap<char, bool>>,
    }
    /// `BTreeMap<i128, [u8; 2]>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MapWideNest {
        pub list: Vec<BTreeMap<i128, [u8; 2]>>,
        pub array: [BTreeMap<i128, [u8; 2]>; 2],
        pub pair: (BTreeMap<i128, [u8; 2]>, BTreeMap<i128, [u8; 2]>),
        pub tree: BTreeMap<u8, BTreeMap<i128, [u8; 2]>>,
        pub lists: Vec<Vec<BTreeMap<i128, [u8; 2]>>>,
        pub one: BTreeMap<i128, [u8; 2]>,
        pub maybe: Option<BTreeMap<i128, [u8; 2]>>,
    }
    /// `HashMap<u64, Person>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MapRecordNest {
        pub list: Vec<HashMap<u64, Person>>,
        pub array: [HashMap<u64, Person>; 2],
        pub pair: (HashMap<u64, Person>, HashMap<u64, Person>),
        pub tree: BTreeMap<u8, HashMap<u64, Person>>,
        pub lists: Vec<Vec<HashMap<u64, Person>>>,
        pub one: HashMap<u64, Person>,
        pub maybe: Option<HashMap<u64, Person>>,
    }
    /// `BTreeMap<bool, HashMap<u8, String>>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MapMapNest {
        pub list: Vec<BTreeMap<bool, HashMap<u8, String>>>,
        pub array: [BTreeMap<bool, HashMap<u8, String>>; 2],
        pub pair: (
            BTreeMap<bool, HashMap<u8, String>>,
            BTreeMap<bool, HashMap<u8, String>>,
        ),
        pub tree: BTreeMap<u8, BTreeMap<bool, HashMap<u8, String>>>,
        pub lists: Vec<Vec<BTreeMap<bool, HashMap<u8, String>>>>,
        pub one: BTreeMap<bool, HashMap<u8, String>>,
        pub maybe: Option<BTreeMap<bool, HashMap<u8, String>>>,
    }
    /// `HashSet<String>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct HashSetNest {
        pub list: Vec<HashSet<String>>,
        pub array: [HashSet<String>; 2],
        pub pair: (HashSet<String>, HashSet<String>),
        pub tree: BTreeMap<u8, HashSet<String>>,
        pub lists: Vec<Vec<HashSet<String>>>,
        pub one: HashSet<String>,
        pub maybe: Option<HashSet<String>>,
    }
    /// `BTreeSet<i64>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct TreeSetNest {
        pub list: Vec<BTreeSet<i64>>,
        pub array: [BTreeSet<i64>; 2],
        pub pair: (BTreeSet<i64>, BTreeSet<i64>),
        pub tree: BTreeMap<u8, BTreeSet<i64>>,
        pub lists: Vec<Vec<BTreeSet<i64>>>,
        pub one: BTreeSet<i64>,
        pub maybe: Option<BTreeSet<i64>>,
    }
    /// `HashSet<Colour>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct SetColourNest {
        pub list: Vec<HashSet<Colour>>,
        pub array: [HashSet<Colour>; 2],
        pub pair: (HashSet<Colour>, HashSet<Colour>),
        pub tree: BTreeMap<u8, HashSet<Colour>>,
        pub lists: Vec<Vec<HashSet<Colour>>>,
        pub one: HashSet<Colour>,
        pub maybe: Option<HashSet<Colour>>,
    }
    /// `BTreeSet<u128>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct SetWideNest {
        pub list: Vec<BTreeSet<u128>>,
        pub array: [BTreeSet<u128>; 2],
        pub pair: (BTreeSet<u128>, BTreeSet<u128>),
        pub tree: BTreeMap<u8, BTreeSet<u128>>,
        pub lists: Vec<Vec<BTreeSet<u128>>>,
        pub one: BTreeSet<u128>,
        pub maybe: Option<BTreeSet<u128>>,
    }
    /// `Duration` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DurationNest {
        pub list: Vec<Duration>,
        pub array: [Duration; 2],
        pub pair: (Duration, Duration),
        pub tree: BTreeMap<u8, Duration>,
        pub lists: Vec<Vec<Duration>>,
        pub one: Duration,
        pub maybe: Option<Duration>,
    }
    /// `SystemTime` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct TimeNest {
        pub list: Vec<SystemTime>,
        pub array: [SystemTime; 2],
        pub pair: (SystemTime, SystemTime),
        pub tree: BTreeMap<u8, SystemTime>,
        pub lists: Vec<Vec<SystemTime>>,
        pub one: SystemTime,
        pub maybe: Option<SystemTime>,
    }
    /// `Point` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct PointNest {
        pub list: Vec<Point>,
        pub array: [Point; 2],
        pub pair: (Point, Point),
        pub tree: BTreeMap<u8, Point>,
        pub lists: Vec<Vec<Point>>,
        pub one: Point,
        pub maybe: Option<Point>,
    }
    /// `Plain` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct PlainNest {
        pub list: Vec<Plain>,
        pub array: [Plain; 2],
        pub pair: (Plain, Plain),
        pub tree: BTreeMap<u8, Plain>,
        pub lists: Vec<Vec<Plain>>,
        pub one: Plain,
        pub maybe: Option<Plain>,
    }
    /// `Person` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct PersonNest {
        pub list: Vec<Person>,
        pub array: [Person; 2],
        pub pair: (Person, Person),
        pub tree: BTreeMap<u8, Person>,
        pub lists: Vec<Vec<Person>>,
        pub one: Person,
        pub maybe: Option<Person>,
    }
    /// `Deep` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DeepNest {
        pub list: Vec<Deep>,
        pub array: [Deep; 2],
        pub pair: (Deep, Deep),
        pub tree: BTreeMap<u8, Deep>,
        pub lists: Vec<Vec<Deep>>,
        pub one: Deep,
        pub maybe: Option<Deep>,
    }
    /// `Empty` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EmptyNest {
        pub list: Vec<Empty>,
        pub array: [Empty; 2],
        pub pair: (Empty, Empty),
        pub tree: BTreeMap<u8, Empty>,
        pub lists: Vec<Vec<Empty>>,
        pub one: Empty,
        pub maybe: Option<Empty>,
    }
    /// `Vec<Empty>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EmptyListNest {
        pub list: Vec<Vec<Empty>>,
        pub array: [Vec<Empty>; 2],
        pub pair: (Vec<Empty>, Vec<Empty>),
        pub tree: BTreeMap<u8, Vec<Empty>>,
        pub lists: Vec<Vec<Vec<Empty>>>,
        pub one: Vec<Empty>,
        pub maybe: Option<Vec<Empty>>,
    }
    /// `[Empty; 300]` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EmptyArrayNest {
        pub list: Vec<[Empty; 300]>,
        pub array: [[Empty; 300]; 2],
        pub pair: ([Empty; 300], [Empty; 300]),
        pub tree: BTreeMap<u8, [Empty; 300]>,
        pub lists: Vec<Vec<[Empty; 300]>>,
        pub one: [Empty; 300],
        pub maybe: Option<[Empty; 300]>,
    }
    /// `(Empty, Empty)` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EmptyTupleNest {
        pub list: Vec<(Empty, Empty)>,
        pub array: [(Empty, Empty); 2],
        pub pair: ((Empty, Empty), (Empty, Empty)),
        pub tree: BTreeMap<u8, (Empty, Empty)>,
        pub lists: Vec<Vec<(Empty, Empty)>>,
        pub one: (Empty, Empty),
        pub maybe: Option<(Empty, Empty)>,
    }
    /// `HashMap<String, Empty>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EmptyMapNest {
        pub list: Vec<HashMap<String, Empty>>,
        pub array: [HashMap<String, Empty>; 2],
        pub pair: (HashMap<String, Empty>, HashMap<String, Empty>),
        pub tree: BTreeMap<u8, HashMap<String, Empty>>,
        pub lists: Vec<Vec<HashMap<String, Empty>>>,
        pub one: HashMap<String, Empty>,
        pub maybe: Option<HashMap<String, Empty>>,
    }
    /// `Hollow` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct HollowNest {
        pub list: Vec<Hollow>,
        pub array: [Hollow; 2],
        pub pair: (Hollow, Hollow),
        pub tree: BTreeMap<u8, Hollow>,
        pub lists: Vec<Vec<Hollow>>,
        pub one: Hollow,
        pub maybe: Option<Hollow>,
    }
    /// `Vec<Hollow>` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct HollowListNest {
        pub list: Vec<Vec<Hollow>>,
        pub array: [Vec<Hollow>; 2],
        pub pair: (Vec<Hollow>, Vec<Hollow>),
        pub tree: BTreeMap<u8, Vec<Hollow>>,
        pub lists: Vec<Vec<Vec<Hollow>>>,
        pub one: Vec<Hollow>,
        pub maybe: Option<Vec<Hollow>>,
    }
    /// `Colour` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ColourNest {
        pub list: Vec<Colour>,
        pub array: [Colour; 2],
        pub pair: (Colour, Colour),
        pub tree: BTreeMap<u8, Colour>,
        pub lists: Vec<Vec<Colour>>,
        pub one: Colour,
        pub maybe: Option<Colour>,
    }
    /// `Shape` inside other data.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ShapeNest {
        pub list: Vec<Shape>,
        pub array: [Shape; 2],
        pub pair: (Shape, Shape),
        pub tree: BTreeMap<u8, Shape>,
        pub lists: Vec<Vec<Shape>>,
        pub one: Shape,
        pub maybe: Option<Shape>,
    }
    extern "Rust" {
        /// Returns the `bool` that it was given.
        fn echo_bool(v: bool) -> bool;
        /// The same as a leaf.
        #[leaf]
        fn leaf_bool(v: bool) -> bool;
        /// The same, or an error.
        fn try_bool(v: bool, fail: bool) -> Result<bool, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_bool(index: u32, v: bool) -> bool;
        /// Returns the sample of this number.
        fn sample_bool(index: u32) -> bool;
        /// Whether it is what is made of these bytes.
        fn is_made_bool(seed: &[u8], v: bool) -> bool;
        /// Returns what is made of these bytes.
        fn made_bool(seed: &[u8]) -> bool;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_bool(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_bool(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_bool(v: bool, wait: bool) -> bool;
        /// Returns all samples.
        fn stream_bool() -> impl Stream<Item = bool>;
        /// Returns what it was given.
        fn nest_bool(v: BoolNest) -> BoolNest;
        /// Returns the `char` that it was given.
        fn echo_char(v: char) -> char;
        /// The same as a leaf.
        #[leaf]
        fn leaf_char(v: char) -> char;
        /// The same, or an error.
        fn try_char(v: char, fail: bool) -> Result<char, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_char(index: u32, v: char) -> bool;
        /// Returns the sample of this number.
        fn sample_char(index: u32) -> char;
        /// Whether it is what is made of these bytes.
        fn is_made_char(seed: &[u8], v: char) -> bool;
        /// Returns what is made of these bytes.
        fn made_char(seed: &[u8]) -> char;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_char(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_char(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_char(v: char, wait: bool) -> char;
        /// Returns all samples.
        fn stream_char() -> impl Stream<Item = char>;
        /// Returns what it was given.
        fn nest_char(v: CharNest) -> CharNest;
        /// Returns the `u8` that it was given.
        fn echo_u8(v: u8) -> u8;
        /// The same as a leaf.
        #[leaf]
        fn leaf_u8(v: u8) -> u8;
        /// The same, or an error.
        fn try_u8(v: u8, fail: bool) -> Result<u8, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_u8(index: u32, v: u8) -> bool;
        /// Returns the sample of this number.
        fn sample_u8(index: u32) -> u8;
        /// Whether it is what is made of these bytes.
        fn is_made_u8(seed: &[u8], v: u8) -> bool;
        /// Returns what is made of these bytes.
        fn made_u8(seed: &[u8]) -> u8;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_u8(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_u8(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_u8(v: u8, wait: bool) -> u8;
        /// Returns all samples.
        fn stream_u8() -> impl Stream<Item = u8>;
        /// Returns what it was given.
        fn nest_u8(v: U8Nest) -> U8Nest;
        /// Returns the `u16` that it was given.
        fn echo_u16(v: u16) -> u16;
        /// The same as a leaf.
        #[leaf]
        fn leaf_u16(v: u16) -> u16;
        /// The same, or an error.
        fn try_u16(v: u16, fail: bool) -> Result<u16, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_u16(index: u32, v: u16) -> bool;
        /// Returns the sample of this number.
        fn sample_u16(index: u32) -> u16;
        /// Whether it is what is made of these bytes.
        fn is_made_u16(seed: &[u8], v: u16) -> bool;
        /// Returns what is made of these bytes.
        fn made_u16(seed: &[u8]) -> u16;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_u16(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_u16(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_u16(v: u16, wait: bool) -> u16;
        /// Returns all samples.
        fn stream_u16() -> impl Stream<Item = u16>;
        /// Returns what it was given.
        fn nest_u16(v: U16Nest) -> U16Nest;
        /// Returns the `u32` that it was given.
        fn echo_u32(v: u32) -> u32;
        /// The same as a leaf.
        #[leaf]
        fn leaf_u32(v: u32) -> u32;
        /// The same, or an error.
        fn try_u32(v: u32, fail: bool) -> Result<u32, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_u32(index: u32, v: u32) -> bool;
        /// Returns the sample of this number.
        fn sample_u32(index: u32) -> u32;
        /// Whether it is what is made of these bytes.
        fn is_made_u32(seed: &[u8], v: u32) -> bool;
        /// Returns what is made of these bytes.
        fn made_u32(seed: &[u8]) -> u32;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_u32(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_u32(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_u32(v: u32, wait: bool) -> u32;
        /// Returns all samples.
        fn stream_u32() -> impl Stream<Item = u32>;
        /// Returns what it was given.
        fn nest_u32(v: U32Nest) -> U32Nest;
        /// Returns the `u64` that it was given.
        fn echo_u64(v: u64) -> u64;
        /// The same as a leaf.
        #[leaf]
        fn leaf_u64(v: u64) -> u64;
        /// The same, or an error.
        fn try_u64(v: u64, fail: bool) -> Result<u64, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_u64(index: u32, v: u64) -> bool;
        /// Returns the sample of this number.
        fn sample_u64(index: u32) -> u64;
        /// Whether it is what is made of these bytes.
        fn is_made_u64(seed: &[u8], v: u64) -> bool;
        /// Returns what is made of these bytes.
        fn made_u64(seed: &[u8]) -> u64;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_u64(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_u64(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_u64(v: u64, wait: bool) -> u64;
        /// Returns all samples.
        fn stream_u64() -> impl Stream<Item = u64>;
        /// Returns what it was given.
        fn nest_u64(v: U64Nest) -> U64Nest;
        /// Returns the `i8` that it was given.
        fn echo_i8(v: i8) -> i8;
        /// The same as a leaf.
        #[leaf]
        fn leaf_i8(v: i8) -> i8;
        /// The same, or an error.
        fn try_i8(v: i8, fail: bool) -> Result<i8, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_i8(index: u32, v: i8) -> bool;
        /// Returns the sample of this number.
        fn sample_i8(index: u32) -> i8;
        /// Whether it is what is made of these bytes.
        fn is_made_i8(seed: &[u8], v: i8) -> bool;
        /// Returns what is made of these bytes.
        fn made_i8(seed: &[u8]) -> i8;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_i8(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_i8(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_i8(v: i8, wait: bool) -> i8;
        /// Returns all samples.
        fn stream_i8() -> impl Stream<Item = i8>;
        /// Returns what it was given.
        fn nest_i8(v: I8Nest) -> I8Nest;
        /// Returns the `i16` that it was given.
        fn echo_i16(v: i16) -> i16;
        /// The same as a leaf.
        #[leaf]
        fn leaf_i16(v: i16) -> i16;
        /// The same, or an error.
        fn try_i16(v: i16, fail: bool) -> Result<i16, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_i16(index: u32, v: i16) -> bool;
        /// Returns the sample of this number.
        fn sample_i16(index: u32) -> i16;
        /// Whether it is what is made of these bytes.
        fn is_made_i16(seed: &[u8], v: i16) -> bool;
        /// Returns what is made of these bytes.
        fn made_i16(seed: &[u8]) -> i16;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_i16(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_i16(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_i16(v: i16, wait: bool) -> i16;
        /// Returns all samples.
        fn stream_i16() -> impl Stream<Item = i16>;
        /// Returns what it was given.
        fn nest_i16(v: I16Nest) -> I16Nest;
        /// Returns the `i32` that it was given.
        fn echo_i32(v: i32) -> i32;
        /// The same as a leaf.
        #[leaf]
        fn leaf_i32(v: i32) -> i32;
        /// The same, or an error.
        fn try_i32(v: i32, fail: bool) -> Result<i32, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_i32(index: u32, v: i32) -> bool;
        /// Returns the sample of this number.
        fn sample_i32(index: u32) -> i32;
        /// Whether it is what is made of these bytes.
        fn is_made_i32(seed: &[u8], v: i32) -> bool;
        /// Returns what is made of these bytes.
        fn made_i32(seed: &[u8]) -> i32;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_i32(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_i32(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_i32(v: i32, wait: bool) -> i32;
        /// Returns all samples.
        fn stream_i32() -> impl Stream<Item = i32>;
        /// Returns what it was given.
        fn nest_i32(v: I32Nest) -> I32Nest;
        /// Returns the `i64` that it was given.
        fn echo_i64(v: i64) -> i64;
        /// The same as a leaf.
        #[leaf]
        fn leaf_i64(v: i64) -> i64;
        /// The same, or an error.
        fn try_i64(v: i64, fail: bool) -> Result<i64, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_i64(index: u32, v: i64) -> bool;
        /// Returns the sample of this number.
        fn sample_i64(index: u32) -> i64;
        /// Whether it is what is made of these bytes.
        fn is_made_i64(seed: &[u8], v: i64) -> bool;
        /// Returns what is made of these bytes.
        fn made_i64(seed: &[u8]) -> i64;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_i64(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_i64(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_i64(v: i64, wait: bool) -> i64;
        /// Returns all samples.
        fn stream_i64() -> impl Stream<Item = i64>;
        /// Returns what it was given.
        fn nest_i64(v: I64Nest) -> I64Nest;
        /// Returns the `usize` that it was given.
        fn echo_usize(v: usize) -> usize;
        /// The same as a leaf.
        #[leaf]
        fn leaf_usize(v: usize) -> usize;
        /// The same, or an error.
        fn try_usize(v: usize, fail: bool) -> Result<usize, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_usize(index: u32, v: usize) -> bool;
        /// Returns the sample of this number.
        fn sample_usize(index: u32) -> usize;
        /// Whether it is what is made of these bytes.
        fn is_made_usize(seed: &[u8], v: usize) -> bool;
        /// Returns what is made of these bytes.
        fn made_usize(seed: &[u8]) -> usize;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_usize(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_usize(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_usize(v: usize, wait: bool) -> usize;
        /// Returns all samples.
        fn stream_usize() -> impl Stream<Item = usize>;
        /// Returns what it was given.
        fn nest_usize(v: UsizeNest) -> UsizeNest;
        /// Returns the `isize` that it was given.
        fn echo_isize(v: isize) -> isize;
        /// The same as a leaf.
        #[leaf]
        fn leaf_isize(v: isize) -> isize;
        /// The same, or an error.
        fn try_isize(v: isize, fail: bool) -> Result<isize, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_isize(index: u32, v: isize) -> bool;
        /// Returns the sample of this number.
        fn sample_isize(index: u32) -> isize;
        /// Whether it is what is made of these bytes.
        fn is_made_isize(seed: &[u8], v: isize) -> bool;
        /// Returns what is made of these bytes.
        fn made_isize(seed: &[u8]) -> isize;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_isize(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_isize(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_isize(v: isize, wait: bool) -> isize;
        /// Returns all samples.
        fn stream_isize() -> impl Stream<Item = isize>;
        /// Returns what it was given.
        fn nest_isize(v: IsizeNest) -> IsizeNest;
        /// Returns the `u128` that it was given.
        fn echo_u128(v: u128) -> u128;
        /// The same as a leaf.
        #[leaf]
        fn leaf_u128(v: u128) -> u128;
        /// The same, or an error.
        fn try_u128(v: u128, fail: bool) -> Result<u128, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_u128(index: u32, v: u128) -> bool;
        /// Returns the sample of this number.
        fn sample_u128(index: u32) -> u128;
        /// Whether it is what is made of these bytes.
        fn is_made_u128(seed: &[u8], v: u128) -> bool;
        /// Returns what is made of these bytes.
        fn made_u128(seed: &[u8]) -> u128;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_u128(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_u128(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_u128(v: u128, wait: bool) -> u128;
        /// Returns all samples.
        fn stream_u128() -> impl Stream<Item = u128>;
        /// Returns what it was given.
        fn nest_u128(v: U128Nest) -> U128Nest;
        /// Returns the `i128` that it was given.
        fn echo_i128(v: i128) -> i128;
        /// The same as a leaf.
        #[leaf]
        fn leaf_i128(v: i128) -> i128;
        /// The same, or an error.
        fn try_i128(v: i128, fail: bool) -> Result<i128, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_i128(index: u32, v: i128) -> bool;
        /// Returns the sample of this number.
        fn sample_i128(index: u32) -> i128;
        /// Whether it is what is made of these bytes.
        fn is_made_i128(seed: &[u8], v: i128) -> bool;
        /// Returns what is made of these bytes.
        fn made_i128(seed: &[u8]) -> i128;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_i128(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_i128(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_i128(v: i128, wait: bool) -> i128;
        /// Returns all samples.
        fn stream_i128() -> impl Stream<Item = i128>;
        /// Returns what it was given.
        fn nest_i128(v: I128Nest) -> I128Nest;
        /// Returns the `f32` that it was given.
        fn echo_f32(v: f32) -> f32;
        /// The same as a leaf.
        #[leaf]
        fn leaf_f32(v: f32) -> f32;
        /// The same, or an error.
        fn try_f32(v: f32, fail: bool) -> Result<f32, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_f32(index: u32, v: f32) -> bool;
        /// Returns the sample of this number.
        fn sample_f32(index: u32) -> f32;
        /// Whether it is what is made of these bytes.
        fn is_made_f32(seed: &[u8], v: f32) -> bool;
        /// Returns what is made of these bytes.
        fn made_f32(seed: &[u8]) -> f32;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_f32(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_f32(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_f32(v: f32, wait: bool) -> f32;
        /// Returns all samples.
        fn stream_f32() -> impl Stream<Item = f32>;
        /// Returns what it was given.
        fn nest_f32(v: F32Nest) -> F32Nest;
        /// Returns the `f64` that it was given.
        fn echo_f64(v: f64) -> f64;
        /// The same as a leaf.
        #[leaf]
        fn leaf_f64(v: f64) -> f64;
        /// The same, or an error.
        fn try_f64(v: f64, fail: bool) -> Result<f64, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_f64(index: u32, v: f64) -> bool;
        /// Returns the sample of this number.
        fn sample_f64(index: u32) -> f64;
        /// Whether it is what is made of these bytes.
        fn is_made_f64(seed: &[u8], v: f64) -> bool;
        /// Returns what is made of these bytes.
        fn made_f64(seed: &[u8]) -> f64;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_f64(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_f64(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_f64(v: f64, wait: bool) -> f64;
        /// Returns all samples.
        fn stream_f64() -> impl Stream<Item = f64>;
        /// Returns what it was given.
        fn nest_f64(v: F64Nest) -> F64Nest;
        /// Returns the `String` that it was given.
        fn echo_str(v: &str) -> String;
        /// The same as a leaf.
        #[leaf]
        fn leaf_str(v: &str) -> String;
        /// The same, or an error.
        fn try_str(v: &str, fail: bool) -> Result<String, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_str(index: u32, v: &str) -> bool;
        /// Returns the sample of this number.
        fn sample_str(index: u32) -> String;
        /// Whether it is what is made of these bytes.
        fn is_made_str(seed: &[u8], v: &str) -> bool;
        /// Returns what is made of these bytes.
        fn made_str(seed: &[u8]) -> String;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_str(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_str(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_str(v: &str, wait: bool) -> String;
        /// Returns all samples.
        fn stream_str() -> impl Stream<Item = String>;
        /// Returns the `String` that it was given.
        fn echo_string(v: String) -> String;
        /// The same as a leaf.
        #[leaf]
        fn leaf_string(v: String) -> String;
        /// The same, or an error.
        fn try_string(v: String, fail: bool) -> Result<String, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_string(index: u32, v: String) -> bool;
        /// Returns the sample of this number.
        fn sample_string(index: u32) -> String;
        /// Whether it is what is made of these bytes.
        fn is_made_string(seed: &[u8], v: String) -> bool;
        /// Returns what is made of these bytes.
        fn made_string(seed: &[u8]) -> String;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_string(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_string(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_string(v: String, wait: bool) -> String;
        /// Returns all samples.
        fn stream_string() -> impl Stream<Item = String>;
        /// Returns what it was given.
        fn nest_string(v: StringNest) -> StringNest;
        /// Returns the `Vec<u8>` that it was given.
        fn echo_slice_u8(v: &[u8]) -> Vec<u8>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_u8(v: &[u8]) -> Vec<u8>;
        /// The same, or an error.
        fn try_slice_u8(v: &[u8], fail: bool) -> Result<Vec<u8>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_u8(index: u32, v: &[u8]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_u8(index: u32) -> Vec<u8>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_u8(seed: &[u8], v: &[u8]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_u8(seed: &[u8]) -> Vec<u8>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_u8(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_u8(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_u8(v: &[u8], wait: bool) -> Vec<u8>;
        /// Returns all samples.
        fn stream_slice_u8() -> impl Stream<Item = Vec<u8>>;
        /// Returns the `Vec<u32>` that it was given.
        fn echo_slice_u32(v: &[u32]) -> Vec<u32>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_u32(v: &[u32]) -> Vec<u32>;
        /// The same, or an error.
        fn try_slice_u32(v: &[u32], fail: bool) -> Result<Vec<u32>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_u32(index: u32, v: &[u32]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_u32(index: u32) -> Vec<u32>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_u32(seed: &[u8], v: &[u32]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_u32(seed: &[u8]) -> Vec<u32>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_u32(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_u32(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_u32(v: &[u32], wait: bool) -> Vec<u32>;
        /// Returns all samples.
        fn stream_slice_u32() -> impl Stream<Item = Vec<u32>>;
        /// Returns the `Vec<i16>` that it was given.
        fn echo_slice_i16(v: &[i16]) -> Vec<i16>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_i16(v: &[i16]) -> Vec<i16>;
        /// The same, or an error.
        fn try_slice_i16(v: &[i16], fail: bool) -> Result<Vec<i16>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_i16(index: u32, v: &[i16]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_i16(index: u32) -> Vec<i16>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_i16(seed: &[u8], v: &[i16]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_i16(seed: &[u8]) -> Vec<i16>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_i16(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_i16(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_i16(v: &[i16], wait: bool) -> Vec<i16>;
        /// Returns all samples.
        fn stream_slice_i16() -> impl Stream<Item = Vec<i16>>;
        /// Returns the `Vec<bool>` that it was given.
        fn echo_slice_bool(v: &[bool]) -> Vec<bool>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_bool(v: &[bool]) -> Vec<bool>;
        /// The same, or an error.
        fn try_slice_bool(v: &[bool], fail: bool) -> Result<Vec<bool>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_bool(index: u32, v: &[bool]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_bool(index: u32) -> Vec<bool>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_bool(seed: &[u8], v: &[bool]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_bool(seed: &[u8]) -> Vec<bool>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_bool(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_bool(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_bool(v: &[bool], wait: bool) -> Vec<bool>;
        /// Returns all samples.
        fn stream_slice_bool() -> impl Stream<Item = Vec<bool>>;
        /// Returns the `Vec<char>` that it was given.
        fn echo_slice_char(v: &[char]) -> Vec<char>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_char(v: &[char]) -> Vec<char>;
        /// The same, or an error.
        fn try_slice_char(v: &[char], fail: bool) -> Result<Vec<char>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_char(index: u32, v: &[char]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_char(index: u32) -> Vec<char>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_char(seed: &[u8], v: &[char]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_char(seed: &[u8]) -> Vec<char>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_char(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_char(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_char(v: &[char], wait: bool) -> Vec<char>;
        /// Returns all samples.
        fn stream_slice_char() -> impl Stream<Item = Vec<char>>;
        /// Returns the `Vec<u128>` that it was given.
        fn echo_slice_u128(v: &[u128]) -> Vec<u128>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_u128(v: &[u128]) -> Vec<u128>;
        /// The same, or an error.
        fn try_slice_u128(v: &[u128], fail: bool) -> Result<Vec<u128>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_u128(index: u32, v: &[u128]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_u128(index: u32) -> Vec<u128>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_u128(seed: &[u8], v: &[u128]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_u128(seed: &[u8]) -> Vec<u128>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_u128(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_u128(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_u128(v: &[u128], wait: bool) -> Vec<u128>;
        /// Returns all samples.
        fn stream_slice_u128() -> impl Stream<Item = Vec<u128>>;
        /// Returns the `Vec<Duration>` that it was given.
        fn echo_slice_duration(v: &[Duration]) -> Vec<Duration>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_duration(v: &[Duration]) -> Vec<Duration>;
        /// The same, or an error.
        fn try_slice_duration(
            v: &[Duration],
            fail: bool,
        ) -> Result<Vec<Duration>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_duration(index: u32, v: &[Duration]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_duration(index: u32) -> Vec<Duration>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_duration(seed: &[u8], v: &[Duration]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_duration(seed: &[u8]) -> Vec<Duration>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_duration(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_duration(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_duration(v: &[Duration], wait: bool) -> Vec<Duration>;
        /// Returns all samples.
        fn stream_slice_duration() -> impl Stream<Item = Vec<Duration>>;
        /// Returns the `Vec<Colour>` that it was given.
        fn echo_slice_colour(v: &[Colour]) -> Vec<Colour>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_colour(v: &[Colour]) -> Vec<Colour>;
        /// The same, or an error.
        fn try_slice_colour(
            v: &[Colour],
            fail: bool,
        ) -> Result<Vec<Colour>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_colour(index: u32, v: &[Colour]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_colour(index: u32) -> Vec<Colour>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_colour(seed: &[u8], v: &[Colour]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_colour(seed: &[u8]) -> Vec<Colour>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_colour(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_colour(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_colour(v: &[Colour], wait: bool) -> Vec<Colour>;
        /// Returns all samples.
        fn stream_slice_colour() -> impl Stream<Item = Vec<Colour>>;
        /// Returns the `Vec<Point>` that it was given.
        fn echo_slice_point(v: &[Point]) -> Vec<Point>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_point(v: &[Point]) -> Vec<Point>;
        /// The same, or an error.
        fn try_slice_point(v: &[Point], fail: bool) -> Result<Vec<Point>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_point(index: u32, v: &[Point]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_point(index: u32) -> Vec<Point>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_point(seed: &[u8], v: &[Point]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_point(seed: &[u8]) -> Vec<Point>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_point(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_point(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_point(v: &[Point], wait: bool) -> Vec<Point>;
        /// Returns all samples.
        fn stream_slice_point() -> impl Stream<Item = Vec<Point>>;
        /// Returns the `Vec<[u16; 3]>` that it was given.
        fn echo_slice_rows(v: &[[u16; 3]]) -> Vec<[u16; 3]>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_rows(v: &[[u16; 3]]) -> Vec<[u16; 3]>;
        /// The same, or an error.
        fn try_slice_rows(
            v: &[[u16; 3]],
            fail: bool,
        ) -> Result<Vec<[u16; 3]>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_rows(index: u32, v: &[[u16; 3]]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_rows(index: u32) -> Vec<[u16; 3]>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_rows(seed: &[u8], v: &[[u16; 3]]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_rows(seed: &[u8]) -> Vec<[u16; 3]>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_rows(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_rows(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_rows(v: &[[u16; 3]], wait: bool) -> Vec<[u16; 3]>;
        /// Returns all samples.
        fn stream_slice_rows() -> impl Stream<Item = Vec<[u16; 3]>>;
        /// Returns the `Vec<String>` that it was given.
        fn echo_slice_string(v: &[String]) -> Vec<String>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_slice_string(v: &[String]) -> Vec<String>;
        /// The same, or an error.
        fn try_slice_string(
            v: &[String],
            fail: bool,
        ) -> Result<Vec<String>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_slice_string(index: u32, v: &[String]) -> bool;
        /// Returns the sample of this number.
        fn sample_slice_string(index: u32) -> Vec<String>;
        /// Whether it is what is made of these bytes.
        fn is_made_slice_string(seed: &[u8], v: &[String]) -> bool;
        /// Returns what is made of these bytes.
        fn made_slice_string(seed: &[u8]) -> Vec<String>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_slice_string(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_slice_string(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_slice_string(v: &[String], wait: bool) -> Vec<String>;
        /// Returns all samples.
        fn stream_slice_string() -> impl Stream<Item = Vec<String>>;
        /// Returns the `Vec<u8>` that it was given.
        fn echo_vec_u8(v: Vec<u8>) -> Vec<u8>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_u8(v: Vec<u8>) -> Vec<u8>;
        /// The same, or an error.
        fn try_vec_u8(v: Vec<u8>, fail: bool) -> Result<Vec<u8>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_u8(index: u32, v: Vec<u8>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_u8(index: u32) -> Vec<u8>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_u8(seed: &[u8], v: Vec<u8>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_u8(seed: &[u8]) -> Vec<u8>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_u8(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_u8(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_u8(v: Vec<u8>, wait: bool) -> Vec<u8>;
        /// Returns all samples.
        fn stream_vec_u8() -> impl Stream<Item = Vec<u8>>;
        /// Returns what it was given.
        fn nest_vec_u8(v: VecU8Nest) -> VecU8Nest;
        /// Returns the `Vec<f64>` that it was given.
        fn echo_vec_f64(v: Vec<f64>) -> Vec<f64>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_f64(v: Vec<f64>) -> Vec<f64>;
        /// The same, or an error.
        fn try_vec_f64(v: Vec<f64>, fail: bool) -> Result<Vec<f64>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_f64(index: u32, v: Vec<f64>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_f64(index: u32) -> Vec<f64>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_f64(seed: &[u8], v: Vec<f64>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_f64(seed: &[u8]) -> Vec<f64>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_f64(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_f64(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_f64(v: Vec<f64>, wait: bool) -> Vec<f64>;
        /// Returns all samples.
        fn stream_vec_f64() -> impl Stream<Item = Vec<f64>>;
        /// Returns what it was given.
        fn nest_vec_f64(v: VecF64Nest) -> VecF64Nest;
        /// Returns the `Vec<bool>` that it was given.
        fn echo_vec_bool(v: Vec<bool>) -> Vec<bool>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_bool(v: Vec<bool>) -> Vec<bool>;
        /// The same, or an error.
        fn try_vec_bool(v: Vec<bool>, fail: bool) -> Result<Vec<bool>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_bool(index: u32, v: Vec<bool>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_bool(index: u32) -> Vec<bool>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_bool(seed: &[u8], v: Vec<bool>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_bool(seed: &[u8]) -> Vec<bool>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_bool(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_bool(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_bool(v: Vec<bool>, wait: bool) -> Vec<bool>;
        /// Returns all samples.
        fn stream_vec_bool() -> impl Stream<Item = Vec<bool>>;
        /// Returns what it was given.
        fn nest_vec_bool(v: VecBoolNest) -> VecBoolNest;
        /// Returns the `Vec<String>` that it was given.
        fn echo_vec_string(v: Vec<String>) -> Vec<String>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_string(v: Vec<String>) -> Vec<String>;
        /// The same, or an error.
        fn try_vec_string(
            v: Vec<String>,
            fail: bool,
        ) -> Result<Vec<String>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_string(index: u32, v: Vec<String>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_string(index: u32) -> Vec<String>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_string(seed: &[u8], v: Vec<String>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_string(seed: &[u8]) -> Vec<String>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_string(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_string(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_string(v: Vec<String>, wait: bool) -> Vec<String>;
        /// Returns all samples.
        fn stream_vec_string() -> impl Stream<Item = Vec<String>>;
        /// Returns what it was given.
        fn nest_vec_string(v: VecStringNest) -> VecStringNest;
        /// Returns the `Vec<Vec<u8>>` that it was given.
        fn echo_vec_vec(v: Vec<Vec<u8>>) -> Vec<Vec<u8>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_vec(v: Vec<Vec<u8>>) -> Vec<Vec<u8>>;
        /// The same, or an error.
        fn try_vec_vec(v: Vec<Vec<u8>>, fail: bool) -> Result<Vec<Vec<u8>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_vec(index: u32, v: Vec<Vec<u8>>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_vec(index: u32) -> Vec<Vec<u8>>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_vec(seed: &[u8], v: Vec<Vec<u8>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_vec(seed: &[u8]) -> Vec<Vec<u8>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_vec(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_vec(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_vec(v: Vec<Vec<u8>>, wait: bool) -> Vec<Vec<u8>>;
        /// Returns all samples.
        fn stream_vec_vec() -> impl Stream<Item = Vec<Vec<u8>>>;
        /// Returns what it was given.
        fn nest_vec_vec(v: VecVecNest) -> VecVecNest;
        /// Returns the `Vec<Option<u32>>` that it was given.
        fn echo_vec_option(v: Vec<Option<u32>>) -> Vec<Option<u32>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_option(v: Vec<Option<u32>>) -> Vec<Option<u32>>;
        /// The same, or an error.
        fn try_vec_option(
            v: Vec<Option<u32>>,
            fail: bool,
        ) -> Result<Vec<Option<u32>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_option(index: u32, v: Vec<Option<u32>>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_option(index: u32) -> Vec<Option<u32>>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_option(seed: &[u8], v: Vec<Option<u32>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_option(seed: &[u8]) -> Vec<Option<u32>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_option(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_option(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_option(v: Vec<Option<u32>>, wait: bool) -> Vec<Option<u32>>;
        /// Returns all samples.
        fn stream_vec_option() -> impl Stream<Item = Vec<Option<u32>>>;
        /// Returns what it was given.
        fn nest_vec_option(v: VecOptionNest) -> VecOptionNest;
        /// Returns the `Vec<(u8, String)>` that it was given.
        fn echo_vec_tuple(v: Vec<(u8, String)>) -> Vec<(u8, String)>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_tuple(v: Vec<(u8, String)>) -> Vec<(u8, String)>;
        /// The same, or an error.
        fn try_vec_tuple(
            v: Vec<(u8, String)>,
            fail: bool,
        ) -> Result<Vec<(u8, String)>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_tuple(index: u32, v: Vec<(u8, String)>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_tuple(index: u32) -> Vec<(u8, String)>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_tuple(seed: &[u8], v: Vec<(u8, String)>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_tuple(seed: &[u8]) -> Vec<(u8, String)>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_tuple(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_tuple(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_tuple(v: Vec<(u8, String)>, wait: bool) -> Vec<(u8, String)>;
        /// Returns all samples.
        fn stream_vec_tuple() -> impl Stream<Item = Vec<(u8, String)>>;
        /// Returns what it was given.
        fn nest_vec_tuple(v: VecTupleNest) -> VecTupleNest;
        /// Returns the `Vec<Shape>` that it was given.
        fn echo_vec_shape(v: Vec<Shape>) -> Vec<Shape>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_shape(v: Vec<Shape>) -> Vec<Shape>;
        /// The same, or an error.
        fn try_vec_shape(v: Vec<Shape>, fail: bool) -> Result<Vec<Shape>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_shape(index: u32, v: Vec<Shape>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_shape(index: u32) -> Vec<Shape>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_shape(seed: &[u8], v: Vec<Shape>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_shape(seed: &[u8]) -> Vec<Shape>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_shape(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_shape(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_shape(v: Vec<Shape>, wait: bool) -> Vec<Shape>;
        /// Returns all samples.
        fn stream_vec_shape() -> impl Stream<Item = Vec<Shape>>;
        /// Returns what it was given.
        fn nest_vec_shape(v: VecShapeNest) -> VecShapeNest;
        /// Returns the `Vec<Plain>` that it was given.
        fn echo_vec_plain(v: Vec<Plain>) -> Vec<Plain>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_plain(v: Vec<Plain>) -> Vec<Plain>;
        /// The same, or an error.
        fn try_vec_plain(v: Vec<Plain>, fail: bool) -> Result<Vec<Plain>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_plain(index: u32, v: Vec<Plain>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_plain(index: u32) -> Vec<Plain>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_plain(seed: &[u8], v: Vec<Plain>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_plain(seed: &[u8]) -> Vec<Plain>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_plain(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_plain(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_plain(v: Vec<Plain>, wait: bool) -> Vec<Plain>;
        /// Returns all samples.
        fn stream_vec_plain() -> impl Stream<Item = Vec<Plain>>;
        /// Returns what it was given.
        fn nest_vec_plain(v: VecPlainNest) -> VecPlainNest;
        /// Returns the `Vec<SystemTime>` that it was given.
        fn echo_vec_time(v: Vec<SystemTime>) -> Vec<SystemTime>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_vec_time(v: Vec<SystemTime>) -> Vec<SystemTime>;
        /// The same, or an error.
        fn try_vec_time(
            v: Vec<SystemTime>,
            fail: bool,
        ) -> Result<Vec<SystemTime>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_vec_time(index: u32, v: Vec<SystemTime>) -> bool;
        /// Returns the sample of this number.
        fn sample_vec_time(index: u32) -> Vec<SystemTime>;
        /// Whether it is what is made of these bytes.
        fn is_made_vec_time(seed: &[u8], v: Vec<SystemTime>) -> bool;
        /// Returns what is made of these bytes.
        fn made_vec_time(seed: &[u8]) -> Vec<SystemTime>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_vec_time(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_vec_time(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_vec_time(v: Vec<SystemTime>, wait: bool) -> Vec<SystemTime>;
        /// Returns all samples.
        fn stream_vec_time() -> impl Stream<Item = Vec<SystemTime>>;
        /// Returns what it was given.
        fn nest_vec_time(v: VecTimeNest) -> VecTimeNest;
        /// Returns the `[u8; 32]` that it was given.
        fn echo_array_u8(v: [u8; 32]) -> [u8; 32];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_u8(v: [u8; 32]) -> [u8; 32];
        /// The same, or an error.
        fn try_array_u8(v: [u8; 32], fail: bool) -> Result<[u8; 32], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_u8(index: u32, v: [u8; 32]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_u8(index: u32) -> [u8; 32];
        /// Whether it is what is made of these bytes.
        fn is_made_array_u8(seed: &[u8], v: [u8; 32]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_u8(seed: &[u8]) -> [u8; 32];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_u8(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_u8(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_u8(v: [u8; 32], wait: bool) -> [u8; 32];
        /// Returns all samples.
        fn stream_array_u8() -> impl Stream<Item = [u8; 32]>;
        /// Returns what it was given.
        fn nest_array_u8(v: ArrayU8Nest) -> ArrayU8Nest;
        /// Returns the `[[u16; 3]; 2]` that it was given.
        fn echo_array_grid(v: [[u16; 3]; 2]) -> [[u16; 3]; 2];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_grid(v: [[u16; 3]; 2]) -> [[u16; 3]; 2];
        /// The same, or an error.
        fn try_array_grid(
            v: [[u16; 3]; 2],
            fail: bool,
        ) -> Result<[[u16; 3]; 2], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_grid(index: u32, v: [[u16; 3]; 2]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_grid(index: u32) -> [[u16; 3]; 2];
        /// Whether it is what is made of these bytes.
        fn is_made_array_grid(seed: &[u8], v: [[u16; 3]; 2]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_grid(seed: &[u8]) -> [[u16; 3]; 2];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_grid(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_grid(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_grid(v: [[u16; 3]; 2], wait: bool) -> [[u16; 3]; 2];
        /// Returns all samples.
        fn stream_array_grid() -> impl Stream<Item = [[u16; 3]; 2]>;
        /// Returns what it was given.
        fn nest_array_grid(v: ArrayGridNest) -> ArrayGridNest;
        /// Returns the `[String; 2]` that it was given.
        fn echo_array_string(v: [String; 2]) -> [String; 2];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_string(v: [String; 2]) -> [String; 2];
        /// The same, or an error.
        fn try_array_string(
            v: [String; 2],
            fail: bool,
        ) -> Result<[String; 2], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_string(index: u32, v: [String; 2]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_string(index: u32) -> [String; 2];
        /// Whether it is what is made of these bytes.
        fn is_made_array_string(seed: &[u8], v: [String; 2]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_string(seed: &[u8]) -> [String; 2];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_string(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_string(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_string(v: [String; 2], wait: bool) -> [String; 2];
        /// Returns all samples.
        fn stream_array_string() -> impl Stream<Item = [String; 2]>;
        /// Returns what it was given.
        fn nest_array_string(v: ArrayStringNest) -> ArrayStringNest;
        /// Returns the `[Option<u8>; 3]` that it was given.
        fn echo_array_option(v: [Option<u8>; 3]) -> [Option<u8>; 3];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_option(v: [Option<u8>; 3]) -> [Option<u8>; 3];
        /// The same, or an error.
        fn try_array_option(
            v: [Option<u8>; 3],
            fail: bool,
        ) -> Result<[Option<u8>; 3], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_option(index: u32, v: [Option<u8>; 3]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_option(index: u32) -> [Option<u8>; 3];
        /// Whether it is what is made of these bytes.
        fn is_made_array_option(seed: &[u8], v: [Option<u8>; 3]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_option(seed: &[u8]) -> [Option<u8>; 3];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_option(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_option(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_option(v: [Option<u8>; 3], wait: bool) -> [Option<u8>; 3];
        /// Returns all samples.
        fn stream_array_option() -> impl Stream<Item = [Option<u8>; 3]>;
        /// Returns what it was given.
        fn nest_array_option(v: ArrayOptionNest) -> ArrayOptionNest;
        /// Returns the `[i128; 2]` that it was given.
        fn echo_array_wide(v: [i128; 2]) -> [i128; 2];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_wide(v: [i128; 2]) -> [i128; 2];
        /// The same, or an error.
        fn try_array_wide(v: [i128; 2], fail: bool) -> Result<[i128; 2], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_wide(index: u32, v: [i128; 2]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_wide(index: u32) -> [i128; 2];
        /// Whether it is what is made of these bytes.
        fn is_made_array_wide(seed: &[u8], v: [i128; 2]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_wide(seed: &[u8]) -> [i128; 2];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_wide(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_wide(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_wide(v: [i128; 2], wait: bool) -> [i128; 2];
        /// Returns all samples.
        fn stream_array_wide() -> impl Stream<Item = [i128; 2]>;
        /// Returns what it was given.
        fn nest_array_wide(v: ArrayWideNest) -> ArrayWideNest;
        /// Returns the `[Duration; 2]` that it was given.
        fn echo_array_duration(v: [Duration; 2]) -> [Duration; 2];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_duration(v: [Duration; 2]) -> [Duration; 2];
        /// The same, or an error.
        fn try_array_duration(
            v: [Duration; 2],
            fail: bool,
        ) -> Result<[Duration; 2], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_duration(index: u32, v: [Duration; 2]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_duration(index: u32) -> [Duration; 2];
        /// Whether it is what is made of these bytes.
        fn is_made_array_duration(seed: &[u8], v: [Duration; 2]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_duration(seed: &[u8]) -> [Duration; 2];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_duration(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_duration(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_duration(v: [Duration; 2], wait: bool) -> [Duration; 2];
        /// Returns all samples.
        fn stream_array_duration() -> impl Stream<Item = [Duration; 2]>;
        /// Returns what it was given.
        fn nest_array_duration(v: ArrayDurationNest) -> ArrayDurationNest;
        /// Returns the `[Point; 2]` that it was given.
        fn echo_array_point(v: [Point; 2]) -> [Point; 2];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_point(v: [Point; 2]) -> [Point; 2];
        /// The same, or an error.
        fn try_array_point(v: [Point; 2], fail: bool) -> Result<[Point; 2], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_point(index: u32, v: [Point; 2]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_point(index: u32) -> [Point; 2];
        /// Whether it is what is made of these bytes.
        fn is_made_array_point(seed: &[u8], v: [Point; 2]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_point(seed: &[u8]) -> [Point; 2];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_point(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_point(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_point(v: [Point; 2], wait: bool) -> [Point; 2];
        /// Returns all samples.
        fn stream_array_point() -> impl Stream<Item = [Point; 2]>;
        /// Returns what it was given.
        fn nest_array_point(v: ArrayPointNest) -> ArrayPointNest;
        /// Returns the `[bool; 1]` that it was given.
        fn echo_array_one(v: [bool; 1]) -> [bool; 1];
        /// The same as a leaf.
        #[leaf]
        fn leaf_array_one(v: [bool; 1]) -> [bool; 1];
        /// The same, or an error.
        fn try_array_one(v: [bool; 1], fail: bool) -> Result<[bool; 1], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_array_one(index: u32, v: [bool; 1]) -> bool;
        /// Returns the sample of this number.
        fn sample_array_one(index: u32) -> [bool; 1];
        /// Whether it is what is made of these bytes.
        fn is_made_array_one(seed: &[u8], v: [bool; 1]) -> bool;
        /// Returns what is made of these bytes.
        fn made_array_one(seed: &[u8]) -> [bool; 1];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_array_one(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_array_one(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_array_one(v: [bool; 1], wait: bool) -> [bool; 1];
        /// Returns all samples.
        fn stream_array_one() -> impl Stream<Item = [bool; 1]>;
        /// Returns what it was given.
        fn nest_array_one(v: ArrayOneNest) -> ArrayOneNest;
        /// Returns the `Option<u32>` that it was given.
        fn echo_option_u32(v: Option<u32>) -> Option<u32>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_u32(v: Option<u32>) -> Option<u32>;
        /// The same, or an error.
        fn try_option_u32(
            v: Option<u32>,
            fail: bool,
        ) -> Result<Option<u32>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_u32(index: u32, v: Option<u32>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_u32(index: u32) -> Option<u32>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_u32(seed: &[u8], v: Option<u32>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_u32(seed: &[u8]) -> Option<u32>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_u32(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_u32(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_u32(v: Option<u32>, wait: bool) -> Option<u32>;
        /// Returns all samples.
        fn stream_option_u32() -> impl Stream<Item = Option<u32>>;
        /// Returns the `Option<char>` that it was given.
        fn echo_option_char(v: Option<char>) -> Option<char>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_char(v: Option<char>) -> Option<char>;
        /// The same, or an error.
        fn try_option_char(
            v: Option<char>,
            fail: bool,
        ) -> Result<Option<char>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_char(index: u32, v: Option<char>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_char(index: u32) -> Option<char>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_char(seed: &[u8], v: Option<char>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_char(seed: &[u8]) -> Option<char>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_char(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_char(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_char(v: Option<char>, wait: bool) -> Option<char>;
        /// Returns all samples.
        fn stream_option_char() -> impl Stream<Item = Option<char>>;
        /// Returns the `Option<String>` that it was given.
        fn echo_option_string(v: Option<String>) -> Option<String>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_string(v: Option<String>) -> Option<String>;
        /// The same, or an error.
        fn try_option_string(
            v: Option<String>,
            fail: bool,
        ) -> Result<Option<String>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_string(index: u32, v: Option<String>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_string(index: u32) -> Option<String>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_string(seed: &[u8], v: Option<String>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_string(seed: &[u8]) -> Option<String>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_string(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_string(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_string(v: Option<String>, wait: bool) -> Option<String>;
        /// Returns all samples.
        fn stream_option_string() -> impl Stream<Item = Option<String>>;
        /// Returns the `Option<Vec<u8>>` that it was given.
        fn echo_option_vec(v: Option<Vec<u8>>) -> Option<Vec<u8>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_vec(v: Option<Vec<u8>>) -> Option<Vec<u8>>;
        /// The same, or an error.
        fn try_option_vec(
            v: Option<Vec<u8>>,
            fail: bool,
        ) -> Result<Option<Vec<u8>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_vec(index: u32, v: Option<Vec<u8>>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_vec(index: u32) -> Option<Vec<u8>>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_vec(seed: &[u8], v: Option<Vec<u8>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_vec(seed: &[u8]) -> Option<Vec<u8>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_vec(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_vec(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_vec(v: Option<Vec<u8>>, wait: bool) -> Option<Vec<u8>>;
        /// Returns all samples.
        fn stream_option_vec() -> impl Stream<Item = Option<Vec<u8>>>;
        /// Returns the `Option<HashMap<u8, String>>` that it was given.
        fn echo_option_map(
            v: Option<HashMap<u8, String>>,
        ) -> Option<HashMap<u8, String>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_map(
            v: Option<HashMap<u8, String>>,
        ) -> Option<HashMap<u8, String>>;
        /// The same, or an error.
        fn try_option_map(
            v: Option<HashMap<u8, String>>,
            fail: bool,
        ) -> Result<Option<HashMap<u8, String>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_map(index: u32, v: Option<HashMap<u8, String>>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_map(index: u32) -> Option<HashMap<u8, String>>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_map(seed: &[u8], v: Option<HashMap<u8, String>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_map(seed: &[u8]) -> Option<HashMap<u8, String>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_map(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_map(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_map(
            v: Option<HashMap<u8, String>>,
            wait: bool,
        ) -> Option<HashMap<u8, String>>;
        /// Returns all samples.
        fn stream_option_map() -> impl Stream<Item = Option<HashMap<u8, String>>>;
        /// Returns the `Option<BTreeSet<i64>>` that it was given.
        fn echo_option_set(v: Option<BTreeSet<i64>>) -> Option<BTreeSet<i64>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_set(v: Option<BTreeSet<i64>>) -> Option<BTreeSet<i64>>;
        /// The same, or an error.
        fn try_option_set(
            v: Option<BTreeSet<i64>>,
            fail: bool,
        ) -> Result<Option<BTreeSet<i64>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_set(index: u32, v: Option<BTreeSet<i64>>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_set(index: u32) -> Option<BTreeSet<i64>>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_set(seed: &[u8], v: Option<BTreeSet<i64>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_set(seed: &[u8]) -> Option<BTreeSet<i64>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_set(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_set(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_set(
            v: Option<BTreeSet<i64>>,
            wait: bool,
        ) -> Option<BTreeSet<i64>>;
        /// Returns all samples.
        fn stream_option_set() -> impl Stream<Item = Option<BTreeSet<i64>>>;
        /// Returns the `Option<[u8; 4]>` that it was given.
        fn echo_option_array(v: Option<[u8; 4]>) -> Option<[u8; 4]>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_array(v: Option<[u8; 4]>) -> Option<[u8; 4]>;
        /// The same, or an error.
        fn try_option_array(
            v: Option<[u8; 4]>,
            fail: bool,
        ) -> Result<Option<[u8; 4]>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_array(index: u32, v: Option<[u8; 4]>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_array(index: u32) -> Option<[u8; 4]>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_array(seed: &[u8], v: Option<[u8; 4]>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_array(seed: &[u8]) -> Option<[u8; 4]>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_array(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_array(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_array(v: Option<[u8; 4]>, wait: bool) -> Option<[u8; 4]>;
        /// Returns all samples.
        fn stream_option_array() -> impl Stream<Item = Option<[u8; 4]>>;
        /// Returns the `Option<(u8, String)>` that it was given.
        fn echo_option_tuple(v: Option<(u8, String)>) -> Option<(u8, String)>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_tuple(v: Option<(u8, String)>) -> Option<(u8, String)>;
        /// The same, or an error.
        fn try_option_tuple(
            v: Option<(u8, String)>,
            fail: bool,
        ) -> Result<Option<(u8, String)>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_tuple(index: u32, v: Option<(u8, String)>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_tuple(index: u32) -> Option<(u8, String)>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_tuple(seed: &[u8], v: Option<(u8, String)>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_tuple(seed: &[u8]) -> Option<(u8, String)>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_tuple(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_tuple(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_tuple(
            v: Option<(u8, String)>,
            wait: bool,
        ) -> Option<(u8, String)>;
        /// Returns all samples.
        fn stream_option_tuple() -> impl Stream<Item = Option<(u8, String)>>;
        /// Returns the `Option<Duration>` that it was given.
        fn echo_option_duration(v: Option<Duration>) -> Option<Duration>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_duration(v: Option<Duration>) -> Option<Duration>;
        /// The same, or an error.
        fn try_option_duration(
            v: Option<Duration>,
            fail: bool,
        ) -> Result<Option<Duration>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_duration(index: u32, v: Option<Duration>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_duration(index: u32) -> Option<Duration>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_duration(seed: &[u8], v: Option<Duration>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_duration(seed: &[u8]) -> Option<Duration>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_duration(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_duration(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_duration(
            v: Option<Duration>,
            wait: bool,
        ) -> Option<Duration>;
        /// Returns all samples.
        fn stream_option_duration() -> impl Stream<Item = Option<Duration>>;
        /// Returns the `Option<Colour>` that it was given.
        fn echo_option_colour(v: Option<Colour>) -> Option<Colour>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_colour(v: Option<Colour>) -> Option<Colour>;
        /// The same, or an error.
        fn try_option_colour(
            v: Option<Colour>,
            fail: bool,
        ) -> Result<Option<Colour>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_colour(index: u32, v: Option<Colour>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_colour(index: u32) -> Option<Colour>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_colour(seed: &[u8], v: Option<Colour>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_colour(seed: &[u8]) -> Option<Colour>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_colour(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_colour(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_colour(v: Option<Colour>, wait: bool) -> Option<Colour>;
        /// Returns all samples.
        fn stream_option_colour() -> impl Stream<Item = Option<Colour>>;
        /// Returns the `Option<Point>` that it was given.
        fn echo_option_point(v: Option<Point>) -> Option<Point>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_point(v: Option<Point>) -> Option<Point>;
        /// The same, or an error.
        fn try_option_point(
            v: Option<Point>,
            fail: bool,
        ) -> Result<Option<Point>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_point(index: u32, v: Option<Point>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_point(index: u32) -> Option<Point>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_point(seed: &[u8], v: Option<Point>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_point(seed: &[u8]) -> Option<Point>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_point(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_point(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_point(v: Option<Point>, wait: bool) -> Option<Point>;
        /// Returns all samples.
        fn stream_option_point() -> impl Stream<Item = Option<Point>>;
        /// Returns the `Option<Shape>` that it was given.
        fn echo_option_shape(v: Option<Shape>) -> Option<Shape>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_option_shape(v: Option<Shape>) -> Option<Shape>;
        /// The same, or an error.
        fn try_option_shape(
            v: Option<Shape>,
            fail: bool,
        ) -> Result<Option<Shape>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_option_shape(index: u32, v: Option<Shape>) -> bool;
        /// Returns the sample of this number.
        fn sample_option_shape(index: u32) -> Option<Shape>;
        /// Whether it is what is made of these bytes.
        fn is_made_option_shape(seed: &[u8], v: Option<Shape>) -> bool;
        /// Returns what is made of these bytes.
        fn made_option_shape(seed: &[u8]) -> Option<Shape>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_option_shape(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_option_shape(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_option_shape(v: Option<Shape>, wait: bool) -> Option<Shape>;
        /// Returns all samples.
        fn stream_option_shape() -> impl Stream<Item = Option<Shape>>;
        /// Returns the `(u8, String)` that it was given.
        fn echo_tuple2(v: (u8, String)) -> (u8, String);
        /// The same as a leaf.
        #[leaf]
        fn leaf_tuple2(v: (u8, String)) -> (u8, String);
        /// The same, or an error.
        fn try_tuple2(v: (u8, String), fail: bool) -> Result<(u8, String), MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tuple2(index: u32, v: (u8, String)) -> bool;
        /// Returns the sample of this number.
        fn sample_tuple2(index: u32) -> (u8, String);
        /// Whether it is what is made of these bytes.
        fn is_made_tuple2(seed: &[u8], v: (u8, String)) -> bool;
        /// Returns what is made of these bytes.
        fn made_tuple2(seed: &[u8]) -> (u8, String);
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tuple2(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tuple2(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tuple2(v: (u8, String), wait: bool) -> (u8, String);
        /// Returns all samples.
        fn stream_tuple2() -> impl Stream<Item = (u8, String)>;
        /// Returns what it was given.
        fn nest_tuple2(v: Tuple2Nest) -> Tuple2Nest;
        /// Returns the `(u8, String, bool)` that it was given.
        fn echo_tuple3(v: (u8, String, bool)) -> (u8, String, bool);
        /// The same as a leaf.
        #[leaf]
        fn leaf_tuple3(v: (u8, String, bool)) -> (u8, String, bool);
        /// The same, or an error.
        fn try_tuple3(
            v: (u8, String, bool),
            fail: bool,
        ) -> Result<(u8, String, bool), MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tuple3(index: u32, v: (u8, String, bool)) -> bool;
        /// Returns the sample of this number.
        fn sample_tuple3(index: u32) -> (u8, String, bool);
        /// Whether it is what is made of these bytes.
        fn is_made_tuple3(seed: &[u8], v: (u8, String, bool)) -> bool;
        /// Returns what is made of these bytes.
        fn made_tuple3(seed: &[u8]) -> (u8, String, bool);
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tuple3(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tuple3(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tuple3(v: (u8, String, bool), wait: bool) -> (u8, String, bool);
        /// Returns all samples.
        fn stream_tuple3() -> impl Stream<Item = (u8, String, bool)>;
        /// Returns what it was given.
        fn nest_tuple3(v: Tuple3Nest) -> Tuple3Nest;
        /// Returns the `(f32, i64, char, [u8; 2])` that it was given.
        fn echo_tuple4(v: (f32, i64, char, [u8; 2])) -> (f32, i64, char, [u8; 2]);
        /// The same as a leaf.
        #[leaf]
        fn leaf_tuple4(v: (f32, i64, char, [u8; 2])) -> (f32, i64, char, [u8; 2]);
        /// The same, or an error.
        fn try_tuple4(
            v: (f32, i64, char, [u8; 2]),
            fail: bool,
        ) -> Result<(f32, i64, char, [u8; 2]), MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tuple4(index: u32, v: (f32, i64, char, [u8; 2])) -> bool;
        /// Returns the sample of this number.
        fn sample_tuple4(index: u32) -> (f32, i64, char, [u8; 2]);
        /// Whether it is what is made of these bytes.
        fn is_made_tuple4(seed: &[u8], v: (f32, i64, char, [u8; 2])) -> bool;
        /// Returns what is made of these bytes.
        fn made_tuple4(seed: &[u8]) -> (f32, i64, char, [u8; 2]);
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tuple4(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tuple4(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tuple4(
            v: (f32, i64, char, [u8; 2]),
            wait: bool,
        ) -> (f32, i64, char, [u8; 2]);
        /// Returns all samples.
        fn stream_tuple4() -> impl Stream<Item = (f32, i64, char, [u8; 2])>;
        /// Returns what it was given.
        fn nest_tuple4(v: Tuple4Nest) -> Tuple4Nest;
        /// Returns the `(u128, Duration, Colour, Vec<u8>, Option<bool>)` that it was given.
        fn echo_tuple5(
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
        ) -> (u128, Duration, Colour, Vec<u8>, Option<bool>);
        /// The same as a leaf.
        #[leaf]
        fn leaf_tuple5(
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
        ) -> (u128, Duration, Colour, Vec<u8>, Option<bool>);
        /// The same, or an error.
        fn try_tuple5(
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
            fail: bool,
        ) -> Result<(u128, Duration, Colour, Vec<u8>, Option<bool>), MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tuple5(
            index: u32,
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
        ) -> bool;
        /// Returns the sample of this number.
        fn sample_tuple5(index: u32) -> (u128, Duration, Colour, Vec<u8>, Option<bool>);
        /// Whether it is what is made of these bytes.
        fn is_made_tuple5(
            seed: &[u8],
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
        ) -> bool;
        /// Returns what is made of these bytes.
        fn made_tuple5(seed: &[u8]) -> (u128, Duration, Colour, Vec<u8>, Option<bool>);
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tuple5(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tuple5(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tuple5(
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
            wait: bool,
        ) -> (u128, Duration, Colour, Vec<u8>, Option<bool>);
        /// Returns all samples.
        fn stream_tuple5() -> impl Stream<
            Item = (u128, Duration, Colour, Vec<u8>, Option<bool>),
        >;
        /// Returns what it was given.
        fn nest_tuple5(v: Tuple5Nest) -> Tuple5Nest;
        /// Returns the `(u8, u16, u32, u64, (bool, String), Point)` that it was given.
        fn echo_tuple6(
            v: (u8, u16, u32, u64, (bool, String), Point),
        ) -> (u8, u16, u32, u64, (bool, String), Point);
        /// The same as a leaf.
        #[leaf]
        fn leaf_tuple6(
            v: (u8, u16, u32, u64, (bool, String), Point),
        ) -> (u8, u16, u32, u64, (bool, String), Point);
        /// The same, or an error.
        fn try_tuple6(
            v: (u8, u16, u32, u64, (bool, String), Point),
            fail: bool,
        ) -> Result<(u8, u16, u32, u64, (bool, String), Point), MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tuple6(index: u32, v: (u8, u16, u32, u64, (bool, String), Point)) -> bool;
        /// Returns the sample of this number.
        fn sample_tuple6(index: u32) -> (u8, u16, u32, u64, (bool, String), Point);
        /// Whether it is what is made of these bytes.
        fn is_made_tuple6(
            seed: &[u8],
            v: (u8, u16, u32, u64, (bool, String), Point),
        ) -> bool;
        /// Returns what is made of these bytes.
        fn made_tuple6(seed: &[u8]) -> (u8, u16, u32, u64, (bool, String), Point);
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tuple6(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tuple6(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tuple6(
            v: (u8, u16, u32, u64, (bool, String), Point),
            wait: bool,
        ) -> (u8, u16, u32, u64, (bool, String), Point);
        /// Returns all samples.
        fn stream_tuple6() -> impl Stream<
            Item = (u8, u16, u32, u64, (bool, String), Point),
        >;
        /// Returns what it was given.
        fn nest_tuple6(v: Tuple6Nest) -> Tuple6Nest;
        /// Returns the `HashMap<String, u32>` that it was given.
        fn echo_hash_map(v: HashMap<String, u32>) -> HashMap<String, u32>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_hash_map(v: HashMap<String, u32>) -> HashMap<String, u32>;
        /// The same, or an error.
        fn try_hash_map(
            v: HashMap<String, u32>,
            fail: bool,
        ) -> Result<HashMap<String, u32>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_hash_map(index: u32, v: HashMap<String, u32>) -> bool;
        /// Returns the sample of this number.
        fn sample_hash_map(index: u32) -> HashMap<String, u32>;
        /// Whether it is what is made of these bytes.
        fn is_made_hash_map(seed: &[u8], v: HashMap<String, u32>) -> bool;
        /// Returns what is made of these bytes.
        fn made_hash_map(seed: &[u8]) -> HashMap<String, u32>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_hash_map(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_hash_map(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_hash_map(
            v: HashMap<String, u32>,
            wait: bool,
        ) -> HashMap<String, u32>;
        /// Returns all samples.
        fn stream_hash_map() -> impl Stream<Item = HashMap<String, u32>>;
        /// Returns what it was given.
        fn nest_hash_map(v: HashMapNest) -> HashMapNest;
        /// Returns the `BTreeMap<Colour, Vec<String>>` that it was given.
        fn echo_tree_map(
            v: BTreeMap<Colour, Vec<String>>,
        ) -> BTreeMap<Colour, Vec<String>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_tree_map(
            v: BTreeMap<Colour, Vec<String>>,
        ) -> BTreeMap<Colour, Vec<String>>;
        /// The same, or an error.
        fn try_tree_map(
            v: BTreeMap<Colour, Vec<String>>,
            fail: bool,
        ) -> Result<BTreeMap<Colour, Vec<String>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tree_map(index: u32, v: BTreeMap<Colour, Vec<String>>) -> bool;
        /// Returns the sample of this number.
        fn sample_tree_map(index: u32) -> BTreeMap<Colour, Vec<String>>;
        /// Whether it is what is made of these bytes.
        fn is_made_tree_map(seed: &[u8], v: BTreeMap<Colour, Vec<String>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_tree_map(seed: &[u8]) -> BTreeMap<Colour, Vec<String>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tree_map(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tree_map(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tree_map(
            v: BTreeMap<Colour, Vec<String>>,
            wait: bool,
        ) -> BTreeMap<Colour, Vec<String>>;
        /// Returns all samples.
        fn stream_tree_map() -> impl Stream<Item = BTreeMap<Colour, Vec<String>>>;
        /// Returns what it was given.
        fn nest_tree_map(v: TreeMapNest) -> TreeMapNest;
        /// Returns the `HashMap<char, bool>` that it was given.
        fn echo_map_char(v: HashMap<char, bool>) -> HashMap<char, bool>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_map_char(v: HashMap<char, bool>) -> HashMap<char, bool>;
        /// The same, or an error.
        fn try_map_char(
            v: HashMap<char, bool>,
            fail: bool,
        ) -> Result<HashMap<char, bool>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_map_char(index: u32, v: HashMap<char, bool>) -> bool;
        /// Returns the sample of this number.
        fn sample_map_char(index: u32) -> HashMap<char, bool>;
        /// Whether it is what is made of these bytes.
        fn is_made_map_char(seed: &[u8], v: HashMap<char, bool>) -> bool;
        /// Returns what is made of these bytes.
        fn made_map_char(seed: &[u8]) -> HashMap<char, bool>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_map_char(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_map_char(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_map_char(
            v: HashMap<char, bool>,
            wait: bool,
        ) -> HashMap<char, bool>;
        /// Returns all samples.
        fn stream_map_char() -> impl Stream<Item = HashMap<char, bool>>;
        /// Returns what it was given.
        fn nest_map_char(v: MapCharNest) -> MapCharNest;
        /// Returns the `BTreeMap<i128, [u8; 2]>` that it was given.
        fn echo_map_wide(v: BTreeMap<i128, [u8; 2]>) -> BTreeMap<i128, [u8; 2]>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_map_wide(v: BTreeMap<i128, [u8; 2]>) -> BTreeMap<i128, [u8; 2]>;
        /// The same, or an error.
        fn try_map_wide(
            v: BTreeMap<i128, [u8; 2]>,
            fail: bool,
        ) -> Result<BTreeMap<i128, [u8; 2]>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_map_wide(index: u32, v: BTreeMap<i128, [u8; 2]>) -> bool;
        /// Returns the sample of this number.
        fn sample_map_wide(index: u32) -> BTreeMap<i128, [u8; 2]>;
        /// Whether it is what is made of these bytes.
        fn is_made_map_wide(seed: &[u8], v: BTreeMap<i128, [u8; 2]>) -> bool;
        /// Returns what is made of these bytes.
        fn made_map_wide(seed: &[u8]) -> BTreeMap<i128, [u8; 2]>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_map_wide(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_map_wide(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_map_wide(
            v: BTreeMap<i128, [u8; 2]>,
            wait: bool,
        ) -> BTreeMap<i128, [u8; 2]>;
        /// Returns all samples.
        fn stream_map_wide() -> impl Stream<Item = BTreeMap<i128, [u8; 2]>>;
        /// Returns what it was given.
        fn nest_map_wide(v: MapWideNest) -> MapWideNest;
        /// Returns the `HashMap<u64, Person>` that it was given.
        fn echo_map_record(v: HashMap<u64, Person>) -> HashMap<u64, Person>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_map_record(v: HashMap<u64, Person>) -> HashMap<u64, Person>;
        /// The same, or an error.
        fn try_map_record(
            v: HashMap<u64, Person>,
            fail: bool,
        ) -> Result<HashMap<u64, Person>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_map_record(index: u32, v: HashMap<u64, Person>) -> bool;
        /// Returns the sample of this number.
        fn sample_map_record(index: u32) -> HashMap<u64, Person>;
        /// Whether it is what is made of these bytes.
        fn is_made_map_record(seed: &[u8], v: HashMap<u64, Person>) -> bool;
        /// Returns what is made of these bytes.
        fn made_map_record(seed: &[u8]) -> HashMap<u64, Person>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_map_record(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_map_record(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_map_record(
            v: HashMap<u64, Person>,
            wait: bool,
        ) -> HashMap<u64, Person>;
        /// Returns all samples.
        fn stream_map_record() -> impl Stream<Item = HashMap<u64, Person>>;
        /// Returns what it was given.
        fn nest_map_record(v: MapRecordNest) -> MapRecordNest;
        /// Returns the `BTreeMap<bool, HashMap<u8, String>>` that it was given.
        fn echo_map_map(
            v: BTreeMap<bool, HashMap<u8, String>>,
        ) -> BTreeMap<bool, HashMap<u8, String>>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_map_map(
            v: BTreeMap<bool, HashMap<u8, String>>,
        ) -> BTreeMap<bool, HashMap<u8, String>>;
        /// The same, or an error.
        fn try_map_map(
            v: BTreeMap<bool, HashMap<u8, String>>,
            fail: bool,
        ) -> Result<BTreeMap<bool, HashMap<u8, String>>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_map_map(index: u32, v: BTreeMap<bool, HashMap<u8, String>>) -> bool;
        /// Returns the sample of this number.
        fn sample_map_map(index: u32) -> BTreeMap<bool, HashMap<u8, String>>;
        /// Whether it is what is made of these bytes.
        fn is_made_map_map(seed: &[u8], v: BTreeMap<bool, HashMap<u8, String>>) -> bool;
        /// Returns what is made of these bytes.
        fn made_map_map(seed: &[u8]) -> BTreeMap<bool, HashMap<u8, String>>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_map_map(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_map_map(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_map_map(
            v: BTreeMap<bool, HashMap<u8, String>>,
            wait: bool,
        ) -> BTreeMap<bool, HashMap<u8, String>>;
        /// Returns all samples.
        fn stream_map_map() -> impl Stream<Item = BTreeMap<bool, HashMap<u8, String>>>;
        /// Returns what it was given.
        fn nest_map_map(v: MapMapNest) -> MapMapNest;
        /// Returns the `HashSet<String>` that it was given.
        fn echo_hash_set(v: HashSet<String>) -> HashSet<String>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_hash_set(v: HashSet<String>) -> HashSet<String>;
        /// The same, or an error.
        fn try_hash_set(
            v: HashSet<String>,
            fail: bool,
        ) -> Result<HashSet<String>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_hash_set(index: u32, v: HashSet<String>) -> bool;
        /// Returns the sample of this number.
        fn sample_hash_set(index: u32) -> HashSet<String>;
        /// Whether it is what is made of these bytes.
        fn is_made_hash_set(seed: &[u8], v: HashSet<String>) -> bool;
        /// Returns what is made of these bytes.
        fn made_hash_set(seed: &[u8]) -> HashSet<String>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_hash_set(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_hash_set(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_hash_set(v: HashSet<String>, wait: bool) -> HashSet<String>;
        /// Returns all samples.
        fn stream_hash_set() -> impl Stream<Item = HashSet<String>>;
        /// Returns what it was given.
        fn nest_hash_set(v: HashSetNest) -> HashSetNest;
        /// Returns the `BTreeSet<i64>` that it was given.
        fn echo_tree_set(v: BTreeSet<i64>) -> BTreeSet<i64>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_tree_set(v: BTreeSet<i64>) -> BTreeSet<i64>;
        /// The same, or an error.
        fn try_tree_set(
            v: BTreeSet<i64>,
            fail: bool,
        ) -> Result<BTreeSet<i64>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_tree_set(index: u32, v: BTreeSet<i64>) -> bool;
        /// Returns the sample of this number.
        fn sample_tree_set(index: u32) -> BTreeSet<i64>;
        /// Whether it is what is made of these bytes.
        fn is_made_tree_set(seed: &[u8], v: BTreeSet<i64>) -> bool;
        /// Returns what is made of these bytes.
        fn made_tree_set(seed: &[u8]) -> BTreeSet<i64>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_tree_set(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_tree_set(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_tree_set(v: BTreeSet<i64>, wait: bool) -> BTreeSet<i64>;
        /// Returns all samples.
        fn stream_tree_set() -> impl Stream<Item = BTreeSet<i64>>;
        /// Returns what it was given.
        fn nest_tree_set(v: TreeSetNest) -> TreeSetNest;
        /// Returns the `HashSet<Colour>` that it was given.
        fn echo_set_colour(v: HashSet<Colour>) -> HashSet<Colour>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_set_colour(v: HashSet<Colour>) -> HashSet<Colour>;
        /// The same, or an error.
        fn try_set_colour(
            v: HashSet<Colour>,
            fail: bool,
        ) -> Result<HashSet<Colour>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_set_colour(index: u32, v: HashSet<Colour>) -> bool;
        /// Returns the sample of this number.
        fn sample_set_colour(index: u32) -> HashSet<Colour>;
        /// Whether it is what is made of these bytes.
        fn is_made_set_colour(seed: &[u8], v: HashSet<Colour>) -> bool;
        /// Returns what is made of these bytes.
        fn made_set_colour(seed: &[u8]) -> HashSet<Colour>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_set_colour(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_set_colour(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_set_colour(v: HashSet<Colour>, wait: bool) -> HashSet<Colour>;
        /// Returns all samples.
        fn stream_set_colour() -> impl Stream<Item = HashSet<Colour>>;
        /// Returns what it was given.
        fn nest_set_colour(v: SetColourNest) -> SetColourNest;
        /// Returns the `BTreeSet<u128>` that it was given.
        fn echo_set_wide(v: BTreeSet<u128>) -> BTreeSet<u128>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_set_wide(v: BTreeSet<u128>) -> BTreeSet<u128>;
        /// The same, or an error.
        fn try_set_wide(
            v: BTreeSet<u128>,
            fail: bool,
        ) -> Result<BTreeSet<u128>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_set_wide(index: u32, v: BTreeSet<u128>) -> bool;
        /// Returns the sample of this number.
        fn sample_set_wide(index: u32) -> BTreeSet<u128>;
        /// Whether it is what is made of these bytes.
        fn is_made_set_wide(seed: &[u8], v: BTreeSet<u128>) -> bool;
        /// Returns what is made of these bytes.
        fn made_set_wide(seed: &[u8]) -> BTreeSet<u128>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_set_wide(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_set_wide(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_set_wide(v: BTreeSet<u128>, wait: bool) -> BTreeSet<u128>;
        /// Returns all samples.
        fn stream_set_wide() -> impl Stream<Item = BTreeSet<u128>>;
        /// Returns what it was given.
        fn nest_set_wide(v: SetWideNest) -> SetWideNest;
        /// Returns the `Duration` that it was given.
        fn echo_duration(v: Duration) -> Duration;
        /// The same as a leaf.
        #[leaf]
        fn leaf_duration(v: Duration) -> Duration;
        /// The same, or an error.
        fn try_duration(v: Duration, fail: bool) -> Result<Duration, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_duration(index: u32, v: Duration) -> bool;
        /// Returns the sample of this number.
        fn sample_duration(index: u32) -> Duration;
        /// Whether it is what is made of these bytes.
        fn is_made_duration(seed: &[u8], v: Duration) -> bool;
        /// Returns what is made of these bytes.
        fn made_duration(seed: &[u8]) -> Duration;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_duration(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_duration(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_duration(v: Duration, wait: bool) -> Duration;
        /// Returns all samples.
        fn stream_duration() -> impl Stream<Item = Duration>;
        /// Gives a value to Go that Go does not have.
        fn give_refused_duration(index: u32) -> Result<(), MatrixError>;
        /// Returns a value that Go does not have.
        fn refused_duration(index: u32) -> Duration;
        /// Returns what it was given.
        fn nest_duration(v: DurationNest) -> DurationNest;
        /// Returns the `SystemTime` that it was given.
        fn echo_time(v: SystemTime) -> SystemTime;
        /// The same as a leaf.
        #[leaf]
        fn leaf_time(v: SystemTime) -> SystemTime;
        /// The same, or an error.
        fn try_time(v: SystemTime, fail: bool) -> Result<SystemTime, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_time(index: u32, v: SystemTime) -> bool;
        /// Returns the sample of this number.
        fn sample_time(index: u32) -> SystemTime;
        /// Whether it is what is made of these bytes.
        fn is_made_time(seed: &[u8], v: SystemTime) -> bool;
        /// Returns what is made of these bytes.
        fn made_time(seed: &[u8]) -> SystemTime;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_time(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_time(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_time(v: SystemTime, wait: bool) -> SystemTime;
        /// Returns all samples.
        fn stream_time() -> impl Stream<Item = SystemTime>;
        /// Returns what it was given.
        fn nest_time(v: TimeNest) -> TimeNest;
        /// Returns the `Point` that it was given.
        fn echo_point(v: Point) -> Point;
        /// The same as a leaf.
        #[leaf]
        fn leaf_point(v: Point) -> Point;
        /// The same, or an error.
        fn try_point(v: Point, fail: bool) -> Result<Point, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_point(index: u32, v: Point) -> bool;
        /// Returns the sample of this number.
        fn sample_point(index: u32) -> Point;
        /// Whether it is what is made of these bytes.
        fn is_made_point(seed: &[u8], v: Point) -> bool;
        /// Returns what is made of these bytes.
        fn made_point(seed: &[u8]) -> Point;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_point(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_point(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_point(v: Point, wait: bool) -> Point;
        /// Returns all samples.
        fn stream_point() -> impl Stream<Item = Point>;
        /// Returns what it was given.
        fn nest_point(v: PointNest) -> PointNest;
        /// Returns the `Plain` that it was given.
        fn echo_plain(v: Plain) -> Plain;
        /// The same as a leaf.
        #[leaf]
        fn leaf_plain(v: Plain) -> Plain;
        /// The same, or an error.
        fn try_plain(v: Plain, fail: bool) -> Result<Plain, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_plain(index: u32, v: Plain) -> bool;
        /// Returns the sample of this number.
        fn sample_plain(index: u32) -> Plain;
        /// Whether it is what is made of these bytes.
        fn is_made_plain(seed: &[u8], v: Plain) -> bool;
        /// Returns what is made of these bytes.
        fn made_plain(seed: &[u8]) -> Plain;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_plain(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_plain(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_plain(v: Plain, wait: bool) -> Plain;
        /// Returns all samples.
        fn stream_plain() -> impl Stream<Item = Plain>;
        /// Returns what it was given.
        fn nest_plain(v: PlainNest) -> PlainNest;
        /// Returns the `Person` that it was given.
        fn echo_person(v: Person) -> Person;
        /// The same as a leaf.
        #[leaf]
        fn leaf_person(v: Person) -> Person;
        /// The same, or an error.
        fn try_person(v: Person, fail: bool) -> Result<Person, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_person(index: u32, v: Person) -> bool;
        /// Returns the sample of this number.
        fn sample_person(index: u32) -> Person;
        /// Whether it is what is made of these bytes.
        fn is_made_person(seed: &[u8], v: Person) -> bool;
        /// Returns what is made of these bytes.
        fn made_person(seed: &[u8]) -> Person;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_person(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_person(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_person(v: Person, wait: bool) -> Person;
        /// Returns all samples.
        fn stream_person() -> impl Stream<Item = Person>;
        /// Returns what it was given.
        fn nest_person(v: PersonNest) -> PersonNest;
        /// Returns the `Deep` that it was given.
        fn echo_deep(v: Deep) -> Deep;
        /// The same as a leaf.
        #[leaf]
        fn leaf_deep(v: Deep) -> Deep;
        /// The same, or an error.
        fn try_deep(v: Deep, fail: bool) -> Result<Deep, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_deep(index: u32, v: Deep) -> bool;
        /// Returns the sample of this number.
        fn sample_deep(index: u32) -> Deep;
        /// Whether it is what is made of these bytes.
        fn is_made_deep(seed: &[u8], v: Deep) -> bool;
        /// Returns what is made of these bytes.
        fn made_deep(seed: &[u8]) -> Deep;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_deep(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_deep(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_deep(v: Deep, wait: bool) -> Deep;
        /// Returns all samples.
        fn stream_deep() -> impl Stream<Item = Deep>;
        /// Returns what it was given.
        fn nest_deep(v: DeepNest) -> DeepNest;
        /// Returns the `Empty` that it was given.
        fn echo_empty(v: Empty) -> Empty;
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty(v: Empty) -> Empty;
        /// The same, or an error.
        fn try_empty(v: Empty, fail: bool) -> Result<Empty, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty(index: u32, v: Empty) -> bool;
        /// Returns the sample of this number.
        fn sample_empty(index: u32) -> Empty;
        /// Whether it is what is made of these bytes.
        fn is_made_empty(seed: &[u8], v: Empty) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty(seed: &[u8]) -> Empty;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty(v: Empty, wait: bool) -> Empty;
        /// Returns all samples.
        fn stream_empty() -> impl Stream<Item = Empty>;
        /// Returns what it was given.
        fn nest_empty(v: EmptyNest) -> EmptyNest;
        /// Returns the `Vec<Empty>` that it was given.
        fn echo_empty_list(v: Vec<Empty>) -> Vec<Empty>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty_list(v: Vec<Empty>) -> Vec<Empty>;
        /// The same, or an error.
        fn try_empty_list(v: Vec<Empty>, fail: bool) -> Result<Vec<Empty>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty_list(index: u32, v: Vec<Empty>) -> bool;
        /// Returns the sample of this number.
        fn sample_empty_list(index: u32) -> Vec<Empty>;
        /// Whether it is what is made of these bytes.
        fn is_made_empty_list(seed: &[u8], v: Vec<Empty>) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty_list(seed: &[u8]) -> Vec<Empty>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty_list(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty_list(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty_list(v: Vec<Empty>, wait: bool) -> Vec<Empty>;
        /// Returns all samples.
        fn stream_empty_list() -> impl Stream<Item = Vec<Empty>>;
        /// Returns what it was given.
        fn nest_empty_list(v: EmptyListNest) -> EmptyListNest;
        /// Returns the `Vec<Empty>` that it was given.
        fn echo_empty_slice(v: &[Empty]) -> Vec<Empty>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty_slice(v: &[Empty]) -> Vec<Empty>;
        /// The same, or an error.
        fn try_empty_slice(v: &[Empty], fail: bool) -> Result<Vec<Empty>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty_slice(index: u32, v: &[Empty]) -> bool;
        /// Returns the sample of this number.
        fn sample_empty_slice(index: u32) -> Vec<Empty>;
        /// Whether it is what is made of these bytes.
        fn is_made_empty_slice(seed: &[u8], v: &[Empty]) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty_slice(seed: &[u8]) -> Vec<Empty>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty_slice(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty_slice(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty_slice(v: &[Empty], wait: bool) -> Vec<Empty>;
        /// Returns all samples.
        fn stream_empty_slice() -> impl Stream<Item = Vec<Empty>>;
        /// Returns the `[Empty; 300]` that it was given.
        fn echo_empty_array(v: [Empty; 300]) -> [Empty; 300];
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty_array(v: [Empty; 300]) -> [Empty; 300];
        /// The same, or an error.
        fn try_empty_array(
            v: [Empty; 300],
            fail: bool,
        ) -> Result<[Empty; 300], MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty_array(index: u32, v: [Empty; 300]) -> bool;
        /// Returns the sample of this number.
        fn sample_empty_array(index: u32) -> [Empty; 300];
        /// Whether it is what is made of these bytes.
        fn is_made_empty_array(seed: &[u8], v: [Empty; 300]) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty_array(seed: &[u8]) -> [Empty; 300];
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty_array(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty_array(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty_array(v: [Empty; 300], wait: bool) -> [Empty; 300];
        /// Returns all samples.
        fn stream_empty_array() -> impl Stream<Item = [Empty; 300]>;
        /// Returns what it was given.
        fn nest_empty_array(v: EmptyArrayNest) -> EmptyArrayNest;
        /// Returns the `(Empty, Empty)` that it was given.
        fn echo_empty_tuple(v: (Empty, Empty)) -> (Empty, Empty);
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty_tuple(v: (Empty, Empty)) -> (Empty, Empty);
        /// The same, or an error.
        fn try_empty_tuple(
            v: (Empty, Empty),
            fail: bool,
        ) -> Result<(Empty, Empty), MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty_tuple(index: u32, v: (Empty, Empty)) -> bool;
        /// Returns the sample of this number.
        fn sample_empty_tuple(index: u32) -> (Empty, Empty);
        /// Whether it is what is made of these bytes.
        fn is_made_empty_tuple(seed: &[u8], v: (Empty, Empty)) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty_tuple(seed: &[u8]) -> (Empty, Empty);
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty_tuple(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty_tuple(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty_tuple(v: (Empty, Empty), wait: bool) -> (Empty, Empty);
        /// Returns all samples.
        fn stream_empty_tuple() -> impl Stream<Item = (Empty, Empty)>;
        /// Returns what it was given.
        fn nest_empty_tuple(v: EmptyTupleNest) -> EmptyTupleNest;
        /// Returns the `Option<Empty>` that it was given.
        fn echo_empty_option(v: Option<Empty>) -> Option<Empty>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty_option(v: Option<Empty>) -> Option<Empty>;
        /// The same, or an error.
        fn try_empty_option(
            v: Option<Empty>,
            fail: bool,
        ) -> Result<Option<Empty>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty_option(index: u32, v: Option<Empty>) -> bool;
        /// Returns the sample of this number.
        fn sample_empty_option(index: u32) -> Option<Empty>;
        /// Whether it is what is made of these bytes.
        fn is_made_empty_option(seed: &[u8], v: Option<Empty>) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty_option(seed: &[u8]) -> Option<Empty>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty_option(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty_option(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty_option(v: Option<Empty>, wait: bool) -> Option<Empty>;
        /// Returns all samples.
        fn stream_empty_option() -> impl Stream<Item = Option<Empty>>;
        /// Returns the `HashMap<String, Empty>` that it was given.
        fn echo_empty_map(v: HashMap<String, Empty>) -> HashMap<String, Empty>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_empty_map(v: HashMap<String, Empty>) -> HashMap<String, Empty>;
        /// The same, or an error.
        fn try_empty_map(
            v: HashMap<String, Empty>,
            fail: bool,
        ) -> Result<HashMap<String, Empty>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_empty_map(index: u32, v: HashMap<String, Empty>) -> bool;
        /// Returns the sample of this number.
        fn sample_empty_map(index: u32) -> HashMap<String, Empty>;
        /// Whether it is what is made of these bytes.
        fn is_made_empty_map(seed: &[u8], v: HashMap<String, Empty>) -> bool;
        /// Returns what is made of these bytes.
        fn made_empty_map(seed: &[u8]) -> HashMap<String, Empty>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_empty_map(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_empty_map(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_empty_map(
            v: HashMap<String, Empty>,
            wait: bool,
        ) -> HashMap<String, Empty>;
        /// Returns all samples.
        fn stream_empty_map() -> impl Stream<Item = HashMap<String, Empty>>;
        /// Returns what it was given.
        fn nest_empty_map(v: EmptyMapNest) -> EmptyMapNest;
        /// Returns the `Hollow` that it was given.
        fn echo_hollow(v: Hollow) -> Hollow;
        /// The same as a leaf.
        #[leaf]
        fn leaf_hollow(v: Hollow) -> Hollow;
        /// The same, or an error.
        fn try_hollow(v: Hollow, fail: bool) -> Result<Hollow, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_hollow(index: u32, v: Hollow) -> bool;
        /// Returns the sample of this number.
        fn sample_hollow(index: u32) -> Hollow;
        /// Whether it is what is made of these bytes.
        fn is_made_hollow(seed: &[u8], v: Hollow) -> bool;
        /// Returns what is made of these bytes.
        fn made_hollow(seed: &[u8]) -> Hollow;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_hollow(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_hollow(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_hollow(v: Hollow, wait: bool) -> Hollow;
        /// Returns all samples.
        fn stream_hollow() -> impl Stream<Item = Hollow>;
        /// Returns what it was given.
        fn nest_hollow(v: HollowNest) -> HollowNest;
        /// Returns the `Vec<Hollow>` that it was given.
        fn echo_hollow_list(v: Vec<Hollow>) -> Vec<Hollow>;
        /// The same as a leaf.
        #[leaf]
        fn leaf_hollow_list(v: Vec<Hollow>) -> Vec<Hollow>;
        /// The same, or an error.
        fn try_hollow_list(
            v: Vec<Hollow>,
            fail: bool,
        ) -> Result<Vec<Hollow>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_hollow_list(index: u32, v: Vec<Hollow>) -> bool;
        /// Returns the sample of this number.
        fn sample_hollow_list(index: u32) -> Vec<Hollow>;
        /// Whether it is what is made of these bytes.
        fn is_made_hollow_list(seed: &[u8], v: Vec<Hollow>) -> bool;
        /// Returns what is made of these bytes.
        fn made_hollow_list(seed: &[u8]) -> Vec<Hollow>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_hollow_list(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_hollow_list(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_hollow_list(v: Vec<Hollow>, wait: bool) -> Vec<Hollow>;
        /// Returns all samples.
        fn stream_hollow_list() -> impl Stream<Item = Vec<Hollow>>;
        /// Returns what it was given.
        fn nest_hollow_list(v: HollowListNest) -> HollowListNest;
        /// Returns the `Colour` that it was given.
        fn echo_colour(v: Colour) -> Colour;
        /// The same as a leaf.
        #[leaf]
        fn leaf_colour(v: Colour) -> Colour;
        /// The same, or an error.
        fn try_colour(v: Colour, fail: bool) -> Result<Colour, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_colour(index: u32, v: Colour) -> bool;
        /// Returns the sample of this number.
        fn sample_colour(index: u32) -> Colour;
        /// Whether it is what is made of these bytes.
        fn is_made_colour(seed: &[u8], v: Colour) -> bool;
        /// Returns what is made of these bytes.
        fn made_colour(seed: &[u8]) -> Colour;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_colour(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_colour(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_colour(v: Colour, wait: bool) -> Colour;
        /// Returns all samples.
        fn stream_colour() -> impl Stream<Item = Colour>;
        /// Returns what it was given.
        fn nest_colour(v: ColourNest) -> ColourNest;
        /// Returns the `Shape` that it was given.
        fn echo_shape(v: Shape) -> Shape;
        /// The same as a leaf.
        #[leaf]
        fn leaf_shape(v: Shape) -> Shape;
        /// The same, or an error.
        fn try_shape(v: Shape, fail: bool) -> Result<Shape, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_shape(index: u32, v: Shape) -> bool;
        /// Returns the sample of this number.
        fn sample_shape(index: u32) -> Shape;
        /// Whether it is what is made of these bytes.
        fn is_made_shape(seed: &[u8], v: Shape) -> bool;
        /// Returns what is made of these bytes.
        fn made_shape(seed: &[u8]) -> Shape;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_shape(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_shape(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_shape(v: Shape, wait: bool) -> Shape;
        /// Returns all samples.
        fn stream_shape() -> impl Stream<Item = Shape>;
        /// Returns what it was given.
        fn nest_shape(v: ShapeNest) -> ShapeNest;
        /// Returns the `Bytes` that it was given.
        fn echo_bytes(v: Bytes) -> Bytes;
        /// The same, or an error.
        fn try_bytes(v: Bytes, fail: bool) -> Result<Bytes, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_bytes(index: u32, v: Bytes) -> bool;
        /// Returns the sample of this number.
        fn sample_bytes(index: u32) -> Bytes;
        /// Whether it is what is made of these bytes.
        fn is_made_bytes(seed: &[u8], v: Bytes) -> bool;
        /// Returns what is made of these bytes.
        fn made_bytes(seed: &[u8]) -> Bytes;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_bytes(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_bytes(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_bytes(v: Bytes, wait: bool) -> Bytes;
        /// Returns the `Secret<[u8]>` that it was given.
        fn echo_secret(v: Secret<[u8]>) -> Secret<[u8]>;
        /// The same, or an error.
        fn try_secret(v: Secret<[u8]>, fail: bool) -> Result<Secret<[u8]>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_secret(index: u32, v: Secret<[u8]>) -> bool;
        /// Returns the sample of this number.
        fn sample_secret(index: u32) -> Secret<[u8]>;
        /// Whether it is what is made of these bytes.
        fn is_made_secret(seed: &[u8], v: Secret<[u8]>) -> bool;
        /// Returns what is made of these bytes.
        fn made_secret(seed: &[u8]) -> Secret<[u8]>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_secret(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_secret(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_secret(v: Secret<[u8]>, wait: bool) -> Secret<[u8]>;
        /// Returns the `Secret<str>` that it was given.
        fn echo_secret_text(v: Secret<str>) -> Secret<str>;
        /// The same, or an error.
        fn try_secret_text(
            v: Secret<str>,
            fail: bool,
        ) -> Result<Secret<str>, MatrixError>;
        /// Whether it is the sample of this number.
        fn is_secret_text(index: u32, v: Secret<str>) -> bool;
        /// Returns the sample of this number.
        fn sample_secret_text(index: u32) -> Secret<str>;
        /// Whether it is what is made of these bytes.
        fn is_made_secret_text(seed: &[u8], v: Secret<str>) -> bool;
        /// Returns what is made of these bytes.
        fn made_secret_text(seed: &[u8]) -> Secret<str>;
        /// Gives the sample of this number to Go, and says whether it comes back; or why it does not, by `how`.
        fn back_secret_text(index: u32, how: i32) -> Result<bool, MatrixError>;
        /// The same for what is made of these bytes.
        fn back_made_secret_text(seed: &[u8]) -> Result<bool, MatrixError>;
        /// Returns it, at once or after a turn of the executor.
        async fn later_secret_text(v: Secret<str>, wait: bool) -> Secret<str>;
    }
    extern "Go" {
        /// Returns the `bool` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_bool(v: bool, how: i32) -> Result<bool>;
        /// Returns the `char` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_char(v: char, how: i32) -> Result<char>;
        /// Returns the `u8` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_u8(v: u8, how: i32) -> Result<u8>;
        /// Returns the `u16` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_u16(v: u16, how: i32) -> Result<u16>;
        /// Returns the `u32` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_u32(v: u32, how: i32) -> Result<u32>;
        /// Returns the `u64` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_u64(v: u64, how: i32) -> Result<u64>;
        /// Returns the `i8` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_i8(v: i8, how: i32) -> Result<i8>;
        /// Returns the `i16` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_i16(v: i16, how: i32) -> Result<i16>;
        /// Returns the `i32` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_i32(v: i32, how: i32) -> Result<i32>;
        /// Returns the `i64` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_i64(v: i64, how: i32) -> Result<i64>;
        /// Returns the `usize` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_usize(v: usize, how: i32) -> Result<usize>;
        /// Returns the `isize` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_isize(v: isize, how: i32) -> Result<isize>;
        /// Returns the `u128` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_u128(v: u128, how: i32) -> Result<u128>;
        /// Returns the `i128` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_i128(v: i128, how: i32) -> Result<i128>;
        /// Returns the `f32` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_f32(v: f32, how: i32) -> Result<f32>;
        /// Returns the `f64` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_f64(v: f64, how: i32) -> Result<f64>;
        /// Returns the `String` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_str(v: &str, how: i32) -> Result<String>;
        /// Returns the `String` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_string(v: String, how: i32) -> Result<String>;
        /// Returns the `Vec<u8>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_u8(v: &[u8], how: i32) -> Result<Vec<u8>>;
        /// Returns the `Vec<u32>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_u32(v: &[u32], how: i32) -> Result<Vec<u32>>;
        /// Returns the `Vec<i16>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_i16(v: &[i16], how: i32) -> Result<Vec<i16>>;
        /// Returns the `Vec<bool>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_bool(v: &[bool], how: i32) -> Result<Vec<bool>>;
        /// Returns the `Vec<char>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_char(v: &[char], how: i32) -> Result<Vec<char>>;
        /// Returns the `Vec<u128>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_u128(v: &[u128], how: i32) -> Result<Vec<u128>>;
        /// Returns the `Vec<Duration>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_duration(v: &[Duration], how: i32) -> Result<Vec<Duration>>;
        /// Returns the `Vec<Colour>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_colour(v: &[Colour], how: i32) -> Result<Vec<Colour>>;
        /// Returns the `Vec<Point>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_point(v: &[Point], how: i32) -> Result<Vec<Point>>;
        /// Returns the `Vec<[u16; 3]>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_rows(v: &[[u16; 3]], how: i32) -> Result<Vec<[u16; 3]>>;
        /// Returns the `Vec<String>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_slice_string(v: &[String], how: i32) -> Result<Vec<String>>;
        /// Returns the `Vec<u8>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_u8(v: Vec<u8>, how: i32) -> Result<Vec<u8>>;
        /// Returns the `Vec<f64>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_f64(v: Vec<f64>, how: i32) -> Result<Vec<f64>>;
        /// Returns the `Vec<bool>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_bool(v: Vec<bool>, how: i32) -> Result<Vec<bool>>;
        /// Returns the `Vec<String>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_string(v: Vec<String>, how: i32) -> Result<Vec<String>>;
        /// Returns the `Vec<Vec<u8>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_vec(v: Vec<Vec<u8>>, how: i32) -> Result<Vec<Vec<u8>>>;
        /// Returns the `Vec<Option<u32>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_option(v: Vec<Option<u32>>, how: i32) -> Result<Vec<Option<u32>>>;
        /// Returns the `Vec<(u8, String)>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_tuple(v: Vec<(u8, String)>, how: i32) -> Result<Vec<(u8, String)>>;
        /// Returns the `Vec<Shape>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_shape(v: Vec<Shape>, how: i32) -> Result<Vec<Shape>>;
        /// Returns the `Vec<Plain>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_plain(v: Vec<Plain>, how: i32) -> Result<Vec<Plain>>;
        /// Returns the `Vec<SystemTime>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_vec_time(v: Vec<SystemTime>, how: i32) -> Result<Vec<SystemTime>>;
        /// Returns the `[u8; 32]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_u8(v: [u8; 32], how: i32) -> Result<[u8; 32]>;
        /// Returns the `[[u16; 3]; 2]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_grid(v: [[u16; 3]; 2], how: i32) -> Result<[[u16; 3]; 2]>;
        /// Returns the `[String; 2]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_string(v: [String; 2], how: i32) -> Result<[String; 2]>;
        /// Returns the `[Option<u8>; 3]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_option(v: [Option<u8>; 3], how: i32) -> Result<[Option<u8>; 3]>;
        /// Returns the `[i128; 2]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_wide(v: [i128; 2], how: i32) -> Result<[i128; 2]>;
        /// Returns the `[Duration; 2]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_duration(v: [Duration; 2], how: i32) -> Result<[Duration; 2]>;
        /// Returns the `[Point; 2]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_point(v: [Point; 2], how: i32) -> Result<[Point; 2]>;
        /// Returns the `[bool; 1]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_array_one(v: [bool; 1], how: i32) -> Result<[bool; 1]>;
        /// Returns the `Option<u32>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_u32(v: Option<u32>, how: i32) -> Result<Option<u32>>;
        /// Returns the `Option<char>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_char(v: Option<char>, how: i32) -> Result<Option<char>>;
        /// Returns the `Option<String>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_string(v: Option<String>, how: i32) -> Result<Option<String>>;
        /// Returns the `Option<Vec<u8>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_vec(v: Option<Vec<u8>>, how: i32) -> Result<Option<Vec<u8>>>;
        /// Returns the `Option<HashMap<u8, String>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_map(
            v: Option<HashMap<u8, String>>,
            how: i32,
        ) -> Result<Option<HashMap<u8, String>>>;
        /// Returns the `Option<BTreeSet<i64>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_set(
            v: Option<BTreeSet<i64>>,
            how: i32,
        ) -> Result<Option<BTreeSet<i64>>>;
        /// Returns the `Option<[u8; 4]>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_array(v: Option<[u8; 4]>, how: i32) -> Result<Option<[u8; 4]>>;
        /// Returns the `Option<(u8, String)>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_tuple(
            v: Option<(u8, String)>,
            how: i32,
        ) -> Result<Option<(u8, String)>>;
        /// Returns the `Option<Duration>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_duration(v: Option<Duration>, how: i32) -> Result<Option<Duration>>;
        /// Returns the `Option<Colour>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_colour(v: Option<Colour>, how: i32) -> Result<Option<Colour>>;
        /// Returns the `Option<Point>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_point(v: Option<Point>, how: i32) -> Result<Option<Point>>;
        /// Returns the `Option<Shape>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_option_shape(v: Option<Shape>, how: i32) -> Result<Option<Shape>>;
        /// Returns the `(u8, String)` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tuple2(v: (u8, String), how: i32) -> Result<(u8, String)>;
        /// Returns the `(u8, String, bool)` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tuple3(v: (u8, String, bool), how: i32) -> Result<(u8, String, bool)>;
        /// Returns the `(f32, i64, char, [u8; 2])` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tuple4(
            v: (f32, i64, char, [u8; 2]),
            how: i32,
        ) -> Result<(f32, i64, char, [u8; 2])>;
        /// Returns the `(u128, Duration, Colour, Vec<u8>, Option<bool>)` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tuple5(
            v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
            how: i32,
        ) -> Result<(u128, Duration, Colour, Vec<u8>, Option<bool>)>;
        /// Returns the `(u8, u16, u32, u64, (bool, String), Point)` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tuple6(
            v: (u8, u16, u32, u64, (bool, String), Point),
            how: i32,
        ) -> Result<(u8, u16, u32, u64, (bool, String), Point)>;
        /// Returns the `HashMap<String, u32>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_hash_map(
            v: HashMap<String, u32>,
            how: i32,
        ) -> Result<HashMap<String, u32>>;
        /// Returns the `BTreeMap<Colour, Vec<String>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tree_map(
            v: BTreeMap<Colour, Vec<String>>,
            how: i32,
        ) -> Result<BTreeMap<Colour, Vec<String>>>;
        /// Returns the `HashMap<char, bool>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_map_char(v: HashMap<char, bool>, how: i32) -> Result<HashMap<char, bool>>;
        /// Returns the `BTreeMap<i128, [u8; 2]>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_map_wide(
            v: BTreeMap<i128, [u8; 2]>,
            how: i32,
        ) -> Result<BTreeMap<i128, [u8; 2]>>;
        /// Returns the `HashMap<u64, Person>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_map_record(
            v: HashMap<u64, Person>,
            how: i32,
        ) -> Result<HashMap<u64, Person>>;
        /// Returns the `BTreeMap<bool, HashMap<u8, String>>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_map_map(
            v: BTreeMap<bool, HashMap<u8, String>>,
            how: i32,
        ) -> Result<BTreeMap<bool, HashMap<u8, String>>>;
        /// Returns the `HashSet<String>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_hash_set(v: HashSet<String>, how: i32) -> Result<HashSet<String>>;
        /// Returns the `BTreeSet<i64>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_tree_set(v: BTreeSet<i64>, how: i32) -> Result<BTreeSet<i64>>;
        /// Returns the `HashSet<Colour>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_set_colour(v: HashSet<Colour>, how: i32) -> Result<HashSet<Colour>>;
        /// Returns the `BTreeSet<u128>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_set_wide(v: BTreeSet<u128>, how: i32) -> Result<BTreeSet<u128>>;
        /// Returns the `Duration` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_duration(v: Duration, how: i32) -> Result<Duration>;
        /// Returns the `SystemTime` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_time(v: SystemTime, how: i32) -> Result<SystemTime>;
        /// Returns the `Point` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_point(v: Point, how: i32) -> Result<Point>;
        /// Returns the `Plain` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_plain(v: Plain, how: i32) -> Result<Plain>;
        /// Returns the `Person` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_person(v: Person, how: i32) -> Result<Person>;
        /// Returns the `Deep` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_deep(v: Deep, how: i32) -> Result<Deep>;
        /// Returns the `Empty` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty(v: Empty, how: i32) -> Result<Empty>;
        /// Returns the `Vec<Empty>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty_list(v: Vec<Empty>, how: i32) -> Result<Vec<Empty>>;
        /// Returns the `Vec<Empty>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty_slice(v: &[Empty], how: i32) -> Result<Vec<Empty>>;
        /// Returns the `[Empty; 300]` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty_array(v: [Empty; 300], how: i32) -> Result<[Empty; 300]>;
        /// Returns the `(Empty, Empty)` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty_tuple(v: (Empty, Empty), how: i32) -> Result<(Empty, Empty)>;
        /// Returns the `Option<Empty>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty_option(v: Option<Empty>, how: i32) -> Result<Option<Empty>>;
        /// Returns the `HashMap<String, Empty>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_empty_map(
            v: HashMap<String, Empty>,
            how: i32,
        ) -> Result<HashMap<String, Empty>>;
        /// Returns the `Hollow` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_hollow(v: Hollow, how: i32) -> Result<Hollow>;
        /// Returns the `Vec<Hollow>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_hollow_list(v: Vec<Hollow>, how: i32) -> Result<Vec<Hollow>>;
        /// Returns the `Colour` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_colour(v: Colour, how: i32) -> Result<Colour>;
        /// Returns the `Shape` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_shape(v: Shape, how: i32) -> Result<Shape>;
        /// Returns the `Bytes` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_bytes(v: Bytes, how: i32) -> Result<Bytes>;
        /// Returns the `Secret<[u8]>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_secret(v: Secret<[u8]>, how: i32) -> Result<Secret<[u8]>>;
        /// Returns the `Secret<str>` that it was given; or fails, or returns a value that Rust does not have, by `how`.
        fn go_secret_text(v: Secret<str>, how: i32) -> Result<Secret<str>>;
    }
}
/// What tells Go to return what it gets.
const ECHO: i32 = -1;
fn failed(error: GoError) -> MatrixError {
    MatrixError::Go {
        error: error.to_string(),
    }
}
fn echo_bool(v: bool) -> bool {
    v
}
fn try_bool(v: bool, fail: bool) -> Result<bool, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_bool() -> Vec<bool> {
    vec![false, true]
}
fn is_bool(index: u32, v: bool) -> bool {
    let (a, b): (bool, bool) = (sample_bool(index), v);
    a == b
}
fn sample_bool(index: u32) -> bool {
    samples_bool().swap_remove(index as usize)
}
fn is_made_bool(seed: &[u8], v: bool) -> bool {
    let (a, b): (bool, bool) = (made(seed), v);
    a == b
}
fn made_bool(seed: &[u8]) -> bool {
    made(seed)
}
async fn later_bool(v: bool, wait: bool) -> bool {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_bool(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_bool(index);
    let b = go_bool(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_bool(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_bool(seed);
    let b = go_bool(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_bool() -> impl Stream<Item = bool> + Send + 'static {
    stream::iter(samples_bool())
}
fn leaf_bool(v: bool) -> bool {
    v
}
fn nest_bool(v: BoolNest) -> BoolNest {
    v
}
fn echo_char(v: char) -> char {
    v
}
fn try_char(v: char, fail: bool) -> Result<char, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_char() -> Vec<char> {
    vec!['a', '\0', 'é', '\u{10ffff}', '\u{d7ff}', '\u{e000}']
}
fn is_char(index: u32, v: char) -> bool {
    let (a, b): (char, char) = (sample_char(index), v);
    a == b
}
fn sample_char(index: u32) -> char {
    samples_char().swap_remove(index as usize)
}
fn is_made_char(seed: &[u8], v: char) -> bool {
    let (a, b): (char, char) = (made(seed), v);
    a == b
}
fn made_char(seed: &[u8]) -> char {
    made(seed)
}
async fn later_char(v: char, wait: bool) -> char {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_char(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_char(index);
    let b = go_char(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_char(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_char(seed);
    let b = go_char(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_char() -> impl Stream<Item = char> + Send + 'static {
    stream::iter(samples_char())
}
fn leaf_char(v: char) -> char {
    v
}
fn nest_char(v: CharNest) -> CharNest {
    v
}
fn echo_u8(v: u8) -> u8 {
    v
}
fn try_u8(v: u8, fail: bool) -> Result<u8, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_u8() -> Vec<u8> {
    vec![0, 1, 255]
}
fn is_u8(index: u32, v: u8) -> bool {
    let (a, b): (u8, u8) = (sample_u8(index), v);
    a == b
}
fn sample_u8(index: u32) -> u8 {
    samples_u8().swap_remove(index as usize)
}
fn is_made_u8(seed: &[u8], v: u8) -> bool {
    let (a, b): (u8, u8) = (made(seed), v);
    a == b
}
fn made_u8(seed: &[u8]) -> u8 {
    made(seed)
}
async fn later_u8(v: u8, wait: bool) -> u8 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_u8(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_u8(index);
    let b = go_u8(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_u8(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_u8(seed);
    let b = go_u8(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_u8() -> impl Stream<Item = u8> + Send + 'static {
    stream::iter(samples_u8())
}
fn leaf_u8(v: u8) -> u8 {
    v
}
fn nest_u8(v: U8Nest) -> U8Nest {
    v
}
fn echo_u16(v: u16) -> u16 {
    v
}
fn try_u16(v: u16, fail: bool) -> Result<u16, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_u16() -> Vec<u16> {
    vec![0, 1, 65535]
}
fn is_u16(index: u32, v: u16) -> bool {
    let (a, b): (u16, u16) = (sample_u16(index), v);
    a == b
}
fn sample_u16(index: u32) -> u16 {
    samples_u16().swap_remove(index as usize)
}
fn is_made_u16(seed: &[u8], v: u16) -> bool {
    let (a, b): (u16, u16) = (made(seed), v);
    a == b
}
fn made_u16(seed: &[u8]) -> u16 {
    made(seed)
}
async fn later_u16(v: u16, wait: bool) -> u16 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_u16(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_u16(index);
    let b = go_u16(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_u16(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_u16(seed);
    let b = go_u16(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_u16() -> impl Stream<Item = u16> + Send + 'static {
    stream::iter(samples_u16())
}
fn leaf_u16(v: u16) -> u16 {
    v
}
fn nest_u16(v: U16Nest) -> U16Nest {
    v
}
fn echo_u32(v: u32) -> u32 {
    v
}
fn try_u32(v: u32, fail: bool) -> Result<u32, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_u32() -> Vec<u32> {
    vec![0, 1, 4294967295]
}
fn is_u32(index: u32, v: u32) -> bool {
    let (a, b): (u32, u32) = (sample_u32(index), v);
    a == b
}
fn sample_u32(index: u32) -> u32 {
    samples_u32().swap_remove(index as usize)
}
fn is_made_u32(seed: &[u8], v: u32) -> bool {
    let (a, b): (u32, u32) = (made(seed), v);
    a == b
}
fn made_u32(seed: &[u8]) -> u32 {
    made(seed)
}
async fn later_u32(v: u32, wait: bool) -> u32 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_u32(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_u32(index);
    let b = go_u32(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_u32(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_u32(seed);
    let b = go_u32(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_u32() -> impl Stream<Item = u32> + Send + 'static {
    stream::iter(samples_u32())
}
fn leaf_u32(v: u32) -> u32 {
    v
}
fn nest_u32(v: U32Nest) -> U32Nest {
    v
}
fn echo_u64(v: u64) -> u64 {
    v
}
fn try_u64(v: u64, fail: bool) -> Result<u64, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_u64() -> Vec<u64> {
    vec![0, 1, 9223372036854775808, 18446744073709551615]
}
fn is_u64(index: u32, v: u64) -> bool {
    let (a, b): (u64, u64) = (sample_u64(index), v);
    a == b
}
fn sample_u64(index: u32) -> u64 {
    samples_u64().swap_remove(index as usize)
}
fn is_made_u64(seed: &[u8], v: u64) -> bool {
    let (a, b): (u64, u64) = (made(seed), v);
    a == b
}
fn made_u64(seed: &[u8]) -> u64 {
    made(seed)
}
async fn later_u64(v: u64, wait: bool) -> u64 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_u64(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_u64(index);
    let b = go_u64(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_u64(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_u64(seed);
    let b = go_u64(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_u64() -> impl Stream<Item = u64> + Send + 'static {
    stream::iter(samples_u64())
}
fn leaf_u64(v: u64) -> u64 {
    v
}
fn nest_u64(v: U64Nest) -> U64Nest {
    v
}
fn echo_i8(v: i8) -> i8 {
    v
}
fn try_i8(v: i8, fail: bool) -> Result<i8, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_i8() -> Vec<i8> {
    vec![- 128, - 1, 0, 127]
}
fn is_i8(index: u32, v: i8) -> bool {
    let (a, b): (i8, i8) = (sample_i8(index), v);
    a == b
}
fn sample_i8(index: u32) -> i8 {
    samples_i8().swap_remove(index as usize)
}
fn is_made_i8(seed: &[u8], v: i8) -> bool {
    let (a, b): (i8, i8) = (made(seed), v);
    a == b
}
fn made_i8(seed: &[u8]) -> i8 {
    made(seed)
}
async fn later_i8(v: i8, wait: bool) -> i8 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_i8(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_i8(index);
    let b = go_i8(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_i8(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_i8(seed);
    let b = go_i8(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_i8() -> impl Stream<Item = i8> + Send + 'static {
    stream::iter(samples_i8())
}
fn leaf_i8(v: i8) -> i8 {
    v
}
fn nest_i8(v: I8Nest) -> I8Nest {
    v
}
fn echo_i16(v: i16) -> i16 {
    v
}
fn try_i16(v: i16, fail: bool) -> Result<i16, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_i16() -> Vec<i16> {
    vec![- 32768, - 1, 0, 32767]
}
fn is_i16(index: u32, v: i16) -> bool {
    let (a, b): (i16, i16) = (sample_i16(index), v);
    a == b
}
fn sample_i16(index: u32) -> i16 {
    samples_i16().swap_remove(index as usize)
}
fn is_made_i16(seed: &[u8], v: i16) -> bool {
    let (a, b): (i16, i16) = (made(seed), v);
    a == b
}
fn made_i16(seed: &[u8]) -> i16 {
    made(seed)
}
async fn later_i16(v: i16, wait: bool) -> i16 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_i16(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_i16(index);
    let b = go_i16(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_i16(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_i16(seed);
    let b = go_i16(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_i16() -> impl Stream<Item = i16> + Send + 'static {
    stream::iter(samples_i16())
}
fn leaf_i16(v: i16) -> i16 {
    v
}
fn nest_i16(v: I16Nest) -> I16Nest {
    v
}
fn echo_i32(v: i32) -> i32 {
    v
}
fn try_i32(v: i32, fail: bool) -> Result<i32, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_i32() -> Vec<i32> {
    vec![- 2147483648, - 1, 0, 2147483647]
}
fn is_i32(index: u32, v: i32) -> bool {
    let (a, b): (i32, i32) = (sample_i32(index), v);
    a == b
}
fn sample_i32(index: u32) -> i32 {
    samples_i32().swap_remove(index as usize)
}
fn is_made_i32(seed: &[u8], v: i32) -> bool {
    let (a, b): (i32, i32) = (made(seed), v);
    a == b
}
fn made_i32(seed: &[u8]) -> i32 {
    made(seed)
}
async fn later_i32(v: i32, wait: bool) -> i32 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_i32(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_i32(index);
    let b = go_i32(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_i32(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_i32(seed);
    let b = go_i32(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_i32() -> impl Stream<Item = i32> + Send + 'static {
    stream::iter(samples_i32())
}
fn leaf_i32(v: i32) -> i32 {
    v
}
fn nest_i32(v: I32Nest) -> I32Nest {
    v
}
fn echo_i64(v: i64) -> i64 {
    v
}
fn try_i64(v: i64, fail: bool) -> Result<i64, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_i64() -> Vec<i64> {
    vec![- 9223372036854775808, - 1, 0, 9223372036854775807]
}
fn is_i64(index: u32, v: i64) -> bool {
    let (a, b): (i64, i64) = (sample_i64(index), v);
    a == b
}
fn sample_i64(index: u32) -> i64 {
    samples_i64().swap_remove(index as usize)
}
fn is_made_i64(seed: &[u8], v: i64) -> bool {
    let (a, b): (i64, i64) = (made(seed), v);
    a == b
}
fn made_i64(seed: &[u8]) -> i64 {
    made(seed)
}
async fn later_i64(v: i64, wait: bool) -> i64 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_i64(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_i64(index);
    let b = go_i64(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_i64(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_i64(seed);
    let b = go_i64(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_i64() -> impl Stream<Item = i64> + Send + 'static {
    stream::iter(samples_i64())
}
fn leaf_i64(v: i64) -> i64 {
    v
}
fn nest_i64(v: I64Nest) -> I64Nest {
    v
}
fn echo_usize(v: usize) -> usize {
    v
}
fn try_usize(v: usize, fail: bool) -> Result<usize, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_usize() -> Vec<usize> {
    vec![0, 1, 18446744073709551615]
}
fn is_usize(index: u32, v: usize) -> bool {
    let (a, b): (usize, usize) = (sample_usize(index), v);
    a == b
}
fn sample_usize(index: u32) -> usize {
    samples_usize().swap_remove(index as usize)
}
fn is_made_usize(seed: &[u8], v: usize) -> bool {
    let (a, b): (usize, usize) = (made(seed), v);
    a == b
}
fn made_usize(seed: &[u8]) -> usize {
    made(seed)
}
async fn later_usize(v: usize, wait: bool) -> usize {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_usize(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_usize(index);
    let b = go_usize(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_usize(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_usize(seed);
    let b = go_usize(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_usize() -> impl Stream<Item = usize> + Send + 'static {
    stream::iter(samples_usize())
}
fn leaf_usize(v: usize) -> usize {
    v
}
fn nest_usize(v: UsizeNest) -> UsizeNest {
    v
}
fn echo_isize(v: isize) -> isize {
    v
}
fn try_isize(v: isize, fail: bool) -> Result<isize, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_isize() -> Vec<isize> {
    vec![- 9223372036854775808, - 1, 0, 9223372036854775807]
}
fn is_isize(index: u32, v: isize) -> bool {
    let (a, b): (isize, isize) = (sample_isize(index), v);
    a == b
}
fn sample_isize(index: u32) -> isize {
    samples_isize().swap_remove(index as usize)
}
fn is_made_isize(seed: &[u8], v: isize) -> bool {
    let (a, b): (isize, isize) = (made(seed), v);
    a == b
}
fn made_isize(seed: &[u8]) -> isize {
    made(seed)
}
async fn later_isize(v: isize, wait: bool) -> isize {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_isize(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_isize(index);
    let b = go_isize(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_isize(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_isize(seed);
    let b = go_isize(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_isize() -> impl Stream<Item = isize> + Send + 'static {
    stream::iter(samples_isize())
}
fn leaf_isize(v: isize) -> isize {
    v
}
fn nest_isize(v: IsizeNest) -> IsizeNest {
    v
}
fn echo_u128(v: u128) -> u128 {
    v
}
fn try_u128(v: u128, fail: bool) -> Result<u128, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_u128() -> Vec<u128> {
    vec![0, 1, 1 << 64, u128::MAX]
}
fn is_u128(index: u32, v: u128) -> bool {
    let (a, b): (u128, u128) = (sample_u128(index), v);
    a == b
}
fn sample_u128(index: u32) -> u128 {
    samples_u128().swap_remove(index as usize)
}
fn is_made_u128(seed: &[u8], v: u128) -> bool {
    let (a, b): (u128, u128) = (made(seed), v);
    a == b
}
fn made_u128(seed: &[u8]) -> u128 {
    made(seed)
}
async fn later_u128(v: u128, wait: bool) -> u128 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_u128(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_u128(index);
    let b = go_u128(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_u128(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_u128(seed);
    let b = go_u128(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_u128() -> impl Stream<Item = u128> + Send + 'static {
    stream::iter(samples_u128())
}
fn leaf_u128(v: u128) -> u128 {
    v
}
fn nest_u128(v: U128Nest) -> U128Nest {
    v
}
fn echo_i128(v: i128) -> i128 {
    v
}
fn try_i128(v: i128, fail: bool) -> Result<i128, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_i128() -> Vec<i128> {
    vec![0, - 1, i128::MIN, i128::MAX]
}
fn is_i128(index: u32, v: i128) -> bool {
    let (a, b): (i128, i128) = (sample_i128(index), v);
    a == b
}
fn sample_i128(index: u32) -> i128 {
    samples_i128().swap_remove(index as usize)
}
fn is_made_i128(seed: &[u8], v: i128) -> bool {
    let (a, b): (i128, i128) = (made(seed), v);
    a == b
}
fn made_i128(seed: &[u8]) -> i128 {
    made(seed)
}
async fn later_i128(v: i128, wait: bool) -> i128 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_i128(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_i128(index);
    let b = go_i128(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_i128(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_i128(seed);
    let b = go_i128(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_i128() -> impl Stream<Item = i128> + Send + 'static {
    stream::iter(samples_i128())
}
fn leaf_i128(v: i128) -> i128 {
    v
}
fn nest_i128(v: I128Nest) -> I128Nest {
    v
}
fn echo_f32(v: f32) -> f32 {
    v
}
fn try_f32(v: f32, fail: bool) -> Result<f32, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_f32() -> Vec<f32> {
    vec![
        0.0, - 0.5, f32::MAX, f32::INFINITY, f32::from_bits(1), - 0.0,
        f32::from_bits(0x7fc00001)
    ]
}
fn is_f32(index: u32, v: f32) -> bool {
    let (a, b): (f32, f32) = (sample_f32(index), v);
    a.to_bits() == b.to_bits()
}
fn sample_f32(index: u32) -> f32 {
    samples_f32().swap_remove(index as usize)
}
fn is_made_f32(seed: &[u8], v: f32) -> bool {
    let (a, b): (f32, f32) = (made(seed), v);
    a.to_bits() == b.to_bits()
}
fn made_f32(seed: &[u8]) -> f32 {
    made(seed)
}
async fn later_f32(v: f32, wait: bool) -> f32 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_f32(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_f32(index);
    let b = go_f32(a.clone(), how).map_err(failed)?;
    Ok(a.to_bits() == b.to_bits())
}
fn back_made_f32(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_f32(seed);
    let b = go_f32(a.clone(), ECHO).map_err(failed)?;
    Ok(a.to_bits() == b.to_bits())
}
fn stream_f32() -> impl Stream<Item = f32> + Send + 'static {
    stream::iter(samples_f32())
}
fn leaf_f32(v: f32) -> f32 {
    v
}
fn nest_f32(v: F32Nest) -> F32Nest {
    v
}
fn echo_f64(v: f64) -> f64 {
    v
}
fn try_f64(v: f64, fail: bool) -> Result<f64, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_f64() -> Vec<f64> {
    vec![
        0.0, - 0.5, std::f64::consts::PI, f64::MAX, f64::NEG_INFINITY, f64::from_bits(1),
        - 0.0, f64::from_bits(0x7ff8000000000001)
    ]
}
fn is_f64(index: u32, v: f64) -> bool {
    let (a, b): (f64, f64) = (sample_f64(index), v);
    a.to_bits() == b.to_bits()
}
fn sample_f64(index: u32) -> f64 {
    samples_f64().swap_remove(index as usize)
}
fn is_made_f64(seed: &[u8], v: f64) -> bool {
    let (a, b): (f64, f64) = (made(seed), v);
    a.to_bits() == b.to_bits()
}
fn made_f64(seed: &[u8]) -> f64 {
    made(seed)
}
async fn later_f64(v: f64, wait: bool) -> f64 {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_f64(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_f64(index);
    let b = go_f64(a.clone(), how).map_err(failed)?;
    Ok(a.to_bits() == b.to_bits())
}
fn back_made_f64(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_f64(seed);
    let b = go_f64(a.clone(), ECHO).map_err(failed)?;
    Ok(a.to_bits() == b.to_bits())
}
fn stream_f64() -> impl Stream<Item = f64> + Send + 'static {
    stream::iter(samples_f64())
}
fn leaf_f64(v: f64) -> f64 {
    v
}
fn nest_f64(v: F64Nest) -> F64Nest {
    v
}
fn echo_str(v: &str) -> String {
    v.to_owned()
}
fn try_str(v: &str, fail: bool) -> Result<String, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_owned()) }
}
fn samples_str() -> Vec<String> {
    vec!["".into(), "a".into(), "héllo".into(), "\0".into(), "wörld ".repeat(10_000)]
}
fn is_str(index: u32, v: &str) -> bool {
    let (a, b): (String, String) = (sample_str(index), v.to_owned());
    a == b
}
fn sample_str(index: u32) -> String {
    samples_str().swap_remove(index as usize)
}
fn is_made_str(seed: &[u8], v: &str) -> bool {
    let (a, b): (String, String) = (made(seed), v.to_owned());
    a == b
}
fn made_str(seed: &[u8]) -> String {
    made(seed)
}
async fn later_str(v: &str, wait: bool) -> String {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_owned()
}
fn back_str(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_str(index);
    let b = go_str(a.as_str(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_str(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_str(seed);
    let b = go_str(a.as_str(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_str() -> impl Stream<Item = String> + Send + 'static {
    stream::iter(samples_str())
}
fn leaf_str(v: &str) -> String {
    v.to_owned()
}
fn echo_string(v: String) -> String {
    v
}
fn try_string(v: String, fail: bool) -> Result<String, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_string() -> Vec<String> {
    vec!["".into(), "𝄞 clef".into(), "a".repeat(4096), "b".repeat(4097)]
}
fn is_string(index: u32, v: String) -> bool {
    let (a, b): (String, String) = (sample_string(index), v);
    a == b
}
fn sample_string(index: u32) -> String {
    samples_string().swap_remove(index as usize)
}
fn is_made_string(seed: &[u8], v: String) -> bool {
    let (a, b): (String, String) = (made(seed), v);
    a == b
}
fn made_string(seed: &[u8]) -> String {
    made(seed)
}
async fn later_string(v: String, wait: bool) -> String {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_string(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_string(index);
    let b = go_string(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_string(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_string(seed);
    let b = go_string(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_string() -> impl Stream<Item = String> + Send + 'static {
    stream::iter(samples_string())
}
fn leaf_string(v: String) -> String {
    v
}
fn nest_string(v: StringNest) -> StringNest {
    v
}
fn echo_slice_u8(v: &[u8]) -> Vec<u8> {
    v.to_vec()
}
fn try_slice_u8(v: &[u8], fail: bool) -> Result<Vec<u8>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_u8() -> Vec<Vec<u8>> {
    vec![vec![], vec![], vec![0, 255], vec![7; 4096], vec![7; 4097], vec![7; 3 << 20]]
}
fn is_slice_u8(index: u32, v: &[u8]) -> bool {
    let (a, b): (Vec<u8>, Vec<u8>) = (sample_slice_u8(index), v.to_vec());
    a == b
}
fn sample_slice_u8(index: u32) -> Vec<u8> {
    samples_slice_u8().swap_remove(index as usize)
}
fn is_made_slice_u8(seed: &[u8], v: &[u8]) -> bool {
    let (a, b): (Vec<u8>, Vec<u8>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_u8(seed: &[u8]) -> Vec<u8> {
    made(seed)
}
async fn later_slice_u8(v: &[u8], wait: bool) -> Vec<u8> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_u8(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_u8(index);
    let b = go_slice_u8(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_u8(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_u8(seed);
    let b = go_slice_u8(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_u8() -> impl Stream<Item = Vec<u8>> + Send + 'static {
    stream::iter(samples_slice_u8())
}
fn leaf_slice_u8(v: &[u8]) -> Vec<u8> {
    v.to_vec()
}
fn echo_slice_u32(v: &[u32]) -> Vec<u32> {
    v.to_vec()
}
fn try_slice_u32(v: &[u32], fail: bool) -> Result<Vec<u32>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_u32() -> Vec<Vec<u32>> {
    vec![vec![], vec![1, 2, u32::MAX]]
}
fn is_slice_u32(index: u32, v: &[u32]) -> bool {
    let (a, b): (Vec<u32>, Vec<u32>) = (sample_slice_u32(index), v.to_vec());
    a == b
}
fn sample_slice_u32(index: u32) -> Vec<u32> {
    samples_slice_u32().swap_remove(index as usize)
}
fn is_made_slice_u32(seed: &[u8], v: &[u32]) -> bool {
    let (a, b): (Vec<u32>, Vec<u32>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_u32(seed: &[u8]) -> Vec<u32> {
    made(seed)
}
async fn later_slice_u32(v: &[u32], wait: bool) -> Vec<u32> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_u32(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_u32(index);
    let b = go_slice_u32(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_u32(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_u32(seed);
    let b = go_slice_u32(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_u32() -> impl Stream<Item = Vec<u32>> + Send + 'static {
    stream::iter(samples_slice_u32())
}
fn leaf_slice_u32(v: &[u32]) -> Vec<u32> {
    v.to_vec()
}
fn echo_slice_i16(v: &[i16]) -> Vec<i16> {
    v.to_vec()
}
fn try_slice_i16(v: &[i16], fail: bool) -> Result<Vec<i16>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_i16() -> Vec<Vec<i16>> {
    vec![vec![- 1; 5000]]
}
fn is_slice_i16(index: u32, v: &[i16]) -> bool {
    let (a, b): (Vec<i16>, Vec<i16>) = (sample_slice_i16(index), v.to_vec());
    a == b
}
fn sample_slice_i16(index: u32) -> Vec<i16> {
    samples_slice_i16().swap_remove(index as usize)
}
fn is_made_slice_i16(seed: &[u8], v: &[i16]) -> bool {
    let (a, b): (Vec<i16>, Vec<i16>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_i16(seed: &[u8]) -> Vec<i16> {
    made(seed)
}
async fn later_slice_i16(v: &[i16], wait: bool) -> Vec<i16> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_i16(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_i16(index);
    let b = go_slice_i16(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_i16(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_i16(seed);
    let b = go_slice_i16(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_i16() -> impl Stream<Item = Vec<i16>> + Send + 'static {
    stream::iter(samples_slice_i16())
}
fn leaf_slice_i16(v: &[i16]) -> Vec<i16> {
    v.to_vec()
}
fn echo_slice_bool(v: &[bool]) -> Vec<bool> {
    v.to_vec()
}
fn try_slice_bool(v: &[bool], fail: bool) -> Result<Vec<bool>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_bool() -> Vec<Vec<bool>> {
    vec![vec![], vec![true, false, true]]
}
fn is_slice_bool(index: u32, v: &[bool]) -> bool {
    let (a, b): (Vec<bool>, Vec<bool>) = (sample_slice_bool(index), v.to_vec());
    a == b
}
fn sample_slice_bool(index: u32) -> Vec<bool> {
    samples_slice_bool().swap_remove(index as usize)
}
fn is_made_slice_bool(seed: &[u8], v: &[bool]) -> bool {
    let (a, b): (Vec<bool>, Vec<bool>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_bool(seed: &[u8]) -> Vec<bool> {
    made(seed)
}
async fn later_slice_bool(v: &[bool], wait: bool) -> Vec<bool> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_bool(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_bool(index);
    let b = go_slice_bool(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_bool(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_bool(seed);
    let b = go_slice_bool(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_bool() -> impl Stream<Item = Vec<bool>> + Send + 'static {
    stream::iter(samples_slice_bool())
}
fn leaf_slice_bool(v: &[bool]) -> Vec<bool> {
    v.to_vec()
}
fn echo_slice_char(v: &[char]) -> Vec<char> {
    v.to_vec()
}
fn try_slice_char(v: &[char], fail: bool) -> Result<Vec<char>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_char() -> Vec<Vec<char>> {
    vec![vec![], vec!['h', 'é']]
}
fn is_slice_char(index: u32, v: &[char]) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (sample_slice_char(index), v.to_vec());
    a == b
}
fn sample_slice_char(index: u32) -> Vec<char> {
    samples_slice_char().swap_remove(index as usize)
}
fn is_made_slice_char(seed: &[u8], v: &[char]) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_char(seed: &[u8]) -> Vec<char> {
    made(seed)
}
async fn later_slice_char(v: &[char], wait: bool) -> Vec<char> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_char(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_char(index);
    let b = go_slice_char(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_char(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_char(seed);
    let b = go_slice_char(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_char() -> impl Stream<Item = Vec<char>> + Send + 'static {
    stream::iter(samples_slice_char())
}
fn leaf_slice_char(v: &[char]) -> Vec<char> {
    v.to_vec()
}
fn echo_slice_u128(v: &[u128]) -> Vec<u128> {
    v.to_vec()
}
fn try_slice_u128(v: &[u128], fail: bool) -> Result<Vec<u128>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_u128() -> Vec<Vec<u128>> {
    vec![vec![], vec![3 + (4 << 64), 5]]
}
fn is_slice_u128(index: u32, v: &[u128]) -> bool {
    let (a, b): (Vec<u128>, Vec<u128>) = (sample_slice_u128(index), v.to_vec());
    a == b
}
fn sample_slice_u128(index: u32) -> Vec<u128> {
    samples_slice_u128().swap_remove(index as usize)
}
fn is_made_slice_u128(seed: &[u8], v: &[u128]) -> bool {
    let (a, b): (Vec<u128>, Vec<u128>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_u128(seed: &[u8]) -> Vec<u128> {
    made(seed)
}
async fn later_slice_u128(v: &[u128], wait: bool) -> Vec<u128> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_u128(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_u128(index);
    let b = go_slice_u128(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_u128(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_u128(seed);
    let b = go_slice_u128(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_u128() -> impl Stream<Item = Vec<u128>> + Send + 'static {
    stream::iter(samples_slice_u128())
}
fn leaf_slice_u128(v: &[u128]) -> Vec<u128> {
    v.to_vec()
}
fn echo_slice_duration(v: &[Duration]) -> Vec<Duration> {
    v.to_vec()
}
fn try_slice_duration(v: &[Duration], fail: bool) -> Result<Vec<Duration>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_duration() -> Vec<Vec<Duration>> {
    vec![vec![Duration::ZERO, Duration::from_nanos(i64::MAX as u64)]]
}
fn is_slice_duration(index: u32, v: &[Duration]) -> bool {
    let (a, b): (Vec<Duration>, Vec<Duration>) = (
        sample_slice_duration(index),
        v.to_vec(),
    );
    a == b
}
fn sample_slice_duration(index: u32) -> Vec<Duration> {
    samples_slice_duration().swap_remove(index as usize)
}
fn is_made_slice_duration(seed: &[u8], v: &[Duration]) -> bool {
    let (a, b): (Vec<Duration>, Vec<Duration>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_duration(seed: &[u8]) -> Vec<Duration> {
    made(seed)
}
async fn later_slice_duration(v: &[Duration], wait: bool) -> Vec<Duration> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_duration(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_duration(index);
    let b = go_slice_duration(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_duration(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_duration(seed);
    let b = go_slice_duration(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_duration() -> impl Stream<Item = Vec<Duration>> + Send + 'static {
    stream::iter(samples_slice_duration())
}
fn leaf_slice_duration(v: &[Duration]) -> Vec<Duration> {
    v.to_vec()
}
fn echo_slice_colour(v: &[Colour]) -> Vec<Colour> {
    v.to_vec()
}
fn try_slice_colour(v: &[Colour], fail: bool) -> Result<Vec<Colour>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_colour() -> Vec<Vec<Colour>> {
    vec![vec![], vec![Colour::Blue, Colour::Infrared]]
}
fn is_slice_colour(index: u32, v: &[Colour]) -> bool {
    let (a, b): (Vec<Colour>, Vec<Colour>) = (sample_slice_colour(index), v.to_vec());
    a == b
}
fn sample_slice_colour(index: u32) -> Vec<Colour> {
    samples_slice_colour().swap_remove(index as usize)
}
fn is_made_slice_colour(seed: &[u8], v: &[Colour]) -> bool {
    let (a, b): (Vec<Colour>, Vec<Colour>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_colour(seed: &[u8]) -> Vec<Colour> {
    made(seed)
}
async fn later_slice_colour(v: &[Colour], wait: bool) -> Vec<Colour> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_colour(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_colour(index);
    let b = go_slice_colour(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_colour(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_colour(seed);
    let b = go_slice_colour(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_colour() -> impl Stream<Item = Vec<Colour>> + Send + 'static {
    stream::iter(samples_slice_colour())
}
fn leaf_slice_colour(v: &[Colour]) -> Vec<Colour> {
    v.to_vec()
}
fn echo_slice_point(v: &[Point]) -> Vec<Point> {
    v.to_vec()
}
fn try_slice_point(v: &[Point], fail: bool) -> Result<Vec<Point>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_point() -> Vec<Vec<Point>> {
    vec![
        vec![], vec![Point { x : 1, y : - 1, visible : true }, Point { x : 2, y : 0,
        visible : false }]
    ]
}
fn is_slice_point(index: u32, v: &[Point]) -> bool {
    let (a, b): (Vec<Point>, Vec<Point>) = (sample_slice_point(index), v.to_vec());
    a == b
}
fn sample_slice_point(index: u32) -> Vec<Point> {
    samples_slice_point().swap_remove(index as usize)
}
fn is_made_slice_point(seed: &[u8], v: &[Point]) -> bool {
    let (a, b): (Vec<Point>, Vec<Point>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_point(seed: &[u8]) -> Vec<Point> {
    made(seed)
}
async fn later_slice_point(v: &[Point], wait: bool) -> Vec<Point> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_point(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_point(index);
    let b = go_slice_point(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_point(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_point(seed);
    let b = go_slice_point(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_point() -> impl Stream<Item = Vec<Point>> + Send + 'static {
    stream::iter(samples_slice_point())
}
fn leaf_slice_point(v: &[Point]) -> Vec<Point> {
    v.to_vec()
}
fn echo_slice_rows(v: &[[u16; 3]]) -> Vec<[u16; 3]> {
    v.to_vec()
}
fn try_slice_rows(v: &[[u16; 3]], fail: bool) -> Result<Vec<[u16; 3]>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_rows() -> Vec<Vec<[u16; 3]>> {
    vec![vec![[1, 2, 3], [4, 5, u16::MAX]]]
}
fn is_slice_rows(index: u32, v: &[[u16; 3]]) -> bool {
    let (a, b): (Vec<[u16; 3]>, Vec<[u16; 3]>) = (sample_slice_rows(index), v.to_vec());
    a == b
}
fn sample_slice_rows(index: u32) -> Vec<[u16; 3]> {
    samples_slice_rows().swap_remove(index as usize)
}
fn is_made_slice_rows(seed: &[u8], v: &[[u16; 3]]) -> bool {
    let (a, b): (Vec<[u16; 3]>, Vec<[u16; 3]>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_rows(seed: &[u8]) -> Vec<[u16; 3]> {
    made(seed)
}
async fn later_slice_rows(v: &[[u16; 3]], wait: bool) -> Vec<[u16; 3]> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_rows(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_rows(index);
    let b = go_slice_rows(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_rows(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_rows(seed);
    let b = go_slice_rows(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_rows() -> impl Stream<Item = Vec<[u16; 3]>> + Send + 'static {
    stream::iter(samples_slice_rows())
}
fn leaf_slice_rows(v: &[[u16; 3]]) -> Vec<[u16; 3]> {
    v.to_vec()
}
fn echo_slice_string(v: &[String]) -> Vec<String> {
    v.to_vec()
}
fn try_slice_string(v: &[String], fail: bool) -> Result<Vec<String>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_slice_string() -> Vec<Vec<String>> {
    vec![vec![], vec!["".into(), "b".into()]]
}
fn is_slice_string(index: u32, v: &[String]) -> bool {
    let (a, b): (Vec<String>, Vec<String>) = (sample_slice_string(index), v.to_vec());
    a == b
}
fn sample_slice_string(index: u32) -> Vec<String> {
    samples_slice_string().swap_remove(index as usize)
}
fn is_made_slice_string(seed: &[u8], v: &[String]) -> bool {
    let (a, b): (Vec<String>, Vec<String>) = (made(seed), v.to_vec());
    a == b
}
fn made_slice_string(seed: &[u8]) -> Vec<String> {
    made(seed)
}
async fn later_slice_string(v: &[String], wait: bool) -> Vec<String> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_slice_string(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_slice_string(index);
    let b = go_slice_string(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_slice_string(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_slice_string(seed);
    let b = go_slice_string(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_slice_string() -> impl Stream<Item = Vec<String>> + Send + 'static {
    stream::iter(samples_slice_string())
}
fn leaf_slice_string(v: &[String]) -> Vec<String> {
    v.to_vec()
}
fn echo_vec_u8(v: Vec<u8>) -> Vec<u8> {
    v
}
fn try_vec_u8(v: Vec<u8>, fail: bool) -> Result<Vec<u8>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_u8() -> Vec<Vec<u8>> {
    vec![vec![], vec![], vec![0, 1, 255], vec![9; 70_000]]
}
fn is_vec_u8(index: u32, v: Vec<u8>) -> bool {
    let (a, b): (Vec<u8>, Vec<u8>) = (sample_vec_u8(index), v);
    a == b
}
fn sample_vec_u8(index: u32) -> Vec<u8> {
    samples_vec_u8().swap_remove(index as usize)
}
fn is_made_vec_u8(seed: &[u8], v: Vec<u8>) -> bool {
    let (a, b): (Vec<u8>, Vec<u8>) = (made(seed), v);
    a == b
}
fn made_vec_u8(seed: &[u8]) -> Vec<u8> {
    made(seed)
}
async fn later_vec_u8(v: Vec<u8>, wait: bool) -> Vec<u8> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_u8(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_u8(index);
    let b = go_vec_u8(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_u8(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_u8(seed);
    let b = go_vec_u8(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_u8() -> impl Stream<Item = Vec<u8>> + Send + 'static {
    stream::iter(samples_vec_u8())
}
fn leaf_vec_u8(v: Vec<u8>) -> Vec<u8> {
    v
}
fn nest_vec_u8(v: VecU8Nest) -> VecU8Nest {
    v
}
fn echo_vec_f64(v: Vec<f64>) -> Vec<f64> {
    v
}
fn try_vec_f64(v: Vec<f64>, fail: bool) -> Result<Vec<f64>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_f64() -> Vec<Vec<f64>> {
    vec![vec![], vec![1.5, - 2.0]]
}
fn is_vec_f64(index: u32, v: Vec<f64>) -> bool {
    let (a, b): (Vec<f64>, Vec<f64>) = (sample_vec_f64(index), v);
    a == b
}
fn sample_vec_f64(index: u32) -> Vec<f64> {
    samples_vec_f64().swap_remove(index as usize)
}
fn is_made_vec_f64(seed: &[u8], v: Vec<f64>) -> bool {
    let (a, b): (Vec<f64>, Vec<f64>) = (made(seed), v);
    a == b
}
fn made_vec_f64(seed: &[u8]) -> Vec<f64> {
    made(seed)
}
async fn later_vec_f64(v: Vec<f64>, wait: bool) -> Vec<f64> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_f64(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_f64(index);
    let b = go_vec_f64(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_f64(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_f64(seed);
    let b = go_vec_f64(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_f64() -> impl Stream<Item = Vec<f64>> + Send + 'static {
    stream::iter(samples_vec_f64())
}
fn leaf_vec_f64(v: Vec<f64>) -> Vec<f64> {
    v
}
fn nest_vec_f64(v: VecF64Nest) -> VecF64Nest {
    v
}
fn echo_vec_bool(v: Vec<bool>) -> Vec<bool> {
    v
}
fn try_vec_bool(v: Vec<bool>, fail: bool) -> Result<Vec<bool>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_bool() -> Vec<Vec<bool>> {
    vec![vec![], vec![true, false]]
}
fn is_vec_bool(index: u32, v: Vec<bool>) -> bool {
    let (a, b): (Vec<bool>, Vec<bool>) = (sample_vec_bool(index), v);
    a == b
}
fn sample_vec_bool(index: u32) -> Vec<bool> {
    samples_vec_bool().swap_remove(index as usize)
}
fn is_made_vec_bool(seed: &[u8], v: Vec<bool>) -> bool {
    let (a, b): (Vec<bool>, Vec<bool>) = (made(seed), v);
    a == b
}
fn made_vec_bool(seed: &[u8]) -> Vec<bool> {
    made(seed)
}
async fn later_vec_bool(v: Vec<bool>, wait: bool) -> Vec<bool> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_bool(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_bool(index);
    let b = go_vec_bool(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_bool(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_bool(seed);
    let b = go_vec_bool(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_bool() -> impl Stream<Item = Vec<bool>> + Send + 'static {
    stream::iter(samples_vec_bool())
}
fn leaf_vec_bool(v: Vec<bool>) -> Vec<bool> {
    v
}
fn nest_vec_bool(v: VecBoolNest) -> VecBoolNest {
    v
}
fn echo_vec_string(v: Vec<String>) -> Vec<String> {
    v
}
fn try_vec_string(v: Vec<String>, fail: bool) -> Result<Vec<String>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_string() -> Vec<Vec<String>> {
    vec![vec![], vec!["".into(), "ccc".into()], vec!["wörld".into(); 3000]]
}
fn is_vec_string(index: u32, v: Vec<String>) -> bool {
    let (a, b): (Vec<String>, Vec<String>) = (sample_vec_string(index), v);
    a == b
}
fn sample_vec_string(index: u32) -> Vec<String> {
    samples_vec_string().swap_remove(index as usize)
}
fn is_made_vec_string(seed: &[u8], v: Vec<String>) -> bool {
    let (a, b): (Vec<String>, Vec<String>) = (made(seed), v);
    a == b
}
fn made_vec_string(seed: &[u8]) -> Vec<String> {
    made(seed)
}
async fn later_vec_string(v: Vec<String>, wait: bool) -> Vec<String> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_string(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_string(index);
    let b = go_vec_string(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_string(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_string(seed);
    let b = go_vec_string(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_string() -> impl Stream<Item = Vec<String>> + Send + 'static {
    stream::iter(samples_vec_string())
}
fn leaf_vec_string(v: Vec<String>) -> Vec<String> {
    v
}
fn nest_vec_string(v: VecStringNest) -> VecStringNest {
    v
}
fn echo_vec_vec(v: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    v
}
fn try_vec_vec(v: Vec<Vec<u8>>, fail: bool) -> Result<Vec<Vec<u8>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_vec() -> Vec<Vec<Vec<u8>>> {
    vec![vec![], vec![vec![], vec![1]]]
}
fn is_vec_vec(index: u32, v: Vec<Vec<u8>>) -> bool {
    let (a, b): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (sample_vec_vec(index), v);
    a == b
}
fn sample_vec_vec(index: u32) -> Vec<Vec<u8>> {
    samples_vec_vec().swap_remove(index as usize)
}
fn is_made_vec_vec(seed: &[u8], v: Vec<Vec<u8>>) -> bool {
    let (a, b): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (made(seed), v);
    a == b
}
fn made_vec_vec(seed: &[u8]) -> Vec<Vec<u8>> {
    made(seed)
}
async fn later_vec_vec(v: Vec<Vec<u8>>, wait: bool) -> Vec<Vec<u8>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_vec(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_vec(index);
    let b = go_vec_vec(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_vec(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_vec(seed);
    let b = go_vec_vec(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_vec() -> impl Stream<Item = Vec<Vec<u8>>> + Send + 'static {
    stream::iter(samples_vec_vec())
}
fn leaf_vec_vec(v: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    v
}
fn nest_vec_vec(v: VecVecNest) -> VecVecNest {
    v
}
fn echo_vec_option(v: Vec<Option<u32>>) -> Vec<Option<u32>> {
    v
}
fn try_vec_option(
    v: Vec<Option<u32>>,
    fail: bool,
) -> Result<Vec<Option<u32>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_option() -> Vec<Vec<Option<u32>>> {
    vec![vec![None, Some(0), Some(7)]]
}
fn is_vec_option(index: u32, v: Vec<Option<u32>>) -> bool {
    let (a, b): (Vec<Option<u32>>, Vec<Option<u32>>) = (sample_vec_option(index), v);
    a == b
}
fn sample_vec_option(index: u32) -> Vec<Option<u32>> {
    samples_vec_option().swap_remove(index as usize)
}
fn is_made_vec_option(seed: &[u8], v: Vec<Option<u32>>) -> bool {
    let (a, b): (Vec<Option<u32>>, Vec<Option<u32>>) = (made(seed), v);
    a == b
}
fn made_vec_option(seed: &[u8]) -> Vec<Option<u32>> {
    made(seed)
}
async fn later_vec_option(v: Vec<Option<u32>>, wait: bool) -> Vec<Option<u32>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_option(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_option(index);
    let b = go_vec_option(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_option(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_option(seed);
    let b = go_vec_option(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_option() -> impl Stream<Item = Vec<Option<u32>>> + Send + 'static {
    stream::iter(samples_vec_option())
}
fn leaf_vec_option(v: Vec<Option<u32>>) -> Vec<Option<u32>> {
    v
}
fn nest_vec_option(v: VecOptionNest) -> VecOptionNest {
    v
}
fn echo_vec_tuple(v: Vec<(u8, String)>) -> Vec<(u8, String)> {
    v
}
fn try_vec_tuple(
    v: Vec<(u8, String)>,
    fail: bool,
) -> Result<Vec<(u8, String)>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_tuple() -> Vec<Vec<(u8, String)>> {
    vec![vec![(1, "a".into()), (2, "".into())]]
}
fn is_vec_tuple(index: u32, v: Vec<(u8, String)>) -> bool {
    let (a, b): (Vec<(u8, String)>, Vec<(u8, String)>) = (sample_vec_tuple(index), v);
    a == b
}
fn sample_vec_tuple(index: u32) -> Vec<(u8, String)> {
    samples_vec_tuple().swap_remove(index as usize)
}
fn is_made_vec_tuple(seed: &[u8], v: Vec<(u8, String)>) -> bool {
    let (a, b): (Vec<(u8, String)>, Vec<(u8, String)>) = (made(seed), v);
    a == b
}
fn made_vec_tuple(seed: &[u8]) -> Vec<(u8, String)> {
    made(seed)
}
async fn later_vec_tuple(v: Vec<(u8, String)>, wait: bool) -> Vec<(u8, String)> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_tuple(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_tuple(index);
    let b = go_vec_tuple(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_tuple(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_tuple(seed);
    let b = go_vec_tuple(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_tuple() -> impl Stream<Item = Vec<(u8, String)>> + Send + 'static {
    stream::iter(samples_vec_tuple())
}
fn leaf_vec_tuple(v: Vec<(u8, String)>) -> Vec<(u8, String)> {
    v
}
fn nest_vec_tuple(v: VecTupleNest) -> VecTupleNest {
    v
}
fn echo_vec_shape(v: Vec<Shape>) -> Vec<Shape> {
    v
}
fn try_vec_shape(v: Vec<Shape>, fail: bool) -> Result<Vec<Shape>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_shape() -> Vec<Vec<Shape>> {
    vec![vec![Shape::Circle(1.5), Shape::Empty]]
}
fn is_vec_shape(index: u32, v: Vec<Shape>) -> bool {
    let (a, b): (Vec<Shape>, Vec<Shape>) = (sample_vec_shape(index), v);
    a == b
}
fn sample_vec_shape(index: u32) -> Vec<Shape> {
    samples_vec_shape().swap_remove(index as usize)
}
fn is_made_vec_shape(seed: &[u8], v: Vec<Shape>) -> bool {
    let (a, b): (Vec<Shape>, Vec<Shape>) = (made(seed), v);
    a == b
}
fn made_vec_shape(seed: &[u8]) -> Vec<Shape> {
    made(seed)
}
async fn later_vec_shape(v: Vec<Shape>, wait: bool) -> Vec<Shape> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_shape(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_shape(index);
    let b = go_vec_shape(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_shape(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_shape(seed);
    let b = go_vec_shape(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_shape() -> impl Stream<Item = Vec<Shape>> + Send + 'static {
    stream::iter(samples_vec_shape())
}
fn leaf_vec_shape(v: Vec<Shape>) -> Vec<Shape> {
    v
}
fn nest_vec_shape(v: VecShapeNest) -> VecShapeNest {
    v
}
fn echo_vec_plain(v: Vec<Plain>) -> Vec<Plain> {
    v
}
fn try_vec_plain(v: Vec<Plain>, fail: bool) -> Result<Vec<Plain>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_plain() -> Vec<Vec<Plain>> {
    vec![vec![], vec![plain(3)]]
}
fn is_vec_plain(index: u32, v: Vec<Plain>) -> bool {
    let (a, b): (Vec<Plain>, Vec<Plain>) = (sample_vec_plain(index), v);
    a == b
}
fn sample_vec_plain(index: u32) -> Vec<Plain> {
    samples_vec_plain().swap_remove(index as usize)
}
fn is_made_vec_plain(seed: &[u8], v: Vec<Plain>) -> bool {
    let (a, b): (Vec<Plain>, Vec<Plain>) = (made(seed), v);
    a == b
}
fn made_vec_plain(seed: &[u8]) -> Vec<Plain> {
    made(seed)
}
async fn later_vec_plain(v: Vec<Plain>, wait: bool) -> Vec<Plain> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_plain(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_plain(index);
    let b = go_vec_plain(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_plain(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_plain(seed);
    let b = go_vec_plain(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_plain() -> impl Stream<Item = Vec<Plain>> + Send + 'static {
    stream::iter(samples_vec_plain())
}
fn leaf_vec_plain(v: Vec<Plain>) -> Vec<Plain> {
    v
}
fn nest_vec_plain(v: VecPlainNest) -> VecPlainNest {
    v
}
fn echo_vec_time(v: Vec<SystemTime>) -> Vec<SystemTime> {
    v
}
fn try_vec_time(v: Vec<SystemTime>, fail: bool) -> Result<Vec<SystemTime>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_vec_time() -> Vec<Vec<SystemTime>> {
    vec![vec![UNIX_EPOCH - Duration::from_nanos(1)]]
}
fn is_vec_time(index: u32, v: Vec<SystemTime>) -> bool {
    let (a, b): (Vec<SystemTime>, Vec<SystemTime>) = (sample_vec_time(index), v);
    a == b
}
fn sample_vec_time(index: u32) -> Vec<SystemTime> {
    samples_vec_time().swap_remove(index as usize)
}
fn is_made_vec_time(seed: &[u8], v: Vec<SystemTime>) -> bool {
    let (a, b): (Vec<SystemTime>, Vec<SystemTime>) = (made(seed), v);
    a == b
}
fn made_vec_time(seed: &[u8]) -> Vec<SystemTime> {
    made(seed)
}
async fn later_vec_time(v: Vec<SystemTime>, wait: bool) -> Vec<SystemTime> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_vec_time(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_vec_time(index);
    let b = go_vec_time(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_vec_time(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_vec_time(seed);
    let b = go_vec_time(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_vec_time() -> impl Stream<Item = Vec<SystemTime>> + Send + 'static {
    stream::iter(samples_vec_time())
}
fn leaf_vec_time(v: Vec<SystemTime>) -> Vec<SystemTime> {
    v
}
fn nest_vec_time(v: VecTimeNest) -> VecTimeNest {
    v
}
fn echo_array_u8(v: [u8; 32]) -> [u8; 32] {
    v
}
fn try_array_u8(v: [u8; 32], fail: bool) -> Result<[u8; 32], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_u8() -> Vec<[u8; 32]> {
    vec![[0; 32], { let mut a = [0; 32]; a[0] = 1; a[31] = 255; a }]
}
fn is_array_u8(index: u32, v: [u8; 32]) -> bool {
    let (a, b): ([u8; 32], [u8; 32]) = (sample_array_u8(index), v);
    a == b
}
fn sample_array_u8(index: u32) -> [u8; 32] {
    samples_array_u8().swap_remove(index as usize)
}
fn is_made_array_u8(seed: &[u8], v: [u8; 32]) -> bool {
    let (a, b): ([u8; 32], [u8; 32]) = (made(seed), v);
    a == b
}
fn made_array_u8(seed: &[u8]) -> [u8; 32] {
    made(seed)
}
async fn later_array_u8(v: [u8; 32], wait: bool) -> [u8; 32] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_u8(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_u8(index);
    let b = go_array_u8(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_u8(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_u8(seed);
    let b = go_array_u8(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_u8() -> impl Stream<Item = [u8; 32]> + Send + 'static {
    stream::iter(samples_array_u8())
}
fn leaf_array_u8(v: [u8; 32]) -> [u8; 32] {
    v
}
fn nest_array_u8(v: ArrayU8Nest) -> ArrayU8Nest {
    v
}
fn echo_array_grid(v: [[u16; 3]; 2]) -> [[u16; 3]; 2] {
    v
}
fn try_array_grid(v: [[u16; 3]; 2], fail: bool) -> Result<[[u16; 3]; 2], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_grid() -> Vec<[[u16; 3]; 2]> {
    vec![[[1, 2, 3], [4, 5, u16::MAX]]]
}
fn is_array_grid(index: u32, v: [[u16; 3]; 2]) -> bool {
    let (a, b): ([[u16; 3]; 2], [[u16; 3]; 2]) = (sample_array_grid(index), v);
    a == b
}
fn sample_array_grid(index: u32) -> [[u16; 3]; 2] {
    samples_array_grid().swap_remove(index as usize)
}
fn is_made_array_grid(seed: &[u8], v: [[u16; 3]; 2]) -> bool {
    let (a, b): ([[u16; 3]; 2], [[u16; 3]; 2]) = (made(seed), v);
    a == b
}
fn made_array_grid(seed: &[u8]) -> [[u16; 3]; 2] {
    made(seed)
}
async fn later_array_grid(v: [[u16; 3]; 2], wait: bool) -> [[u16; 3]; 2] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_grid(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_grid(index);
    let b = go_array_grid(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_grid(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_grid(seed);
    let b = go_array_grid(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_grid() -> impl Stream<Item = [[u16; 3]; 2]> + Send + 'static {
    stream::iter(samples_array_grid())
}
fn leaf_array_grid(v: [[u16; 3]; 2]) -> [[u16; 3]; 2] {
    v
}
fn nest_array_grid(v: ArrayGridNest) -> ArrayGridNest {
    v
}
fn echo_array_string(v: [String; 2]) -> [String; 2] {
    v
}
fn try_array_string(v: [String; 2], fail: bool) -> Result<[String; 2], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_string() -> Vec<[String; 2]> {
    vec![["".into(), "b".into()]]
}
fn is_array_string(index: u32, v: [String; 2]) -> bool {
    let (a, b): ([String; 2], [String; 2]) = (sample_array_string(index), v);
    a == b
}
fn sample_array_string(index: u32) -> [String; 2] {
    samples_array_string().swap_remove(index as usize)
}
fn is_made_array_string(seed: &[u8], v: [String; 2]) -> bool {
    let (a, b): ([String; 2], [String; 2]) = (made(seed), v);
    a == b
}
fn made_array_string(seed: &[u8]) -> [String; 2] {
    made(seed)
}
async fn later_array_string(v: [String; 2], wait: bool) -> [String; 2] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_string(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_string(index);
    let b = go_array_string(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_string(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_string(seed);
    let b = go_array_string(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_string() -> impl Stream<Item = [String; 2]> + Send + 'static {
    stream::iter(samples_array_string())
}
fn leaf_array_string(v: [String; 2]) -> [String; 2] {
    v
}
fn nest_array_string(v: ArrayStringNest) -> ArrayStringNest {
    v
}
fn echo_array_option(v: [Option<u8>; 3]) -> [Option<u8>; 3] {
    v
}
fn try_array_option(
    v: [Option<u8>; 3],
    fail: bool,
) -> Result<[Option<u8>; 3], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_option() -> Vec<[Option<u8>; 3]> {
    vec![[None, Some(0), Some(1)]]
}
fn is_array_option(index: u32, v: [Option<u8>; 3]) -> bool {
    let (a, b): ([Option<u8>; 3], [Option<u8>; 3]) = (sample_array_option(index), v);
    a == b
}
fn sample_array_option(index: u32) -> [Option<u8>; 3] {
    samples_array_option().swap_remove(index as usize)
}
fn is_made_array_option(seed: &[u8], v: [Option<u8>; 3]) -> bool {
    let (a, b): ([Option<u8>; 3], [Option<u8>; 3]) = (made(seed), v);
    a == b
}
fn made_array_option(seed: &[u8]) -> [Option<u8>; 3] {
    made(seed)
}
async fn later_array_option(v: [Option<u8>; 3], wait: bool) -> [Option<u8>; 3] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_option(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_option(index);
    let b = go_array_option(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_option(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_option(seed);
    let b = go_array_option(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_option() -> impl Stream<Item = [Option<u8>; 3]> + Send + 'static {
    stream::iter(samples_array_option())
}
fn leaf_array_option(v: [Option<u8>; 3]) -> [Option<u8>; 3] {
    v
}
fn nest_array_option(v: ArrayOptionNest) -> ArrayOptionNest {
    v
}
fn echo_array_wide(v: [i128; 2]) -> [i128; 2] {
    v
}
fn try_array_wide(v: [i128; 2], fail: bool) -> Result<[i128; 2], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_wide() -> Vec<[i128; 2]> {
    vec![[- 1, i128::MIN]]
}
fn is_array_wide(index: u32, v: [i128; 2]) -> bool {
    let (a, b): ([i128; 2], [i128; 2]) = (sample_array_wide(index), v);
    a == b
}
fn sample_array_wide(index: u32) -> [i128; 2] {
    samples_array_wide().swap_remove(index as usize)
}
fn is_made_array_wide(seed: &[u8], v: [i128; 2]) -> bool {
    let (a, b): ([i128; 2], [i128; 2]) = (made(seed), v);
    a == b
}
fn made_array_wide(seed: &[u8]) -> [i128; 2] {
    made(seed)
}
async fn later_array_wide(v: [i128; 2], wait: bool) -> [i128; 2] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_wide(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_wide(index);
    let b = go_array_wide(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_wide(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_wide(seed);
    let b = go_array_wide(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_wide() -> impl Stream<Item = [i128; 2]> + Send + 'static {
    stream::iter(samples_array_wide())
}
fn leaf_array_wide(v: [i128; 2]) -> [i128; 2] {
    v
}
fn nest_array_wide(v: ArrayWideNest) -> ArrayWideNest {
    v
}
fn echo_array_duration(v: [Duration; 2]) -> [Duration; 2] {
    v
}
fn try_array_duration(
    v: [Duration; 2],
    fail: bool,
) -> Result<[Duration; 2], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_duration() -> Vec<[Duration; 2]> {
    vec![[Duration::ZERO, Duration::from_secs(1)]]
}
fn is_array_duration(index: u32, v: [Duration; 2]) -> bool {
    let (a, b): ([Duration; 2], [Duration; 2]) = (sample_array_duration(index), v);
    a == b
}
fn sample_array_duration(index: u32) -> [Duration; 2] {
    samples_array_duration().swap_remove(index as usize)
}
fn is_made_array_duration(seed: &[u8], v: [Duration; 2]) -> bool {
    let (a, b): ([Duration; 2], [Duration; 2]) = (made(seed), v);
    a == b
}
fn made_array_duration(seed: &[u8]) -> [Duration; 2] {
    made(seed)
}
async fn later_array_duration(v: [Duration; 2], wait: bool) -> [Duration; 2] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_duration(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_duration(index);
    let b = go_array_duration(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_duration(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_duration(seed);
    let b = go_array_duration(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_duration() -> impl Stream<Item = [Duration; 2]> + Send + 'static {
    stream::iter(samples_array_duration())
}
fn leaf_array_duration(v: [Duration; 2]) -> [Duration; 2] {
    v
}
fn nest_array_duration(v: ArrayDurationNest) -> ArrayDurationNest {
    v
}
fn echo_array_point(v: [Point; 2]) -> [Point; 2] {
    v
}
fn try_array_point(v: [Point; 2], fail: bool) -> Result<[Point; 2], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_point() -> Vec<[Point; 2]> {
    vec![
        [Point { x : 1, y : 2, visible : true }, Point { x : 0, y : 0, visible : false }]
    ]
}
fn is_array_point(index: u32, v: [Point; 2]) -> bool {
    let (a, b): ([Point; 2], [Point; 2]) = (sample_array_point(index), v);
    a == b
}
fn sample_array_point(index: u32) -> [Point; 2] {
    samples_array_point().swap_remove(index as usize)
}
fn is_made_array_point(seed: &[u8], v: [Point; 2]) -> bool {
    let (a, b): ([Point; 2], [Point; 2]) = (made(seed), v);
    a == b
}
fn made_array_point(seed: &[u8]) -> [Point; 2] {
    made(seed)
}
async fn later_array_point(v: [Point; 2], wait: bool) -> [Point; 2] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_point(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_point(index);
    let b = go_array_point(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_point(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_point(seed);
    let b = go_array_point(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_point() -> impl Stream<Item = [Point; 2]> + Send + 'static {
    stream::iter(samples_array_point())
}
fn leaf_array_point(v: [Point; 2]) -> [Point; 2] {
    v
}
fn nest_array_point(v: ArrayPointNest) -> ArrayPointNest {
    v
}
fn echo_array_one(v: [bool; 1]) -> [bool; 1] {
    v
}
fn try_array_one(v: [bool; 1], fail: bool) -> Result<[bool; 1], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_array_one() -> Vec<[bool; 1]> {
    vec![[true]]
}
fn is_array_one(index: u32, v: [bool; 1]) -> bool {
    let (a, b): ([bool; 1], [bool; 1]) = (sample_array_one(index), v);
    a == b
}
fn sample_array_one(index: u32) -> [bool; 1] {
    samples_array_one().swap_remove(index as usize)
}
fn is_made_array_one(seed: &[u8], v: [bool; 1]) -> bool {
    let (a, b): ([bool; 1], [bool; 1]) = (made(seed), v);
    a == b
}
fn made_array_one(seed: &[u8]) -> [bool; 1] {
    made(seed)
}
async fn later_array_one(v: [bool; 1], wait: bool) -> [bool; 1] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_array_one(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_array_one(index);
    let b = go_array_one(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_array_one(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_array_one(seed);
    let b = go_array_one(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_array_one() -> impl Stream<Item = [bool; 1]> + Send + 'static {
    stream::iter(samples_array_one())
}
fn leaf_array_one(v: [bool; 1]) -> [bool; 1] {
    v
}
fn nest_array_one(v: ArrayOneNest) -> ArrayOneNest {
    v
}
fn echo_option_u32(v: Option<u32>) -> Option<u32> {
    v
}
fn try_option_u32(v: Option<u32>, fail: bool) -> Result<Option<u32>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_u32() -> Vec<Option<u32>> {
    vec![None, Some(0), Some(u32::MAX)]
}
fn is_option_u32(index: u32, v: Option<u32>) -> bool {
    let (a, b): (Option<u32>, Option<u32>) = (sample_option_u32(index), v);
    a == b
}
fn sample_option_u32(index: u32) -> Option<u32> {
    samples_option_u32().swap_remove(index as usize)
}
fn is_made_option_u32(seed: &[u8], v: Option<u32>) -> bool {
    let (a, b): (Option<u32>, Option<u32>) = (made(seed), v);
    a == b
}
fn made_option_u32(seed: &[u8]) -> Option<u32> {
    made(seed)
}
async fn later_option_u32(v: Option<u32>, wait: bool) -> Option<u32> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_u32(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_u32(index);
    let b = go_option_u32(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_u32(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_u32(seed);
    let b = go_option_u32(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_u32() -> impl Stream<Item = Option<u32>> + Send + 'static {
    stream::iter(samples_option_u32())
}
fn leaf_option_u32(v: Option<u32>) -> Option<u32> {
    v
}
fn echo_option_char(v: Option<char>) -> Option<char> {
    v
}
fn try_option_char(v: Option<char>, fail: bool) -> Result<Option<char>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_char() -> Vec<Option<char>> {
    vec![None, Some('é')]
}
fn is_option_char(index: u32, v: Option<char>) -> bool {
    let (a, b): (Option<char>, Option<char>) = (sample_option_char(index), v);
    a == b
}
fn sample_option_char(index: u32) -> Option<char> {
    samples_option_char().swap_remove(index as usize)
}
fn is_made_option_char(seed: &[u8], v: Option<char>) -> bool {
    let (a, b): (Option<char>, Option<char>) = (made(seed), v);
    a == b
}
fn made_option_char(seed: &[u8]) -> Option<char> {
    made(seed)
}
async fn later_option_char(v: Option<char>, wait: bool) -> Option<char> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_char(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_char(index);
    let b = go_option_char(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_char(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_char(seed);
    let b = go_option_char(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_char() -> impl Stream<Item = Option<char>> + Send + 'static {
    stream::iter(samples_option_char())
}
fn leaf_option_char(v: Option<char>) -> Option<char> {
    v
}
fn echo_option_string(v: Option<String>) -> Option<String> {
    v
}
fn try_option_string(
    v: Option<String>,
    fail: bool,
) -> Result<Option<String>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_string() -> Vec<Option<String>> {
    vec![None, Some(String::new()), Some("a".into())]
}
fn is_option_string(index: u32, v: Option<String>) -> bool {
    let (a, b): (Option<String>, Option<String>) = (sample_option_string(index), v);
    a == b
}
fn sample_option_string(index: u32) -> Option<String> {
    samples_option_string().swap_remove(index as usize)
}
fn is_made_option_string(seed: &[u8], v: Option<String>) -> bool {
    let (a, b): (Option<String>, Option<String>) = (made(seed), v);
    a == b
}
fn made_option_string(seed: &[u8]) -> Option<String> {
    made(seed)
}
async fn later_option_string(v: Option<String>, wait: bool) -> Option<String> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_string(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_string(index);
    let b = go_option_string(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_string(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_string(seed);
    let b = go_option_string(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_string() -> impl Stream<Item = Option<String>> + Send + 'static {
    stream::iter(samples_option_string())
}
fn leaf_option_string(v: Option<String>) -> Option<String> {
    v
}
fn echo_option_vec(v: Option<Vec<u8>>) -> Option<Vec<u8>> {
    v
}
fn try_option_vec(
    v: Option<Vec<u8>>,
    fail: bool,
) -> Result<Option<Vec<u8>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_vec() -> Vec<Option<Vec<u8>>> {
    vec![None, Some(vec![]), Some(vec![1])]
}
fn is_option_vec(index: u32, v: Option<Vec<u8>>) -> bool {
    let (a, b): (Option<Vec<u8>>, Option<Vec<u8>>) = (sample_option_vec(index), v);
    a == b
}
fn sample_option_vec(index: u32) -> Option<Vec<u8>> {
    samples_option_vec().swap_remove(index as usize)
}
fn is_made_option_vec(seed: &[u8], v: Option<Vec<u8>>) -> bool {
    let (a, b): (Option<Vec<u8>>, Option<Vec<u8>>) = (made(seed), v);
    a == b
}
fn made_option_vec(seed: &[u8]) -> Option<Vec<u8>> {
    made(seed)
}
async fn later_option_vec(v: Option<Vec<u8>>, wait: bool) -> Option<Vec<u8>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_vec(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_vec(index);
    let b = go_option_vec(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_vec(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_vec(seed);
    let b = go_option_vec(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_vec() -> impl Stream<Item = Option<Vec<u8>>> + Send + 'static {
    stream::iter(samples_option_vec())
}
fn leaf_option_vec(v: Option<Vec<u8>>) -> Option<Vec<u8>> {
    v
}
fn echo_option_map(v: Option<HashMap<u8, String>>) -> Option<HashMap<u8, String>> {
    v
}
fn try_option_map(
    v: Option<HashMap<u8, String>>,
    fail: bool,
) -> Result<Option<HashMap<u8, String>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_map() -> Vec<Option<HashMap<u8, String>>> {
    vec![None, Some([].into()), Some([(1, "a".into())].into())]
}
fn is_option_map(index: u32, v: Option<HashMap<u8, String>>) -> bool {
    let (a, b): (Option<HashMap<u8, String>>, Option<HashMap<u8, String>>) = (
        sample_option_map(index),
        v,
    );
    a == b
}
fn sample_option_map(index: u32) -> Option<HashMap<u8, String>> {
    samples_option_map().swap_remove(index as usize)
}
fn is_made_option_map(seed: &[u8], v: Option<HashMap<u8, String>>) -> bool {
    let (a, b): (Option<HashMap<u8, String>>, Option<HashMap<u8, String>>) = (
        made(seed),
        v,
    );
    a == b
}
fn made_option_map(seed: &[u8]) -> Option<HashMap<u8, String>> {
    made(seed)
}
async fn later_option_map(
    v: Option<HashMap<u8, String>>,
    wait: bool,
) -> Option<HashMap<u8, String>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_map(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_map(index);
    let b = go_option_map(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_map(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_map(seed);
    let b = go_option_map(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_map() -> impl Stream<
    Item = Option<HashMap<u8, String>>,
> + Send + 'static {
    stream::iter(samples_option_map())
}
fn leaf_option_map(v: Option<HashMap<u8, String>>) -> Option<HashMap<u8, String>> {
    v
}
fn echo_option_set(v: Option<BTreeSet<i64>>) -> Option<BTreeSet<i64>> {
    v
}
fn try_option_set(
    v: Option<BTreeSet<i64>>,
    fail: bool,
) -> Result<Option<BTreeSet<i64>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_set() -> Vec<Option<BTreeSet<i64>>> {
    vec![None, Some([].into()), Some([- 1].into())]
}
fn is_option_set(index: u32, v: Option<BTreeSet<i64>>) -> bool {
    let (a, b): (Option<BTreeSet<i64>>, Option<BTreeSet<i64>>) = (
        sample_option_set(index),
        v,
    );
    a == b
}
fn sample_option_set(index: u32) -> Option<BTreeSet<i64>> {
    samples_option_set().swap_remove(index as usize)
}
fn is_made_option_set(seed: &[u8], v: Option<BTreeSet<i64>>) -> bool {
    let (a, b): (Option<BTreeSet<i64>>, Option<BTreeSet<i64>>) = (made(seed), v);
    a == b
}
fn made_option_set(seed: &[u8]) -> Option<BTreeSet<i64>> {
    made(seed)
}
async fn later_option_set(
    v: Option<BTreeSet<i64>>,
    wait: bool,
) -> Option<BTreeSet<i64>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_set(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_set(index);
    let b = go_option_set(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_set(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_set(seed);
    let b = go_option_set(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_set() -> impl Stream<Item = Option<BTreeSet<i64>>> + Send + 'static {
    stream::iter(samples_option_set())
}
fn leaf_option_set(v: Option<BTreeSet<i64>>) -> Option<BTreeSet<i64>> {
    v
}
fn echo_option_array(v: Option<[u8; 4]>) -> Option<[u8; 4]> {
    v
}
fn try_option_array(
    v: Option<[u8; 4]>,
    fail: bool,
) -> Result<Option<[u8; 4]>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_array() -> Vec<Option<[u8; 4]>> {
    vec![None, Some([1, 2, 3, 4])]
}
fn is_option_array(index: u32, v: Option<[u8; 4]>) -> bool {
    let (a, b): (Option<[u8; 4]>, Option<[u8; 4]>) = (sample_option_array(index), v);
    a == b
}
fn sample_option_array(index: u32) -> Option<[u8; 4]> {
    samples_option_array().swap_remove(index as usize)
}
fn is_made_option_array(seed: &[u8], v: Option<[u8; 4]>) -> bool {
    let (a, b): (Option<[u8; 4]>, Option<[u8; 4]>) = (made(seed), v);
    a == b
}
fn made_option_array(seed: &[u8]) -> Option<[u8; 4]> {
    made(seed)
}
async fn later_option_array(v: Option<[u8; 4]>, wait: bool) -> Option<[u8; 4]> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_array(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_array(index);
    let b = go_option_array(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_array(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_array(seed);
    let b = go_option_array(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_array() -> impl Stream<Item = Option<[u8; 4]>> + Send + 'static {
    stream::iter(samples_option_array())
}
fn leaf_option_array(v: Option<[u8; 4]>) -> Option<[u8; 4]> {
    v
}
fn echo_option_tuple(v: Option<(u8, String)>) -> Option<(u8, String)> {
    v
}
fn try_option_tuple(
    v: Option<(u8, String)>,
    fail: bool,
) -> Result<Option<(u8, String)>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_tuple() -> Vec<Option<(u8, String)>> {
    vec![None, Some((1, "a".into()))]
}
fn is_option_tuple(index: u32, v: Option<(u8, String)>) -> bool {
    let (a, b): (Option<(u8, String)>, Option<(u8, String)>) = (
        sample_option_tuple(index),
        v,
    );
    a == b
}
fn sample_option_tuple(index: u32) -> Option<(u8, String)> {
    samples_option_tuple().swap_remove(index as usize)
}
fn is_made_option_tuple(seed: &[u8], v: Option<(u8, String)>) -> bool {
    let (a, b): (Option<(u8, String)>, Option<(u8, String)>) = (made(seed), v);
    a == b
}
fn made_option_tuple(seed: &[u8]) -> Option<(u8, String)> {
    made(seed)
}
async fn later_option_tuple(
    v: Option<(u8, String)>,
    wait: bool,
) -> Option<(u8, String)> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_tuple(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_tuple(index);
    let b = go_option_tuple(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_tuple(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_tuple(seed);
    let b = go_option_tuple(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_tuple() -> impl Stream<Item = Option<(u8, String)>> + Send + 'static {
    stream::iter(samples_option_tuple())
}
fn leaf_option_tuple(v: Option<(u8, String)>) -> Option<(u8, String)> {
    v
}
fn echo_option_duration(v: Option<Duration>) -> Option<Duration> {
    v
}
fn try_option_duration(
    v: Option<Duration>,
    fail: bool,
) -> Result<Option<Duration>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_duration() -> Vec<Option<Duration>> {
    vec![None, Some(Duration::from_millis(3))]
}
fn is_option_duration(index: u32, v: Option<Duration>) -> bool {
    let (a, b): (Option<Duration>, Option<Duration>) = (
        sample_option_duration(index),
        v,
    );
    a == b
}
fn sample_option_duration(index: u32) -> Option<Duration> {
    samples_option_duration().swap_remove(index as usize)
}
fn is_made_option_duration(seed: &[u8], v: Option<Duration>) -> bool {
    let (a, b): (Option<Duration>, Option<Duration>) = (made(seed), v);
    a == b
}
fn made_option_duration(seed: &[u8]) -> Option<Duration> {
    made(seed)
}
async fn later_option_duration(v: Option<Duration>, wait: bool) -> Option<Duration> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_duration(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_duration(index);
    let b = go_option_duration(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_duration(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_duration(seed);
    let b = go_option_duration(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_duration() -> impl Stream<Item = Option<Duration>> + Send + 'static {
    stream::iter(samples_option_duration())
}
fn leaf_option_duration(v: Option<Duration>) -> Option<Duration> {
    v
}
fn echo_option_colour(v: Option<Colour>) -> Option<Colour> {
    v
}
fn try_option_colour(
    v: Option<Colour>,
    fail: bool,
) -> Result<Option<Colour>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_colour() -> Vec<Option<Colour>> {
    vec![None, Some(Colour::Red)]
}
fn is_option_colour(index: u32, v: Option<Colour>) -> bool {
    let (a, b): (Option<Colour>, Option<Colour>) = (sample_option_colour(index), v);
    a == b
}
fn sample_option_colour(index: u32) -> Option<Colour> {
    samples_option_colour().swap_remove(index as usize)
}
fn is_made_option_colour(seed: &[u8], v: Option<Colour>) -> bool {
    let (a, b): (Option<Colour>, Option<Colour>) = (made(seed), v);
    a == b
}
fn made_option_colour(seed: &[u8]) -> Option<Colour> {
    made(seed)
}
async fn later_option_colour(v: Option<Colour>, wait: bool) -> Option<Colour> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_colour(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_colour(index);
    let b = go_option_colour(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_colour(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_colour(seed);
    let b = go_option_colour(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_colour() -> impl Stream<Item = Option<Colour>> + Send + 'static {
    stream::iter(samples_option_colour())
}
fn leaf_option_colour(v: Option<Colour>) -> Option<Colour> {
    v
}
fn echo_option_point(v: Option<Point>) -> Option<Point> {
    v
}
fn try_option_point(v: Option<Point>, fail: bool) -> Result<Option<Point>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_point() -> Vec<Option<Point>> {
    vec![None, Some(Point { x : 1, y : 2, visible : false })]
}
fn is_option_point(index: u32, v: Option<Point>) -> bool {
    let (a, b): (Option<Point>, Option<Point>) = (sample_option_point(index), v);
    a == b
}
fn sample_option_point(index: u32) -> Option<Point> {
    samples_option_point().swap_remove(index as usize)
}
fn is_made_option_point(seed: &[u8], v: Option<Point>) -> bool {
    let (a, b): (Option<Point>, Option<Point>) = (made(seed), v);
    a == b
}
fn made_option_point(seed: &[u8]) -> Option<Point> {
    made(seed)
}
async fn later_option_point(v: Option<Point>, wait: bool) -> Option<Point> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_point(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_point(index);
    let b = go_option_point(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_point(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_point(seed);
    let b = go_option_point(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_point() -> impl Stream<Item = Option<Point>> + Send + 'static {
    stream::iter(samples_option_point())
}
fn leaf_option_point(v: Option<Point>) -> Option<Point> {
    v
}
fn echo_option_shape(v: Option<Shape>) -> Option<Shape> {
    v
}
fn try_option_shape(v: Option<Shape>, fail: bool) -> Result<Option<Shape>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_option_shape() -> Vec<Option<Shape>> {
    vec![None, Some(Shape::Empty)]
}
fn is_option_shape(index: u32, v: Option<Shape>) -> bool {
    let (a, b): (Option<Shape>, Option<Shape>) = (sample_option_shape(index), v);
    a == b
}
fn sample_option_shape(index: u32) -> Option<Shape> {
    samples_option_shape().swap_remove(index as usize)
}
fn is_made_option_shape(seed: &[u8], v: Option<Shape>) -> bool {
    let (a, b): (Option<Shape>, Option<Shape>) = (made(seed), v);
    a == b
}
fn made_option_shape(seed: &[u8]) -> Option<Shape> {
    made(seed)
}
async fn later_option_shape(v: Option<Shape>, wait: bool) -> Option<Shape> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_option_shape(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_option_shape(index);
    let b = go_option_shape(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_option_shape(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_option_shape(seed);
    let b = go_option_shape(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_option_shape() -> impl Stream<Item = Option<Shape>> + Send + 'static {
    stream::iter(samples_option_shape())
}
fn leaf_option_shape(v: Option<Shape>) -> Option<Shape> {
    v
}
fn echo_tuple2(v: (u8, String)) -> (u8, String) {
    v
}
fn try_tuple2(v: (u8, String), fail: bool) -> Result<(u8, String), MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tuple2() -> Vec<(u8, String)> {
    vec![(1, "x".into())]
}
fn is_tuple2(index: u32, v: (u8, String)) -> bool {
    let (a, b): ((u8, String), (u8, String)) = (sample_tuple2(index), v);
    a == b
}
fn sample_tuple2(index: u32) -> (u8, String) {
    samples_tuple2().swap_remove(index as usize)
}
fn is_made_tuple2(seed: &[u8], v: (u8, String)) -> bool {
    let (a, b): ((u8, String), (u8, String)) = (made(seed), v);
    a == b
}
fn made_tuple2(seed: &[u8]) -> (u8, String) {
    made(seed)
}
async fn later_tuple2(v: (u8, String), wait: bool) -> (u8, String) {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tuple2(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tuple2(index);
    let b = go_tuple2(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tuple2(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tuple2(seed);
    let b = go_tuple2(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tuple2() -> impl Stream<Item = (u8, String)> + Send + 'static {
    stream::iter(samples_tuple2())
}
fn leaf_tuple2(v: (u8, String)) -> (u8, String) {
    v
}
fn nest_tuple2(v: Tuple2Nest) -> Tuple2Nest {
    v
}
fn echo_tuple3(v: (u8, String, bool)) -> (u8, String, bool) {
    v
}
fn try_tuple3(
    v: (u8, String, bool),
    fail: bool,
) -> Result<(u8, String, bool), MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tuple3() -> Vec<(u8, String, bool)> {
    vec![(1, String::new(), true)]
}
fn is_tuple3(index: u32, v: (u8, String, bool)) -> bool {
    let (a, b): ((u8, String, bool), (u8, String, bool)) = (sample_tuple3(index), v);
    a == b
}
fn sample_tuple3(index: u32) -> (u8, String, bool) {
    samples_tuple3().swap_remove(index as usize)
}
fn is_made_tuple3(seed: &[u8], v: (u8, String, bool)) -> bool {
    let (a, b): ((u8, String, bool), (u8, String, bool)) = (made(seed), v);
    a == b
}
fn made_tuple3(seed: &[u8]) -> (u8, String, bool) {
    made(seed)
}
async fn later_tuple3(v: (u8, String, bool), wait: bool) -> (u8, String, bool) {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tuple3(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tuple3(index);
    let b = go_tuple3(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tuple3(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tuple3(seed);
    let b = go_tuple3(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tuple3() -> impl Stream<Item = (u8, String, bool)> + Send + 'static {
    stream::iter(samples_tuple3())
}
fn leaf_tuple3(v: (u8, String, bool)) -> (u8, String, bool) {
    v
}
fn nest_tuple3(v: Tuple3Nest) -> Tuple3Nest {
    v
}
fn echo_tuple4(v: (f32, i64, char, [u8; 2])) -> (f32, i64, char, [u8; 2]) {
    v
}
fn try_tuple4(
    v: (f32, i64, char, [u8; 2]),
    fail: bool,
) -> Result<(f32, i64, char, [u8; 2]), MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tuple4() -> Vec<(f32, i64, char, [u8; 2])> {
    vec![(0.5, - 1, 'é', [1, 2])]
}
fn is_tuple4(index: u32, v: (f32, i64, char, [u8; 2])) -> bool {
    let (a, b): ((f32, i64, char, [u8; 2]), (f32, i64, char, [u8; 2])) = (
        sample_tuple4(index),
        v,
    );
    a == b
}
fn sample_tuple4(index: u32) -> (f32, i64, char, [u8; 2]) {
    samples_tuple4().swap_remove(index as usize)
}
fn is_made_tuple4(seed: &[u8], v: (f32, i64, char, [u8; 2])) -> bool {
    let (a, b): ((f32, i64, char, [u8; 2]), (f32, i64, char, [u8; 2])) = (made(seed), v);
    a == b
}
fn made_tuple4(seed: &[u8]) -> (f32, i64, char, [u8; 2]) {
    made(seed)
}
async fn later_tuple4(
    v: (f32, i64, char, [u8; 2]),
    wait: bool,
) -> (f32, i64, char, [u8; 2]) {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tuple4(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tuple4(index);
    let b = go_tuple4(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tuple4(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tuple4(seed);
    let b = go_tuple4(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tuple4() -> impl Stream<Item = (f32, i64, char, [u8; 2])> + Send + 'static {
    stream::iter(samples_tuple4())
}
fn leaf_tuple4(v: (f32, i64, char, [u8; 2])) -> (f32, i64, char, [u8; 2]) {
    v
}
fn nest_tuple4(v: Tuple4Nest) -> Tuple4Nest {
    v
}
fn echo_tuple5(
    v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
) -> (u128, Duration, Colour, Vec<u8>, Option<bool>) {
    v
}
fn try_tuple5(
    v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
    fail: bool,
) -> Result<(u128, Duration, Colour, Vec<u8>, Option<bool>), MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tuple5() -> Vec<(u128, Duration, Colour, Vec<u8>, Option<bool>)> {
    vec![(1, Duration::from_nanos(2), Colour::Red, vec![], None)]
}
fn is_tuple5(index: u32, v: (u128, Duration, Colour, Vec<u8>, Option<bool>)) -> bool {
    let (
        a,
        b,
    ): (
        (u128, Duration, Colour, Vec<u8>, Option<bool>),
        (u128, Duration, Colour, Vec<u8>, Option<bool>),
    ) = (sample_tuple5(index), v);
    a == b
}
fn sample_tuple5(index: u32) -> (u128, Duration, Colour, Vec<u8>, Option<bool>) {
    samples_tuple5().swap_remove(index as usize)
}
fn is_made_tuple5(
    seed: &[u8],
    v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
) -> bool {
    let (
        a,
        b,
    ): (
        (u128, Duration, Colour, Vec<u8>, Option<bool>),
        (u128, Duration, Colour, Vec<u8>, Option<bool>),
    ) = (made(seed), v);
    a == b
}
fn made_tuple5(seed: &[u8]) -> (u128, Duration, Colour, Vec<u8>, Option<bool>) {
    made(seed)
}
async fn later_tuple5(
    v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
    wait: bool,
) -> (u128, Duration, Colour, Vec<u8>, Option<bool>) {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tuple5(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tuple5(index);
    let b = go_tuple5(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tuple5(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tuple5(seed);
    let b = go_tuple5(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tuple5() -> impl Stream<
    Item = (u128, Duration, Colour, Vec<u8>, Option<bool>),
> + Send + 'static {
    stream::iter(samples_tuple5())
}
fn leaf_tuple5(
    v: (u128, Duration, Colour, Vec<u8>, Option<bool>),
) -> (u128, Duration, Colour, Vec<u8>, Option<bool>) {
    v
}
fn nest_tuple5(v: Tuple5Nest) -> Tuple5Nest {
    v
}
fn echo_tuple6(
    v: (u8, u16, u32, u64, (bool, String), Point),
) -> (u8, u16, u32, u64, (bool, String), Point) {
    v
}
fn try_tuple6(
    v: (u8, u16, u32, u64, (bool, String), Point),
    fail: bool,
) -> Result<(u8, u16, u32, u64, (bool, String), Point), MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tuple6() -> Vec<(u8, u16, u32, u64, (bool, String), Point)> {
    vec![(1, 2, 3, 4, (true, "a".into()), Point { x : 5, y : 6, visible : true })]
}
fn is_tuple6(index: u32, v: (u8, u16, u32, u64, (bool, String), Point)) -> bool {
    let (
        a,
        b,
    ): (
        (u8, u16, u32, u64, (bool, String), Point),
        (u8, u16, u32, u64, (bool, String), Point),
    ) = (sample_tuple6(index), v);
    a == b
}
fn sample_tuple6(index: u32) -> (u8, u16, u32, u64, (bool, String), Point) {
    samples_tuple6().swap_remove(index as usize)
}
fn is_made_tuple6(seed: &[u8], v: (u8, u16, u32, u64, (bool, String), Point)) -> bool {
    let (
        a,
        b,
    ): (
        (u8, u16, u32, u64, (bool, String), Point),
        (u8, u16, u32, u64, (bool, String), Point),
    ) = (made(seed), v);
    a == b
}
fn made_tuple6(seed: &[u8]) -> (u8, u16, u32, u64, (bool, String), Point) {
    made(seed)
}
async fn later_tuple6(
    v: (u8, u16, u32, u64, (bool, String), Point),
    wait: bool,
) -> (u8, u16, u32, u64, (bool, String), Point) {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tuple6(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tuple6(index);
    let b = go_tuple6(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tuple6(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tuple6(seed);
    let b = go_tuple6(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tuple6() -> impl Stream<
    Item = (u8, u16, u32, u64, (bool, String), Point),
> + Send + 'static {
    stream::iter(samples_tuple6())
}
fn leaf_tuple6(
    v: (u8, u16, u32, u64, (bool, String), Point),
) -> (u8, u16, u32, u64, (bool, String), Point) {
    v
}
fn nest_tuple6(v: Tuple6Nest) -> Tuple6Nest {
    v
}
fn echo_hash_map(v: HashMap<String, u32>) -> HashMap<String, u32> {
    v
}
fn try_hash_map(
    v: HashMap<String, u32>,
    fail: bool,
) -> Result<HashMap<String, u32>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_hash_map() -> Vec<HashMap<String, u32>> {
    vec![[].into(), [("a".into(), 1), ("".into(), 2)].into()]
}
fn is_hash_map(index: u32, v: HashMap<String, u32>) -> bool {
    let (a, b): (HashMap<String, u32>, HashMap<String, u32>) = (
        sample_hash_map(index),
        v,
    );
    a == b
}
fn sample_hash_map(index: u32) -> HashMap<String, u32> {
    samples_hash_map().swap_remove(index as usize)
}
fn is_made_hash_map(seed: &[u8], v: HashMap<String, u32>) -> bool {
    let (a, b): (HashMap<String, u32>, HashMap<String, u32>) = (made(seed), v);
    a == b
}
fn made_hash_map(seed: &[u8]) -> HashMap<String, u32> {
    made(seed)
}
async fn later_hash_map(v: HashMap<String, u32>, wait: bool) -> HashMap<String, u32> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_hash_map(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_hash_map(index);
    let b = go_hash_map(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_hash_map(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_hash_map(seed);
    let b = go_hash_map(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_hash_map() -> impl Stream<Item = HashMap<String, u32>> + Send + 'static {
    stream::iter(samples_hash_map())
}
fn leaf_hash_map(v: HashMap<String, u32>) -> HashMap<String, u32> {
    v
}
fn nest_hash_map(v: HashMapNest) -> HashMapNest {
    v
}
fn echo_tree_map(v: BTreeMap<Colour, Vec<String>>) -> BTreeMap<Colour, Vec<String>> {
    v
}
fn try_tree_map(
    v: BTreeMap<Colour, Vec<String>>,
    fail: bool,
) -> Result<BTreeMap<Colour, Vec<String>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tree_map() -> Vec<BTreeMap<Colour, Vec<String>>> {
    vec![[].into(), [(Colour::Red, vec!["a".into()]), (Colour::Blue, vec![])].into()]
}
fn is_tree_map(index: u32, v: BTreeMap<Colour, Vec<String>>) -> bool {
    let (a, b): (BTreeMap<Colour, Vec<String>>, BTreeMap<Colour, Vec<String>>) = (
        sample_tree_map(index),
        v,
    );
    a == b
}
fn sample_tree_map(index: u32) -> BTreeMap<Colour, Vec<String>> {
    samples_tree_map().swap_remove(index as usize)
}
fn is_made_tree_map(seed: &[u8], v: BTreeMap<Colour, Vec<String>>) -> bool {
    let (a, b): (BTreeMap<Colour, Vec<String>>, BTreeMap<Colour, Vec<String>>) = (
        made(seed),
        v,
    );
    a == b
}
fn made_tree_map(seed: &[u8]) -> BTreeMap<Colour, Vec<String>> {
    made(seed)
}
async fn later_tree_map(
    v: BTreeMap<Colour, Vec<String>>,
    wait: bool,
) -> BTreeMap<Colour, Vec<String>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tree_map(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tree_map(index);
    let b = go_tree_map(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tree_map(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tree_map(seed);
    let b = go_tree_map(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tree_map() -> impl Stream<
    Item = BTreeMap<Colour, Vec<String>>,
> + Send + 'static {
    stream::iter(samples_tree_map())
}
fn leaf_tree_map(v: BTreeMap<Colour, Vec<String>>) -> BTreeMap<Colour, Vec<String>> {
    v
}
fn nest_tree_map(v: TreeMapNest) -> TreeMapNest {
    v
}
fn echo_map_char(v: HashMap<char, bool>) -> HashMap<char, bool> {
    v
}
fn try_map_char(
    v: HashMap<char, bool>,
    fail: bool,
) -> Result<HashMap<char, bool>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_map_char() -> Vec<HashMap<char, bool>> {
    vec![[('é', true)].into()]
}
fn is_map_char(index: u32, v: HashMap<char, bool>) -> bool {
    let (a, b): (HashMap<char, bool>, HashMap<char, bool>) = (sample_map_char(index), v);
    a == b
}
fn sample_map_char(index: u32) -> HashMap<char, bool> {
    samples_map_char().swap_remove(index as usize)
}
fn is_made_map_char(seed: &[u8], v: HashMap<char, bool>) -> bool {
    let (a, b): (HashMap<char, bool>, HashMap<char, bool>) = (made(seed), v);
    a == b
}
fn made_map_char(seed: &[u8]) -> HashMap<char, bool> {
    made(seed)
}
async fn later_map_char(v: HashMap<char, bool>, wait: bool) -> HashMap<char, bool> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_map_char(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_map_char(index);
    let b = go_map_char(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_map_char(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_map_char(seed);
    let b = go_map_char(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_map_char() -> impl Stream<Item = HashMap<char, bool>> + Send + 'static {
    stream::iter(samples_map_char())
}
fn leaf_map_char(v: HashMap<char, bool>) -> HashMap<char, bool> {
    v
}
fn nest_map_char(v: MapCharNest) -> MapCharNest {
    v
}
fn echo_map_wide(v: BTreeMap<i128, [u8; 2]>) -> BTreeMap<i128, [u8; 2]> {
    v
}
fn try_map_wide(
    v: BTreeMap<i128, [u8; 2]>,
    fail: bool,
) -> Result<BTreeMap<i128, [u8; 2]>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_map_wide() -> Vec<BTreeMap<i128, [u8; 2]>> {
    vec![[(- 1, [1, 2])].into()]
}
fn is_map_wide(index: u32, v: BTreeMap<i128, [u8; 2]>) -> bool {
    let (a, b): (BTreeMap<i128, [u8; 2]>, BTreeMap<i128, [u8; 2]>) = (
        sample_map_wide(index),
        v,
    );
    a == b
}
fn sample_map_wide(index: u32) -> BTreeMap<i128, [u8; 2]> {
    samples_map_wide().swap_remove(index as usize)
}
fn is_made_map_wide(seed: &[u8], v: BTreeMap<i128, [u8; 2]>) -> bool {
    let (a, b): (BTreeMap<i128, [u8; 2]>, BTreeMap<i128, [u8; 2]>) = (made(seed), v);
    a == b
}
fn made_map_wide(seed: &[u8]) -> BTreeMap<i128, [u8; 2]> {
    made(seed)
}
async fn later_map_wide(
    v: BTreeMap<i128, [u8; 2]>,
    wait: bool,
) -> BTreeMap<i128, [u8; 2]> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_map_wide(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_map_wide(index);
    let b = go_map_wide(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_map_wide(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_map_wide(seed);
    let b = go_map_wide(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_map_wide() -> impl Stream<Item = BTreeMap<i128, [u8; 2]>> + Send + 'static {
    stream::iter(samples_map_wide())
}
fn leaf_map_wide(v: BTreeMap<i128, [u8; 2]>) -> BTreeMap<i128, [u8; 2]> {
    v
}
fn nest_map_wide(v: MapWideNest) -> MapWideNest {
    v
}
fn echo_map_record(v: HashMap<u64, Person>) -> HashMap<u64, Person> {
    v
}
fn try_map_record(
    v: HashMap<u64, Person>,
    fail: bool,
) -> Result<HashMap<u64, Person>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_map_record() -> Vec<HashMap<u64, Person>> {
    vec![[(u64::MAX, person(1))].into()]
}
fn is_map_record(index: u32, v: HashMap<u64, Person>) -> bool {
    let (a, b): (HashMap<u64, Person>, HashMap<u64, Person>) = (
        sample_map_record(index),
        v,
    );
    a == b
}
fn sample_map_record(index: u32) -> HashMap<u64, Person> {
    samples_map_record().swap_remove(index as usize)
}
fn is_made_map_record(seed: &[u8], v: HashMap<u64, Person>) -> bool {
    let (a, b): (HashMap<u64, Person>, HashMap<u64, Person>) = (made(seed), v);
    a == b
}
fn made_map_record(seed: &[u8]) -> HashMap<u64, Person> {
    made(seed)
}
async fn later_map_record(v: HashMap<u64, Person>, wait: bool) -> HashMap<u64, Person> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_map_record(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_map_record(index);
    let b = go_map_record(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_map_record(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_map_record(seed);
    let b = go_map_record(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_map_record() -> impl Stream<Item = HashMap<u64, Person>> + Send + 'static {
    stream::iter(samples_map_record())
}
fn leaf_map_record(v: HashMap<u64, Person>) -> HashMap<u64, Person> {
    v
}
fn nest_map_record(v: MapRecordNest) -> MapRecordNest {
    v
}
fn echo_map_map(
    v: BTreeMap<bool, HashMap<u8, String>>,
) -> BTreeMap<bool, HashMap<u8, String>> {
    v
}
fn try_map_map(
    v: BTreeMap<bool, HashMap<u8, String>>,
    fail: bool,
) -> Result<BTreeMap<bool, HashMap<u8, String>>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_map_map() -> Vec<BTreeMap<bool, HashMap<u8, String>>> {
    vec![[(true, [(1, "a".into())].into()), (false, [].into())].into()]
}
fn is_map_map(index: u32, v: BTreeMap<bool, HashMap<u8, String>>) -> bool {
    let (
        a,
        b,
    ): (BTreeMap<bool, HashMap<u8, String>>, BTreeMap<bool, HashMap<u8, String>>) = (
        sample_map_map(index),
        v,
    );
    a == b
}
fn sample_map_map(index: u32) -> BTreeMap<bool, HashMap<u8, String>> {
    samples_map_map().swap_remove(index as usize)
}
fn is_made_map_map(seed: &[u8], v: BTreeMap<bool, HashMap<u8, String>>) -> bool {
    let (
        a,
        b,
    ): (BTreeMap<bool, HashMap<u8, String>>, BTreeMap<bool, HashMap<u8, String>>) = (
        made(seed),
        v,
    );
    a == b
}
fn made_map_map(seed: &[u8]) -> BTreeMap<bool, HashMap<u8, String>> {
    made(seed)
}
async fn later_map_map(
    v: BTreeMap<bool, HashMap<u8, String>>,
    wait: bool,
) -> BTreeMap<bool, HashMap<u8, String>> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_map_map(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_map_map(index);
    let b = go_map_map(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_map_map(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_map_map(seed);
    let b = go_map_map(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_map_map() -> impl Stream<
    Item = BTreeMap<bool, HashMap<u8, String>>,
> + Send + 'static {
    stream::iter(samples_map_map())
}
fn leaf_map_map(
    v: BTreeMap<bool, HashMap<u8, String>>,
) -> BTreeMap<bool, HashMap<u8, String>> {
    v
}
fn nest_map_map(v: MapMapNest) -> MapMapNest {
    v
}
fn echo_hash_set(v: HashSet<String>) -> HashSet<String> {
    v
}
fn try_hash_set(v: HashSet<String>, fail: bool) -> Result<HashSet<String>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_hash_set() -> Vec<HashSet<String>> {
    vec![[].into(), ["a".into(), "b".into()].into()]
}
fn is_hash_set(index: u32, v: HashSet<String>) -> bool {
    let (a, b): (HashSet<String>, HashSet<String>) = (sample_hash_set(index), v);
    a == b
}
fn sample_hash_set(index: u32) -> HashSet<String> {
    samples_hash_set().swap_remove(index as usize)
}
fn is_made_hash_set(seed: &[u8], v: HashSet<String>) -> bool {
    let (a, b): (HashSet<String>, HashSet<String>) = (made(seed), v);
    a == b
}
fn made_hash_set(seed: &[u8]) -> HashSet<String> {
    made(seed)
}
async fn later_hash_set(v: HashSet<String>, wait: bool) -> HashSet<String> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_hash_set(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_hash_set(index);
    let b = go_hash_set(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_hash_set(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_hash_set(seed);
    let b = go_hash_set(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_hash_set() -> impl Stream<Item = HashSet<String>> + Send + 'static {
    stream::iter(samples_hash_set())
}
fn leaf_hash_set(v: HashSet<String>) -> HashSet<String> {
    v
}
fn nest_hash_set(v: HashSetNest) -> HashSetNest {
    v
}
fn echo_tree_set(v: BTreeSet<i64>) -> BTreeSet<i64> {
    v
}
fn try_tree_set(v: BTreeSet<i64>, fail: bool) -> Result<BTreeSet<i64>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_tree_set() -> Vec<BTreeSet<i64>> {
    vec![[].into(), [1, - 2].into()]
}
fn is_tree_set(index: u32, v: BTreeSet<i64>) -> bool {
    let (a, b): (BTreeSet<i64>, BTreeSet<i64>) = (sample_tree_set(index), v);
    a == b
}
fn sample_tree_set(index: u32) -> BTreeSet<i64> {
    samples_tree_set().swap_remove(index as usize)
}
fn is_made_tree_set(seed: &[u8], v: BTreeSet<i64>) -> bool {
    let (a, b): (BTreeSet<i64>, BTreeSet<i64>) = (made(seed), v);
    a == b
}
fn made_tree_set(seed: &[u8]) -> BTreeSet<i64> {
    made(seed)
}
async fn later_tree_set(v: BTreeSet<i64>, wait: bool) -> BTreeSet<i64> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_tree_set(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_tree_set(index);
    let b = go_tree_set(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_tree_set(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_tree_set(seed);
    let b = go_tree_set(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_tree_set() -> impl Stream<Item = BTreeSet<i64>> + Send + 'static {
    stream::iter(samples_tree_set())
}
fn leaf_tree_set(v: BTreeSet<i64>) -> BTreeSet<i64> {
    v
}
fn nest_tree_set(v: TreeSetNest) -> TreeSetNest {
    v
}
fn echo_set_colour(v: HashSet<Colour>) -> HashSet<Colour> {
    v
}
fn try_set_colour(
    v: HashSet<Colour>,
    fail: bool,
) -> Result<HashSet<Colour>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_set_colour() -> Vec<HashSet<Colour>> {
    vec![[Colour::Green].into()]
}
fn is_set_colour(index: u32, v: HashSet<Colour>) -> bool {
    let (a, b): (HashSet<Colour>, HashSet<Colour>) = (sample_set_colour(index), v);
    a == b
}
fn sample_set_colour(index: u32) -> HashSet<Colour> {
    samples_set_colour().swap_remove(index as usize)
}
fn is_made_set_colour(seed: &[u8], v: HashSet<Colour>) -> bool {
    let (a, b): (HashSet<Colour>, HashSet<Colour>) = (made(seed), v);
    a == b
}
fn made_set_colour(seed: &[u8]) -> HashSet<Colour> {
    made(seed)
}
async fn later_set_colour(v: HashSet<Colour>, wait: bool) -> HashSet<Colour> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_set_colour(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_set_colour(index);
    let b = go_set_colour(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_set_colour(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_set_colour(seed);
    let b = go_set_colour(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_set_colour() -> impl Stream<Item = HashSet<Colour>> + Send + 'static {
    stream::iter(samples_set_colour())
}
fn leaf_set_colour(v: HashSet<Colour>) -> HashSet<Colour> {
    v
}
fn nest_set_colour(v: SetColourNest) -> SetColourNest {
    v
}
fn echo_set_wide(v: BTreeSet<u128>) -> BTreeSet<u128> {
    v
}
fn try_set_wide(v: BTreeSet<u128>, fail: bool) -> Result<BTreeSet<u128>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_set_wide() -> Vec<BTreeSet<u128>> {
    vec![[u128::MAX].into()]
}
fn is_set_wide(index: u32, v: BTreeSet<u128>) -> bool {
    let (a, b): (BTreeSet<u128>, BTreeSet<u128>) = (sample_set_wide(index), v);
    a == b
}
fn sample_set_wide(index: u32) -> BTreeSet<u128> {
    samples_set_wide().swap_remove(index as usize)
}
fn is_made_set_wide(seed: &[u8], v: BTreeSet<u128>) -> bool {
    let (a, b): (BTreeSet<u128>, BTreeSet<u128>) = (made(seed), v);
    a == b
}
fn made_set_wide(seed: &[u8]) -> BTreeSet<u128> {
    made(seed)
}
async fn later_set_wide(v: BTreeSet<u128>, wait: bool) -> BTreeSet<u128> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_set_wide(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_set_wide(index);
    let b = go_set_wide(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_set_wide(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_set_wide(seed);
    let b = go_set_wide(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_set_wide() -> impl Stream<Item = BTreeSet<u128>> + Send + 'static {
    stream::iter(samples_set_wide())
}
fn leaf_set_wide(v: BTreeSet<u128>) -> BTreeSet<u128> {
    v
}
fn nest_set_wide(v: SetWideNest) -> SetWideNest {
    v
}
fn echo_duration(v: Duration) -> Duration {
    v
}
fn try_duration(v: Duration, fail: bool) -> Result<Duration, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_duration() -> Vec<Duration> {
    vec![Duration::ZERO, Duration::from_nanos(1), Duration::from_nanos(i64::MAX as u64)]
}
fn is_duration(index: u32, v: Duration) -> bool {
    let (a, b): (Duration, Duration) = (sample_duration(index), v);
    a == b
}
fn sample_duration(index: u32) -> Duration {
    samples_duration().swap_remove(index as usize)
}
fn is_made_duration(seed: &[u8], v: Duration) -> bool {
    let (a, b): (Duration, Duration) = (made(seed), v);
    a == b
}
fn made_duration(seed: &[u8]) -> Duration {
    made(seed)
}
async fn later_duration(v: Duration, wait: bool) -> Duration {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_duration(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_duration(index);
    let b = go_duration(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_duration(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_duration(seed);
    let b = go_duration(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_duration() -> impl Stream<Item = Duration> + Send + 'static {
    stream::iter(samples_duration())
}
fn leaf_duration(v: Duration) -> Duration {
    v
}
fn refused_duration(index: u32) -> Duration {
    let values: Vec<Duration> = vec![
        Duration::MAX, Duration::from_nanos(i64::MAX as u64 + 1)
    ];
    values[index as usize].clone()
}
fn give_refused_duration(index: u32) -> Result<(), MatrixError> {
    let a = refused_duration(index);
    go_duration(a.clone(), ECHO).map(drop).map_err(failed)
}
fn nest_duration(v: DurationNest) -> DurationNest {
    v
}
fn echo_time(v: SystemTime) -> SystemTime {
    v
}
fn try_time(v: SystemTime, fail: bool) -> Result<SystemTime, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_time() -> Vec<SystemTime> {
    vec![
        UNIX_EPOCH, UNIX_EPOCH - Duration::from_nanos(1), UNIX_EPOCH -
        Duration::from_secs(62_135_596_800), UNIX_EPOCH - Duration::new(9_572_086_677,
        999_999_996), UNIX_EPOCH + Duration::new(32_472_144_000, 7)
    ]
}
fn is_time(index: u32, v: SystemTime) -> bool {
    let (a, b): (SystemTime, SystemTime) = (sample_time(index), v);
    a == b
}
fn sample_time(index: u32) -> SystemTime {
    samples_time().swap_remove(index as usize)
}
fn is_made_time(seed: &[u8], v: SystemTime) -> bool {
    let (a, b): (SystemTime, SystemTime) = (made(seed), v);
    a == b
}
fn made_time(seed: &[u8]) -> SystemTime {
    made(seed)
}
async fn later_time(v: SystemTime, wait: bool) -> SystemTime {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_time(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_time(index);
    let b = go_time(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_time(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_time(seed);
    let b = go_time(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_time() -> impl Stream<Item = SystemTime> + Send + 'static {
    stream::iter(samples_time())
}
fn leaf_time(v: SystemTime) -> SystemTime {
    v
}
fn nest_time(v: TimeNest) -> TimeNest {
    v
}
fn echo_point(v: Point) -> Point {
    v
}
fn try_point(v: Point, fail: bool) -> Result<Point, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_point() -> Vec<Point> {
    vec![
        Point { x : 0, y : 0, visible : false }, Point { x : i32::MIN, y : i32::MAX,
        visible : true }
    ]
}
fn is_point(index: u32, v: Point) -> bool {
    let (a, b): (Point, Point) = (sample_point(index), v);
    a == b
}
fn sample_point(index: u32) -> Point {
    samples_point().swap_remove(index as usize)
}
fn is_made_point(seed: &[u8], v: Point) -> bool {
    let (a, b): (Point, Point) = (made(seed), v);
    a == b
}
fn made_point(seed: &[u8]) -> Point {
    made(seed)
}
async fn later_point(v: Point, wait: bool) -> Point {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_point(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_point(index);
    let b = go_point(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_point(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_point(seed);
    let b = go_point(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_point() -> impl Stream<Item = Point> + Send + 'static {
    stream::iter(samples_point())
}
fn leaf_point(v: Point) -> Point {
    v
}
fn nest_point(v: PointNest) -> PointNest {
    v
}
fn echo_plain(v: Plain) -> Plain {
    v
}
fn try_plain(v: Plain, fail: bool) -> Result<Plain, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_plain() -> Vec<Plain> {
    vec![plain(1)]
}
fn is_plain(index: u32, v: Plain) -> bool {
    let (a, b): (Plain, Plain) = (sample_plain(index), v);
    a == b
}
fn sample_plain(index: u32) -> Plain {
    samples_plain().swap_remove(index as usize)
}
fn is_made_plain(seed: &[u8], v: Plain) -> bool {
    let (a, b): (Plain, Plain) = (made(seed), v);
    a == b
}
fn made_plain(seed: &[u8]) -> Plain {
    made(seed)
}
async fn later_plain(v: Plain, wait: bool) -> Plain {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_plain(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_plain(index);
    let b = go_plain(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_plain(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_plain(seed);
    let b = go_plain(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_plain() -> impl Stream<Item = Plain> + Send + 'static {
    stream::iter(samples_plain())
}
fn leaf_plain(v: Plain) -> Plain {
    v
}
fn nest_plain(v: PlainNest) -> PlainNest {
    v
}
fn echo_person(v: Person) -> Person {
    v
}
fn try_person(v: Person, fail: bool) -> Result<Person, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_person() -> Vec<Person> {
    vec![person(0), person(3), person(3000)]
}
fn is_person(index: u32, v: Person) -> bool {
    let (a, b): (Person, Person) = (sample_person(index), v);
    a == b
}
fn sample_person(index: u32) -> Person {
    samples_person().swap_remove(index as usize)
}
fn is_made_person(seed: &[u8], v: Person) -> bool {
    let (a, b): (Person, Person) = (made(seed), v);
    a == b
}
fn made_person(seed: &[u8]) -> Person {
    made(seed)
}
async fn later_person(v: Person, wait: bool) -> Person {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_person(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_person(index);
    let b = go_person(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_person(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_person(seed);
    let b = go_person(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_person() -> impl Stream<Item = Person> + Send + 'static {
    stream::iter(samples_person())
}
fn leaf_person(v: Person) -> Person {
    v
}
fn nest_person(v: PersonNest) -> PersonNest {
    v
}
fn echo_deep(v: Deep) -> Deep {
    v
}
fn try_deep(v: Deep, fail: bool) -> Result<Deep, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_deep() -> Vec<Deep> {
    vec![deep(0), deep(4)]
}
fn is_deep(index: u32, v: Deep) -> bool {
    let (a, b): (Deep, Deep) = (sample_deep(index), v);
    a == b
}
fn sample_deep(index: u32) -> Deep {
    samples_deep().swap_remove(index as usize)
}
fn is_made_deep(seed: &[u8], v: Deep) -> bool {
    let (a, b): (Deep, Deep) = (made(seed), v);
    a == b
}
fn made_deep(seed: &[u8]) -> Deep {
    made(seed)
}
async fn later_deep(v: Deep, wait: bool) -> Deep {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_deep(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_deep(index);
    let b = go_deep(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_deep(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_deep(seed);
    let b = go_deep(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_deep() -> impl Stream<Item = Deep> + Send + 'static {
    stream::iter(samples_deep())
}
fn leaf_deep(v: Deep) -> Deep {
    v
}
fn nest_deep(v: DeepNest) -> DeepNest {
    v
}
fn echo_empty(v: Empty) -> Empty {
    v
}
fn try_empty(v: Empty, fail: bool) -> Result<Empty, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_empty() -> Vec<Empty> {
    vec![Empty {}]
}
fn is_empty(index: u32, v: Empty) -> bool {
    let (a, b): (Empty, Empty) = (sample_empty(index), v);
    a == b
}
fn sample_empty(index: u32) -> Empty {
    samples_empty().swap_remove(index as usize)
}
fn is_made_empty(seed: &[u8], v: Empty) -> bool {
    let (a, b): (Empty, Empty) = (made(seed), v);
    a == b
}
fn made_empty(seed: &[u8]) -> Empty {
    made(seed)
}
async fn later_empty(v: Empty, wait: bool) -> Empty {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_empty(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty(index);
    let b = go_empty(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty(seed);
    let b = go_empty(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty() -> impl Stream<Item = Empty> + Send + 'static {
    stream::iter(samples_empty())
}
fn leaf_empty(v: Empty) -> Empty {
    v
}
fn nest_empty(v: EmptyNest) -> EmptyNest {
    v
}
fn echo_empty_list(v: Vec<Empty>) -> Vec<Empty> {
    v
}
fn try_empty_list(v: Vec<Empty>, fail: bool) -> Result<Vec<Empty>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_empty_list() -> Vec<Vec<Empty>> {
    vec![vec![], vec![Empty {}], vec![Empty {}; 5000]]
}
fn is_empty_list(index: u32, v: Vec<Empty>) -> bool {
    let (a, b): (Vec<Empty>, Vec<Empty>) = (sample_empty_list(index), v);
    a == b
}
fn sample_empty_list(index: u32) -> Vec<Empty> {
    samples_empty_list().swap_remove(index as usize)
}
fn is_made_empty_list(seed: &[u8], v: Vec<Empty>) -> bool {
    let (a, b): (Vec<Empty>, Vec<Empty>) = (made(seed), v);
    a == b
}
fn made_empty_list(seed: &[u8]) -> Vec<Empty> {
    made(seed)
}
async fn later_empty_list(v: Vec<Empty>, wait: bool) -> Vec<Empty> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_empty_list(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty_list(index);
    let b = go_empty_list(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty_list(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty_list(seed);
    let b = go_empty_list(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty_list() -> impl Stream<Item = Vec<Empty>> + Send + 'static {
    stream::iter(samples_empty_list())
}
fn leaf_empty_list(v: Vec<Empty>) -> Vec<Empty> {
    v
}
fn nest_empty_list(v: EmptyListNest) -> EmptyListNest {
    v
}
fn echo_empty_slice(v: &[Empty]) -> Vec<Empty> {
    v.to_vec()
}
fn try_empty_slice(v: &[Empty], fail: bool) -> Result<Vec<Empty>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v.to_vec()) }
}
fn samples_empty_slice() -> Vec<Vec<Empty>> {
    vec![vec![], vec![Empty {}; 3]]
}
fn is_empty_slice(index: u32, v: &[Empty]) -> bool {
    let (a, b): (Vec<Empty>, Vec<Empty>) = (sample_empty_slice(index), v.to_vec());
    a == b
}
fn sample_empty_slice(index: u32) -> Vec<Empty> {
    samples_empty_slice().swap_remove(index as usize)
}
fn is_made_empty_slice(seed: &[u8], v: &[Empty]) -> bool {
    let (a, b): (Vec<Empty>, Vec<Empty>) = (made(seed), v.to_vec());
    a == b
}
fn made_empty_slice(seed: &[u8]) -> Vec<Empty> {
    made(seed)
}
async fn later_empty_slice(v: &[Empty], wait: bool) -> Vec<Empty> {
    if wait {
        tokio::task::yield_now().await;
    }
    v.to_vec()
}
fn back_empty_slice(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty_slice(index);
    let b = go_empty_slice(&a, how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty_slice(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty_slice(seed);
    let b = go_empty_slice(&a, ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty_slice() -> impl Stream<Item = Vec<Empty>> + Send + 'static {
    stream::iter(samples_empty_slice())
}
fn leaf_empty_slice(v: &[Empty]) -> Vec<Empty> {
    v.to_vec()
}
fn echo_empty_array(v: [Empty; 300]) -> [Empty; 300] {
    v
}
fn try_empty_array(v: [Empty; 300], fail: bool) -> Result<[Empty; 300], MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_empty_array() -> Vec<[Empty; 300]> {
    vec![[const { Empty {} }; 300]]
}
fn is_empty_array(index: u32, v: [Empty; 300]) -> bool {
    let (a, b): ([Empty; 300], [Empty; 300]) = (sample_empty_array(index), v);
    a == b
}
fn sample_empty_array(index: u32) -> [Empty; 300] {
    samples_empty_array().swap_remove(index as usize)
}
fn is_made_empty_array(seed: &[u8], v: [Empty; 300]) -> bool {
    let (a, b): ([Empty; 300], [Empty; 300]) = (made(seed), v);
    a == b
}
fn made_empty_array(seed: &[u8]) -> [Empty; 300] {
    made(seed)
}
async fn later_empty_array(v: [Empty; 300], wait: bool) -> [Empty; 300] {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_empty_array(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty_array(index);
    let b = go_empty_array(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty_array(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty_array(seed);
    let b = go_empty_array(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty_array() -> impl Stream<Item = [Empty; 300]> + Send + 'static {
    stream::iter(samples_empty_array())
}
fn leaf_empty_array(v: [Empty; 300]) -> [Empty; 300] {
    v
}
fn nest_empty_array(v: EmptyArrayNest) -> EmptyArrayNest {
    v
}
fn echo_empty_tuple(v: (Empty, Empty)) -> (Empty, Empty) {
    v
}
fn try_empty_tuple(
    v: (Empty, Empty),
    fail: bool,
) -> Result<(Empty, Empty), MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_empty_tuple() -> Vec<(Empty, Empty)> {
    vec![(Empty {}, Empty {})]
}
fn is_empty_tuple(index: u32, v: (Empty, Empty)) -> bool {
    let (a, b): ((Empty, Empty), (Empty, Empty)) = (sample_empty_tuple(index), v);
    a == b
}
fn sample_empty_tuple(index: u32) -> (Empty, Empty) {
    samples_empty_tuple().swap_remove(index as usize)
}
fn is_made_empty_tuple(seed: &[u8], v: (Empty, Empty)) -> bool {
    let (a, b): ((Empty, Empty), (Empty, Empty)) = (made(seed), v);
    a == b
}
fn made_empty_tuple(seed: &[u8]) -> (Empty, Empty) {
    made(seed)
}
async fn later_empty_tuple(v: (Empty, Empty), wait: bool) -> (Empty, Empty) {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_empty_tuple(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty_tuple(index);
    let b = go_empty_tuple(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty_tuple(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty_tuple(seed);
    let b = go_empty_tuple(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty_tuple() -> impl Stream<Item = (Empty, Empty)> + Send + 'static {
    stream::iter(samples_empty_tuple())
}
fn leaf_empty_tuple(v: (Empty, Empty)) -> (Empty, Empty) {
    v
}
fn nest_empty_tuple(v: EmptyTupleNest) -> EmptyTupleNest {
    v
}
fn echo_empty_option(v: Option<Empty>) -> Option<Empty> {
    v
}
fn try_empty_option(v: Option<Empty>, fail: bool) -> Result<Option<Empty>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_empty_option() -> Vec<Option<Empty>> {
    vec![None, Some(Empty {})]
}
fn is_empty_option(index: u32, v: Option<Empty>) -> bool {
    let (a, b): (Option<Empty>, Option<Empty>) = (sample_empty_option(index), v);
    a == b
}
fn sample_empty_option(index: u32) -> Option<Empty> {
    samples_empty_option().swap_remove(index as usize)
}
fn is_made_empty_option(seed: &[u8], v: Option<Empty>) -> bool {
    let (a, b): (Option<Empty>, Option<Empty>) = (made(seed), v);
    a == b
}
fn made_empty_option(seed: &[u8]) -> Option<Empty> {
    made(seed)
}
async fn later_empty_option(v: Option<Empty>, wait: bool) -> Option<Empty> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_empty_option(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty_option(index);
    let b = go_empty_option(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty_option(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty_option(seed);
    let b = go_empty_option(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty_option() -> impl Stream<Item = Option<Empty>> + Send + 'static {
    stream::iter(samples_empty_option())
}
fn leaf_empty_option(v: Option<Empty>) -> Option<Empty> {
    v
}
fn echo_empty_map(v: HashMap<String, Empty>) -> HashMap<String, Empty> {
    v
}
fn try_empty_map(
    v: HashMap<String, Empty>,
    fail: bool,
) -> Result<HashMap<String, Empty>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_empty_map() -> Vec<HashMap<String, Empty>> {
    vec![[].into(), [("".into(), Empty {}), ("a".into(), Empty {})].into()]
}
fn is_empty_map(index: u32, v: HashMap<String, Empty>) -> bool {
    let (a, b): (HashMap<String, Empty>, HashMap<String, Empty>) = (
        sample_empty_map(index),
        v,
    );
    a == b
}
fn sample_empty_map(index: u32) -> HashMap<String, Empty> {
    samples_empty_map().swap_remove(index as usize)
}
fn is_made_empty_map(seed: &[u8], v: HashMap<String, Empty>) -> bool {
    let (a, b): (HashMap<String, Empty>, HashMap<String, Empty>) = (made(seed), v);
    a == b
}
fn made_empty_map(seed: &[u8]) -> HashMap<String, Empty> {
    made(seed)
}
async fn later_empty_map(
    v: HashMap<String, Empty>,
    wait: bool,
) -> HashMap<String, Empty> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_empty_map(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_empty_map(index);
    let b = go_empty_map(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_empty_map(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_empty_map(seed);
    let b = go_empty_map(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_empty_map() -> impl Stream<Item = HashMap<String, Empty>> + Send + 'static {
    stream::iter(samples_empty_map())
}
fn leaf_empty_map(v: HashMap<String, Empty>) -> HashMap<String, Empty> {
    v
}
fn nest_empty_map(v: EmptyMapNest) -> EmptyMapNest {
    v
}
fn echo_hollow(v: Hollow) -> Hollow {
    v
}
fn try_hollow(v: Hollow, fail: bool) -> Result<Hollow, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_hollow() -> Vec<Hollow> {
    vec![
        Hollow { one : Empty {}, row : [const { Empty {} }; 3], pair : (Empty {}, [Empty
        {}]) }
    ]
}
fn is_hollow(index: u32, v: Hollow) -> bool {
    let (a, b): (Hollow, Hollow) = (sample_hollow(index), v);
    a == b
}
fn sample_hollow(index: u32) -> Hollow {
    samples_hollow().swap_remove(index as usize)
}
fn is_made_hollow(seed: &[u8], v: Hollow) -> bool {
    let (a, b): (Hollow, Hollow) = (made(seed), v);
    a == b
}
fn made_hollow(seed: &[u8]) -> Hollow {
    made(seed)
}
async fn later_hollow(v: Hollow, wait: bool) -> Hollow {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_hollow(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_hollow(index);
    let b = go_hollow(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_hollow(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_hollow(seed);
    let b = go_hollow(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_hollow() -> impl Stream<Item = Hollow> + Send + 'static {
    stream::iter(samples_hollow())
}
fn leaf_hollow(v: Hollow) -> Hollow {
    v
}
fn nest_hollow(v: HollowNest) -> HollowNest {
    v
}
fn echo_hollow_list(v: Vec<Hollow>) -> Vec<Hollow> {
    v
}
fn try_hollow_list(v: Vec<Hollow>, fail: bool) -> Result<Vec<Hollow>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_hollow_list() -> Vec<Vec<Hollow>> {
    vec![
        vec![Hollow { one : Empty {}, row : [const { Empty {} }; 3], pair : (Empty {},
        [Empty {}]) }; 1000]
    ]
}
fn is_hollow_list(index: u32, v: Vec<Hollow>) -> bool {
    let (a, b): (Vec<Hollow>, Vec<Hollow>) = (sample_hollow_list(index), v);
    a == b
}
fn sample_hollow_list(index: u32) -> Vec<Hollow> {
    samples_hollow_list().swap_remove(index as usize)
}
fn is_made_hollow_list(seed: &[u8], v: Vec<Hollow>) -> bool {
    let (a, b): (Vec<Hollow>, Vec<Hollow>) = (made(seed), v);
    a == b
}
fn made_hollow_list(seed: &[u8]) -> Vec<Hollow> {
    made(seed)
}
async fn later_hollow_list(v: Vec<Hollow>, wait: bool) -> Vec<Hollow> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_hollow_list(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_hollow_list(index);
    let b = go_hollow_list(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_hollow_list(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_hollow_list(seed);
    let b = go_hollow_list(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_hollow_list() -> impl Stream<Item = Vec<Hollow>> + Send + 'static {
    stream::iter(samples_hollow_list())
}
fn leaf_hollow_list(v: Vec<Hollow>) -> Vec<Hollow> {
    v
}
fn nest_hollow_list(v: HollowListNest) -> HollowListNest {
    v
}
fn echo_colour(v: Colour) -> Colour {
    v
}
fn try_colour(v: Colour, fail: bool) -> Result<Colour, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_colour() -> Vec<Colour> {
    vec![Colour::Red, Colour::Green, Colour::Infrared, Colour::Ultraviolet]
}
fn is_colour(index: u32, v: Colour) -> bool {
    let (a, b): (Colour, Colour) = (sample_colour(index), v);
    a == b
}
fn sample_colour(index: u32) -> Colour {
    samples_colour().swap_remove(index as usize)
}
fn is_made_colour(seed: &[u8], v: Colour) -> bool {
    let (a, b): (Colour, Colour) = (made(seed), v);
    a == b
}
fn made_colour(seed: &[u8]) -> Colour {
    made(seed)
}
async fn later_colour(v: Colour, wait: bool) -> Colour {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_colour(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_colour(index);
    let b = go_colour(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_colour(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_colour(seed);
    let b = go_colour(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_colour() -> impl Stream<Item = Colour> + Send + 'static {
    stream::iter(samples_colour())
}
fn leaf_colour(v: Colour) -> Colour {
    v
}
fn nest_colour(v: ColourNest) -> ColourNest {
    v
}
fn echo_shape(v: Shape) -> Shape {
    v
}
fn try_shape(v: Shape, fail: bool) -> Result<Shape, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_shape() -> Vec<Shape> {
    vec![
        Shape::Empty, Shape::Circle(1.5), Shape::Line(Point { x : 1, y : 0, visible :
        true }, Point { x : 2, y : 0, visible : false }), Shape::Polygon { points :
        vec![], name : "none".into(), fill : None }, Shape::Polygon { points : vec![Point
        { x : 1, y : 1, visible : true }; 500], name : String::new(), fill :
        Some(Colour::Green) }
    ]
}
fn is_shape(index: u32, v: Shape) -> bool {
    let (a, b): (Shape, Shape) = (sample_shape(index), v);
    a == b
}
fn sample_shape(index: u32) -> Shape {
    samples_shape().swap_remove(index as usize)
}
fn is_made_shape(seed: &[u8], v: Shape) -> bool {
    let (a, b): (Shape, Shape) = (made(seed), v);
    a == b
}
fn made_shape(seed: &[u8]) -> Shape {
    made(seed)
}
async fn later_shape(v: Shape, wait: bool) -> Shape {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_shape(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_shape(index);
    let b = go_shape(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_shape(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_shape(seed);
    let b = go_shape(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn stream_shape() -> impl Stream<Item = Shape> + Send + 'static {
    stream::iter(samples_shape())
}
fn leaf_shape(v: Shape) -> Shape {
    v
}
fn nest_shape(v: ShapeNest) -> ShapeNest {
    v
}
fn echo_bytes(v: Bytes) -> Bytes {
    v
}
fn try_bytes(v: Bytes, fail: bool) -> Result<Bytes, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_bytes() -> Vec<Bytes> {
    vec![Bytes::new(), Bytes::from_static(& [1, 2]), vec![7; 100_000] .into()]
}
fn is_bytes(index: u32, v: Bytes) -> bool {
    let (a, b): (Bytes, Bytes) = (sample_bytes(index), v);
    a == b
}
fn sample_bytes(index: u32) -> Bytes {
    samples_bytes().swap_remove(index as usize)
}
fn is_made_bytes(seed: &[u8], v: Bytes) -> bool {
    let (a, b): (Bytes, Bytes) = (made(seed), v);
    a == b
}
fn made_bytes(seed: &[u8]) -> Bytes {
    made(seed)
}
async fn later_bytes(v: Bytes, wait: bool) -> Bytes {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_bytes(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_bytes(index);
    let b = go_bytes(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_bytes(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_bytes(seed);
    let b = go_bytes(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn echo_secret(v: Secret<[u8]>) -> Secret<[u8]> {
    v
}
fn try_secret(v: Secret<[u8]>, fail: bool) -> Result<Secret<[u8]>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_secret() -> Vec<Secret<[u8]>> {
    vec![Secret::new(& []), Secret::new(& [1, 255])]
}
fn is_secret(index: u32, v: Secret<[u8]>) -> bool {
    let (a, b): (Secret<[u8]>, Secret<[u8]>) = (sample_secret(index), v);
    a == b
}
fn sample_secret(index: u32) -> Secret<[u8]> {
    samples_secret().swap_remove(index as usize)
}
fn is_made_secret(seed: &[u8], v: Secret<[u8]>) -> bool {
    let (a, b): (Secret<[u8]>, Secret<[u8]>) = (made(seed), v);
    a == b
}
fn made_secret(seed: &[u8]) -> Secret<[u8]> {
    made(seed)
}
async fn later_secret(v: Secret<[u8]>, wait: bool) -> Secret<[u8]> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_secret(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_secret(index);
    let b = go_secret(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_secret(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_secret(seed);
    let b = go_secret(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
fn echo_secret_text(v: Secret<str>) -> Secret<str> {
    v
}
fn try_secret_text(v: Secret<str>, fail: bool) -> Result<Secret<str>, MatrixError> {
    if fail { Err(MatrixError::Told) } else { Ok(v) }
}
fn samples_secret_text() -> Vec<Secret<str>> {
    vec![Secret::new(""), Secret::new("wörd")]
}
fn is_secret_text(index: u32, v: Secret<str>) -> bool {
    let (a, b): (Secret<str>, Secret<str>) = (sample_secret_text(index), v);
    a == b
}
fn sample_secret_text(index: u32) -> Secret<str> {
    samples_secret_text().swap_remove(index as usize)
}
fn is_made_secret_text(seed: &[u8], v: Secret<str>) -> bool {
    let (a, b): (Secret<str>, Secret<str>) = (made(seed), v);
    a == b
}
fn made_secret_text(seed: &[u8]) -> Secret<str> {
    made(seed)
}
async fn later_secret_text(v: Secret<str>, wait: bool) -> Secret<str> {
    if wait {
        tokio::task::yield_now().await;
    }
    v
}
fn back_secret_text(index: u32, how: i32) -> Result<bool, MatrixError> {
    let a = sample_secret_text(index);
    let b = go_secret_text(a.clone(), how).map_err(failed)?;
    Ok(a == b)
}
fn back_made_secret_text(seed: &[u8]) -> Result<bool, MatrixError> {
    let a = made_secret_text(seed);
    let b = go_secret_text(a.clone(), ECHO).map_err(failed)?;
    Ok(a == b)
}
impl Make for Point {
    fn make(source: &mut Source<'_>) -> Point {
        Point {
            x: Make::make(source),
            y: Make::make(source),
            visible: Make::make(source),
        }
    }
}
impl Make for Plain {
    fn make(source: &mut Source<'_>) -> Plain {
        Plain {
            flag: Make::make(source),
            wide: Make::make(source),
            small: Make::make(source),
            letter: Make::make(source),
            tiny: Make::make(source),
            real: Make::make(source),
            row: Make::make(source),
            span: Make::make(source),
            colour: Make::make(source),
            at: Make::make(source),
            corners: Make::make(source),
            size: Make::make(source),
        }
    }
}
impl Make for Person {
    fn make(source: &mut Source<'_>) -> Person {
        Person {
            name: Make::make(source),
            age: Make::make(source),
            nick: Make::make(source),
            tags: Make::make(source),
            places: Make::make(source),
            colour: Make::make(source),
            scores: Make::make(source),
            born: Make::make(source),
        }
    }
}
impl Make for Deep {
    fn make(source: &mut Source<'_>) -> Deep {
        Deep {
            people: Make::make(source),
            by_name: Make::make(source),
            grid: Make::make(source),
            pairs: Make::make(source),
            plain: Make::make(source),
            index: Make::make(source),
        }
    }
}
impl Make for Empty {
    fn make(_source: &mut Source<'_>) -> Empty {
        Empty {}
    }
}
impl Make for Hollow {
    fn make(source: &mut Source<'_>) -> Hollow {
        Hollow {
            one: Make::make(source),
            row: Make::make(source),
            pair: Make::make(source),
        }
    }
}
impl Make for BoolNest {
    fn make(source: &mut Source<'_>) -> BoolNest {
        BoolNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for CharNest {
    fn make(source: &mut Source<'_>) -> CharNest {
        CharNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for U8Nest {
    fn make(source: &mut Source<'_>) -> U8Nest {
        U8Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for U16Nest {
    fn make(source: &mut Source<'_>) -> U16Nest {
        U16Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for U32Nest {
    fn make(source: &mut Source<'_>) -> U32Nest {
        U32Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for U64Nest {
    fn make(source: &mut Source<'_>) -> U64Nest {
        U64Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for I8Nest {
    fn make(source: &mut Source<'_>) -> I8Nest {
        I8Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for I16Nest {
    fn make(source: &mut Source<'_>) -> I16Nest {
        I16Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for I32Nest {
    fn make(source: &mut Source<'_>) -> I32Nest {
        I32Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for I64Nest {
    fn make(source: &mut Source<'_>) -> I64Nest {
        I64Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for UsizeNest {
    fn make(source: &mut Source<'_>) -> UsizeNest {
        UsizeNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for IsizeNest {
    fn make(source: &mut Source<'_>) -> IsizeNest {
        IsizeNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for U128Nest {
    fn make(source: &mut Source<'_>) -> U128Nest {
        U128Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for I128Nest {
    fn make(source: &mut Source<'_>) -> I128Nest {
        I128Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for F32Nest {
    fn make(source: &mut Source<'_>) -> F32Nest {
        F32Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for F64Nest {
    fn make(source: &mut Source<'_>) -> F64Nest {
        F64Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for StringNest {
    fn make(source: &mut Source<'_>) -> StringNest {
        StringNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecU8Nest {
    fn make(source: &mut Source<'_>) -> VecU8Nest {
        VecU8Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecF64Nest {
    fn make(source: &mut Source<'_>) -> VecF64Nest {
        VecF64Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecBoolNest {
    fn make(source: &mut Source<'_>) -> VecBoolNest {
        VecBoolNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecStringNest {
    fn make(source: &mut Source<'_>) -> VecStringNest {
        VecStringNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecVecNest {
    fn make(source: &mut Source<'_>) -> VecVecNest {
        VecVecNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecOptionNest {
    fn make(source: &mut Source<'_>) -> VecOptionNest {
        VecOptionNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecTupleNest {
    fn make(source: &mut Source<'_>) -> VecTupleNest {
        VecTupleNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecShapeNest {
    fn make(source: &mut Source<'_>) -> VecShapeNest {
        VecShapeNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecPlainNest {
    fn make(source: &mut Source<'_>) -> VecPlainNest {
        VecPlainNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for VecTimeNest {
    fn make(source: &mut Source<'_>) -> VecTimeNest {
        VecTimeNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayU8Nest {
    fn make(source: &mut Source<'_>) -> ArrayU8Nest {
        ArrayU8Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayGridNest {
    fn make(source: &mut Source<'_>) -> ArrayGridNest {
        ArrayGridNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayStringNest {
    fn make(source: &mut Source<'_>) -> ArrayStringNest {
        ArrayStringNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayOptionNest {
    fn make(source: &mut Source<'_>) -> ArrayOptionNest {
        ArrayOptionNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayWideNest {
    fn make(source: &mut Source<'_>) -> ArrayWideNest {
        ArrayWideNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayDurationNest {
    fn make(source: &mut Source<'_>) -> ArrayDurationNest {
        ArrayDurationNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayPointNest {
    fn make(source: &mut Source<'_>) -> ArrayPointNest {
        ArrayPointNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ArrayOneNest {
    fn make(source: &mut Source<'_>) -> ArrayOneNest {
        ArrayOneNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for Tuple2Nest {
    fn make(source: &mut Source<'_>) -> Tuple2Nest {
        Tuple2Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for Tuple3Nest {
    fn make(source: &mut Source<'_>) -> Tuple3Nest {
        Tuple3Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for Tuple4Nest {
    fn make(source: &mut Source<'_>) -> Tuple4Nest {
        Tuple4Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for Tuple5Nest {
    fn make(source: &mut Source<'_>) -> Tuple5Nest {
        Tuple5Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for Tuple6Nest {
    fn make(source: &mut Source<'_>) -> Tuple6Nest {
        Tuple6Nest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for HashMapNest {
    fn make(source: &mut Source<'_>) -> HashMapNest {
        HashMapNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for TreeMapNest {
    fn make(source: &mut Source<'_>) -> TreeMapNest {
        TreeMapNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for MapCharNest {
    fn make(source: &mut Source<'_>) -> MapCharNest {
        MapCharNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for MapWideNest {
    fn make(source: &mut Source<'_>) -> MapWideNest {
        MapWideNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for MapRecordNest {
    fn make(source: &mut Source<'_>) -> MapRecordNest {
        MapRecordNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for MapMapNest {
    fn make(source: &mut Source<'_>) -> MapMapNest {
        MapMapNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for HashSetNest {
    fn make(source: &mut Source<'_>) -> HashSetNest {
        HashSetNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for TreeSetNest {
    fn make(source: &mut Source<'_>) -> TreeSetNest {
        TreeSetNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for SetColourNest {
    fn make(source: &mut Source<'_>) -> SetColourNest {
        SetColourNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for SetWideNest {
    fn make(source: &mut Source<'_>) -> SetWideNest {
        SetWideNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for DurationNest {
    fn make(source: &mut Source<'_>) -> DurationNest {
        DurationNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for TimeNest {
    fn make(source: &mut Source<'_>) -> TimeNest {
        TimeNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for PointNest {
    fn make(source: &mut Source<'_>) -> PointNest {
        PointNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for PlainNest {
    fn make(source: &mut Source<'_>) -> PlainNest {
        PlainNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for PersonNest {
    fn make(source: &mut Source<'_>) -> PersonNest {
        PersonNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for DeepNest {
    fn make(source: &mut Source<'_>) -> DeepNest {
        DeepNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for EmptyNest {
    fn make(source: &mut Source<'_>) -> EmptyNest {
        EmptyNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for EmptyListNest {
    fn make(source: &mut Source<'_>) -> EmptyListNest {
        EmptyListNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for EmptyArrayNest {
    fn make(source: &mut Source<'_>) -> EmptyArrayNest {
        EmptyArrayNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for EmptyTupleNest {
    fn make(source: &mut Source<'_>) -> EmptyTupleNest {
        EmptyTupleNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for EmptyMapNest {
    fn make(source: &mut Source<'_>) -> EmptyMapNest {
        EmptyMapNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for HollowNest {
    fn make(source: &mut Source<'_>) -> HollowNest {
        HollowNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for HollowListNest {
    fn make(source: &mut Source<'_>) -> HollowListNest {
        HollowListNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ColourNest {
    fn make(source: &mut Source<'_>) -> ColourNest {
        ColourNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for ShapeNest {
    fn make(source: &mut Source<'_>) -> ShapeNest {
        ShapeNest {
            list: Make::make(source),
            array: Make::make(source),
            pair: Make::make(source),
            tree: Make::make(source),
            lists: Make::make(source),
            one: Make::make(source),
            maybe: Make::make(source),
        }
    }
}
impl Make for Colour {
    fn make(source: &mut Source<'_>) -> Colour {
        match usize::from(source.byte()) % 5 {
            0 => Colour::Red,
            1 => Colour::Green,
            2 => Colour::Blue,
            3 => Colour::Infrared,
            _ => Colour::Ultraviolet,
        }
    }
}
impl Make for Shape {
    fn make(source: &mut Source<'_>) -> Shape {
        match usize::from(source.byte()) % 4 {
            0 => Shape::Empty,
            1 => Shape::Circle(Make::make(source)),
            2 => Shape::Line(Make::make(source), Make::make(source)),
            _ => {
                Shape::Polygon {
                    points: Make::make(source),
                    name: Make::make(source),
                    fill: Make::make(source),
                }
            }
        }
    }
}
