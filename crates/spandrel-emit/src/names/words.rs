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
const PACKAGES: &[&str] = &[
    "bridge", "codec", "context", "contract", "errors", "fmt", "glue", "iter", "leaf", "math", "runtime",
    "show", "spandrel", "strconv", "time", "unsafe", "wire",
];

/// What generated functions call their own. Where a parameter has the name, they call it something else.
const LOCALS: &[&str] = &[
    "answer",
    "buffer",
    "ctx",
    "e",
    "err",
    "frame",
    "handle",
    "item",
    "ok",
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
];

/// Whether a word means something to Go, or is a package that generated code imports.
pub(super) fn has_meaning(word: &str) -> bool {
    [&keywords::GO[..], PREDECLARED, PACKAGES].iter().any(|words| words.contains(&word))
}

/// Whether generated functions have a local of this name: `frame`; `i0`, `k1`, …, of loops; `lent0`, …, which hold memory for
/// a call.
pub(super) fn is_generated_local(text: &str) -> bool {
    LOCALS.contains(&text)
        || text
            .strip_prefix("lent")
            .or_else(|| text.strip_prefix(['i', 'k', 'n', 'v']))
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}
