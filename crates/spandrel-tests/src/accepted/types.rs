//! Types of a bridge, as text.

use super::names::pick;
use crate::mutate::Numbers;

/// The names of what a bridge declares, by kind.
#[derive(Default)]
pub(super) struct Declared {
    pub(super) records: Vec<String>,
    pub(super) plain_enums: Vec<String>,
    pub(super) enums: Vec<String>,
    pub(super) errors: Vec<String>,
    pub(super) objects: Vec<String>,
    pub(super) interfaces: Vec<String>,
}

const SCALARS: [&str; 16] = [
    "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
    "f32", "f64",
];

impl Declared {
    /// A type that is owned data, `depth` levels of others inside it at most.
    pub(super) fn data(&self, depth: usize, numbers: &mut Numbers) -> String {
        let inner = |numbers: &mut Numbers| self.data(depth - 1, numbers);
        match numbers.below(if depth == 0 { 10 } else { 20 }) {
            0..=3 => pick(&SCALARS, numbers).to_owned(),
            4 => "String".to_owned(),
            5 => pick(&["Duration", "SystemTime"], numbers).to_owned(),
            6 | 7 => one_of(&self.records, "u32", numbers),
            8 => one_of(&self.plain_enums, "i8", numbers),
            9 => one_of(&self.enums, "String", numbers),
            10 | 11 => format!("Vec<{}>", inner(numbers)),
            12 => format!("Vec<{}>", pick(&SCALARS, numbers)),
            13 | 14 => format!("Option<{}>", inner(numbers)),
            15 => format!("[{}; {}]", inner(numbers), pick(&[1, 2, 3, 4, 16, 188, 4096], numbers)),
            16 => {
                let items: Vec<String> = (0..2 + numbers.below(5)).map(|_| inner(numbers)).collect();
                format!("({})", items.join(", "))
            }
            17 | 18 => {
                let map = pick(&["HashMap", "BTreeMap"], numbers);
                format!("{map}<{}, {}>", self.key(numbers), inner(numbers))
            }
            _ => format!("{}<{}>", pick(&["HashSet", "BTreeSet"], numbers), self.key(numbers)),
        }
    }

    /// A type that is told apart, hashed and sorted on both sides.
    fn key(&self, numbers: &mut Numbers) -> String {
        match numbers.below(4) {
            0 => "String".to_owned(),
            1 => one_of(&self.plain_enums, "char", numbers),
            _ => pick(&SCALARS[..14], numbers).to_owned(),
        }
    }

    /// A borrowed slice or text, or data.
    pub(super) fn borrowed(&self, numbers: &mut Numbers) -> String {
        match numbers.below(5) {
            0 => "&str".to_owned(),
            1 => format!("&[{}]", self.data(1, numbers)),
            2 => format!("&[{}]", pick(&SCALARS, numbers)),
            _ => self.data(2, numbers),
        }
    }

    /// A parameter of a function that Rust implements.
    pub(super) fn rust_parameter(&self, numbers: &mut Numbers) -> String {
        match numbers.below(14) {
            0 => format!("&{}", one_of(&self.objects, "str", numbers)),
            1 if !self.objects.is_empty() => format!("&mut {}", one_of(&self.objects, "", numbers)),
            2 => one_of(&self.interfaces, "u8", numbers),
            3 => format!("&{}", one_of(&self.interfaces, "str", numbers)),
            4 => self.owned_memory(numbers),
            5 | 6 => self.callback(numbers),
            _ => self.borrowed(numbers),
        }
    }

    /// A parameter of a leaf function.
    pub(super) fn leaf_parameter(&self, numbers: &mut Numbers) -> String {
        match numbers.below(8) {
            0 => format!("&{}", one_of(&self.objects, "str", numbers)),
            1 => "&str".to_owned(),
            2 => format!("&[{}]", pick(&SCALARS, numbers)),
            3 => one_of(&self.records, "f64", numbers),
            4 => one_of(&self.plain_enums, "bool", numbers),
            5 => self.data(1, numbers),
            _ => pick(&SCALARS, numbers).to_owned(),
        }
    }

    /// A parameter of a function that Go implements, with its attribute.
    pub(super) fn go_parameter(&self, numbers: &mut Numbers) -> (&'static str, String) {
        match numbers.below(10) {
            0 => ("", one_of(&self.interfaces, "u8", numbers)),
            1 => ("", format!("&{}", one_of(&self.interfaces, "str", numbers))),
            2 => ("#[view] ", format!("&[{}]", pick(&SCALARS, numbers))),
            3 => ("#[view] ", "&str".to_owned()),
            4 => ("", self.owned_memory(numbers)),
            5 => ("", self.ring(numbers)),
            _ => ("", self.borrowed(numbers)),
        }
    }

    /// What a function of Rust's returns when nothing fails; nothing at all is `()`.
    pub(super) fn rust_result(&self, numbers: &mut Numbers) -> String {
        match numbers.below(11) {
            0 | 1 => "()".to_owned(),
            2 => one_of(&self.objects, "()", numbers),
            3 => self.owned_memory(numbers),
            4 => "Vec<u8>".to_owned(),
            5 => self.ring(numbers),
            _ => self.data(2, numbers),
        }
    }

    /// What a function of Go's returns when nothing fails.
    pub(super) fn go_result(&self, numbers: &mut Numbers) -> String {
        match numbers.below(10) {
            0 | 1 => "()".to_owned(),
            2 => one_of(&self.interfaces, "()", numbers),
            3 => self.owned_memory(numbers),
            _ => self.data(2, numbers),
        }
    }

    /// An end of a ring.
    fn ring(&self, numbers: &mut Numbers) -> String {
        let end = pick(&["Sender", "Receiver", "Writer", "Reader"], numbers);
        let message = match numbers.below(4) {
            0 => "[u8]".to_owned(),
            1 => format!("[{}; {}]", pick(&SCALARS, numbers), 1 + numbers.below(9)),
            2 => one_of(&self.records, "u64", numbers),
            _ => pick(&SCALARS, numbers).to_owned(),
        };
        format!("ring::{end}<{message}>")
    }

    fn owned_memory(&self, numbers: &mut Numbers) -> String {
        pick(&["Bytes", "Secret<[u8]>", "Secret<str>"], numbers).to_owned()
    }

    fn callback(&self, numbers: &mut Numbers) -> String {
        let params: Vec<String> = (0..numbers.below(4)).map(|_| self.borrowed(numbers)).collect();
        let result = match numbers.below(4) {
            0 => String::new(),
            1 => format!(" -> {}", self.data(1, numbers)),
            2 => " -> Result<()>".to_owned(),
            _ => format!(" -> Result<{}>", self.data(1, numbers)),
        };
        let shape = format!("dyn Fn({}){result}", params.join(", "));
        if numbers.below(2) == 0 { format!("&{shape}") } else { format!("Box<{shape} + Send + Sync>") }
    }
}

/// One of these names, or another type where there is none.
pub(super) fn one_of(names: &[String], otherwise: &str, numbers: &mut Numbers) -> String {
    if names.is_empty() { otherwise.to_owned() } else { names[numbers.below(names.len())].clone() }
}
