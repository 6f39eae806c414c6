//! Words that have a meaning in generated Go.

use spandrel_syntax::keywords;

/// What Go declares everywhere.
#[rustfmt::skip]
const PREDECLARED: &[&str] = &[
    "any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex", "complex64", "complex128",
    "copy", "delete", "error", "false", "float32", "float64", "imag", "int", "int8", "int16", "int32", "int64",
    "iota", "len", "make", "max", "min", "new", "nil", "panic", "print", "println", "real", "recover", "rune",
    "string", "true", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
];

/// The packages that generated code imports.
#[rustfmt::skip]
pub const PACKAGES: &[&str] = &[
    "around", "atomic", "block", "bridge", "calls", "codec", "context", "contract", "debug", "dynamic", "errors", "fmt",
    "glue", "hook", "iter", "jsonform", "leaf", "math", "net", "owned", "remote", "ring", "rings", "runtime", "show",
    "spandrel", "strconv", "time", "unsafe", "values", "wait", "wire",
];

/// What generated functions call their own. Where a parameter has the name, they call it something else.
const LOCALS: &[&str] = &[
    "address",
    "answer",
    "buffer",
    "call",
    "ctx",
    "e",
    "err",
    "frame",
    "handle",
    "item",
    "ok",
    "open",
    "openStream",
    "packedLen",
    "readItem",
    "reader",
    "result",
    "room",
    "scratch",
    "scratchCapacity",
    "status",
    "turn",
    "waiter",
    "word",
    "yield",
];

/// The packages that the packages of leaf calls import.
pub const LEAF_PACKAGES: &[&str] = &["bridge", "debug", "leaf", "math", "unsafe", "wire"];

/// What stands in front of a number in the name of a local that borrows memory for a call.
const BORROWED: &str = "borrowed";

/// What stands in front of a number in the names of locals: of those that borrow, and of those of loops.
const NUMBERED: [&str; 5] = [BORROWED, "i", "k", "n", "v"];

/// The local that borrows the memory of the parameter with this index for a call.
pub(crate) fn borrowed(param: usize) -> String {
    format!("{BORROWED}{param}")
}

/// Names of locals of generated functions, those with numbers with the first two of them.
pub fn locals() -> impl Iterator<Item = String> {
    let numbered = NUMBERED.iter().flat_map(|start| (0..2).map(move |number| format!("{start}{number}")));
    LOCALS.iter().map(|local| (*local).to_owned()).chain(numbered)
}

/// Whether a word means something to Go, or is a package that generated code imports.
pub(crate) fn has_meaning(word: &str) -> bool {
    means_in(word, PACKAGES)
}

/// The same in a package of leaf calls.
pub(super) fn has_meaning_in_leaf(word: &str) -> bool {
    means_in(word, LEAF_PACKAGES)
}

fn means_in(word: &str, packages: &[&str]) -> bool {
    [&keywords::GO[..], PREDECLARED, packages].iter().any(|words| words.contains(&word))
}

/// Whether generated functions have a local of this name: `frame`; `i0`, `k1`, …, of loops; `borrowed0`, …, which borrow memory for
/// a call.
pub(super) fn is_generated_local(text: &str) -> bool {
    LOCALS.contains(&text)
        || NUMBERED.iter().any(|start| {
            let number = text.strip_prefix(start);
            number.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
        })
}
