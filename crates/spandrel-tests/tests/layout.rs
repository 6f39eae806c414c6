//! The plan's layout is the one that rustc gives a `repr(C)` struct of the same fields.

use std::mem::offset_of;

use spandrel_plan::{Layout, Plan};

/// The plan of one bridge.
fn plan(source: &str) -> Plan {
    let report = |report: spandrel_syntax::Report| format!("{:?}", report.sorted());
    let mut bridges =
        spandrel_syntax::source::bridges(source).map_err(report).expect("the bridge is accepted");
    assert_eq!(bridges.len(), 1);
    spandrel_plan::lower(bridges.remove(0))
}

/// What one 128-bit integer is in C and in Go: two words.
#[derive(Clone, Copy)]
#[repr(C)]
struct Wide {
    low: u64,
    high: u64,
}

/// Declares a record twice: as `repr(C)` for rustc, and in a bridge for the plan; the answer is every record in which
/// they differ. `char`, `bool` and enums stand as what they are in C.
macro_rules! differences {
    ($($name:ident { $($field:ident: $declared:literal = $real:ty),* $(,)? })*) => {{
        $(
            #[repr(C)]
            struct $name { $($field: $real),* }
        )*
        let mut source = String::from(
            "#[spandrel::bridge(package = \"layout\")] mod ffi { enum Side { Left, Right } extern \"Rust\" { fn run(); }",
        );
        $(
            source.push_str(concat!("struct ", stringify!($name), " { ", $(stringify!($field), ": ", $declared, ", "),*, "}"));
        )*
        source.push('}');
        let plan = plan(&source);
        let mut found = Vec::new();
        $({
            let record = plan.data.records.iter().find(|record| record.name == stringify!($name)).unwrap();
            let planned = plan.plain_record(record);
            let real = Layout { size: size_of::<$name>(), align: align_of::<$name>() };
            let offsets = vec![$(offset_of!($name, $field)),*];
            if planned != Some((real, offsets.clone())) {
                found.push(format!("{}: planned {planned:?}, real {real:?} {offsets:?}", stringify!($name)));
            }
        })*
        found
    }};
}

#[test]
fn plain_records_are_laid_out_as_in_c() {
    let found = differences! {
        Small { a: "u8" = u8, b: "i8" = i8, c: "bool" = u8 }
        Mixed { a: "u8" = u8, b: "u64" = u64, c: "u16" = u16, d: "u32" = u32, e: "u8" = u8 }
        Letters { a: "u16" = u16, b: "char" = u32, c: "bool" = u8, d: "Side" = i32, e: "i8" = i8 }
        Floats { a: "f32" = f32, b: "f64" = f64, c: "f32" = f32 }
        Words { a: "u8" = u8, b: "usize" = usize, c: "isize" = isize, d: "i16" = i16 }
        Huge { a: "u8" = u8, b: "u128" = Wide, c: "i128" = Wide, d: "u8" = u8 }
        Arrays { a: "u8" = u8, b: "[u16; 3]" = [u16; 3], c: "[[u32; 2]; 3]" = [[u32; 2]; 3], d: "u8" = u8 }
        Times { a: "u8" = u8, b: "Duration" = i64, c: "u8" = u8 }
        Nested { a: "u8" = u8, b: "Mixed" = Mixed, c: "u8" = u8, d: "[Small; 3]" = [Small; 3], e: "Huge" = Huge }
        Deeper { a: "bool" = u8, b: "[Nested; 2]" = [Nested; 2], c: "Letters" = Letters }
    };
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn canary_another_layout_is_noticed() {
    // Seeded: the real field is wider than the declared one.
    let found = differences! {
        Wrong { a: "u8" = u8, b: "u32" = u64 }
        Swapped { a: "u16" = u8, b: "u8" = u16, c: "u8" = u8 }
        Right { a: "u8" = u8, b: "u32" = u32 }
    };
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn what_holds_memory_has_no_layout() {
    let plan = plan(
        "#[spandrel::bridge(package = \"layout\")] mod ffi {
            struct Text { a: u8, b: String }
            struct List { a: Vec<u8> }
            struct Maybe { a: Option<u8> }
            struct Moment { a: SystemTime }
            struct Pair { a: (u8, u8) }
            struct Shaped { a: Shape }
            struct Inside { a: Text }
            struct Empty {}
            enum Shape { Dot, Line { length: u8 } }
            extern \"Rust\" { fn run(); }
        }",
    );
    for record in &plan.data.records {
        assert_eq!(plan.plain_record(record), None, "{}", record.name);
    }
}

/// Whether a bridge may carry this many of a type in place.
fn is_accepted(ty: &str, count: usize) -> bool {
    let source = format!(
        "#[spandrel::bridge(package = \"layout\")] mod ffi {{
            enum Shape {{ Dot, Line {{ from: u128, name: String }}, Edge(u8) }}
            struct Record {{ a: u8, b: Option<String>, c: (u16, f64), d: Shape }}
            extern \"Rust\" {{ fn run(v: [{ty}; {count}]); }}
        }}"
    );
    spandrel_syntax::source::bridges(&source).is_ok()
}

/// What counts the bytes of a value in place never counts fewer than there are, and for most types no more.
#[test]
fn issue_values_in_place_take_no_more_bytes_than_are_counted() {
    use std::{
        collections::{BTreeMap, BTreeSet, HashMap, HashSet},
        time::{Duration, SystemTime},
    };
    #[expect(dead_code, reason = "declared for its size")]
    enum Shape {
        Dot,
        Line { from: u128, name: String },
        Edge(u8),
    }
    #[expect(dead_code, reason = "declared for its size")]
    struct Record {
        a: u8,
        b: Option<String>,
        c: (u16, f64),
        d: Shape,
    }
    const LIMIT: usize = 16 << 10;
    macro_rules! check {
        ($($ty:literal = $real:ty, $exact:literal;)*) => {$(
            let most = LIMIT / size_of::<$real>();
            assert!(!is_accepted($ty, most + 1), "{} is counted too small", $ty);
            assert!(!$exact || is_accepted($ty, most), "{} is counted too large", $ty);
        )*};
    }
    check! {
        "bool" = bool, true;
        "u8" = u8, true;
        "char" = char, true;
        "i16" = i16, true;
        "f64" = f64, true;
        "usize" = usize, true;
        "i128" = i128, true;
        "String" = String, true;
        "Vec<u8>" = Vec<u8>, true;
        "HashMap<u8, String>" = HashMap<u8, String>, true;
        "BTreeMap<u8, String>" = BTreeMap<u8, String>, true;
        "HashSet<u8>" = HashSet<u8>, true;
        "BTreeSet<u8>" = BTreeSet<u8>, true;
        "Duration" = Duration, true;
        "SystemTime" = SystemTime, true;
        "[u16; 3]" = [u16; 3], true;
        "Option<u32>" = Option<u32>, true;
        "Option<u128>" = Option<u128>, true;
        "Option<String>" = Option<String>, false;
        "Option<bool>" = Option<bool>, false;
        "(u8, u64)" = (u8, u64), true;
        "(u8, String, u16)" = (u8, String, u16), false;
        "Shape" = Shape, false;
        "Record" = Record, false;
        "Option<(u8, Option<f64>)>" = Option<(u8, Option<f64>)>, false;
    }
}
