//! Names that a generator gets wrong: words of the languages on either side, words of the generated code, odd spelling.

use proc_macro2::{Ident, Span};

use crate::mutate::Numbers;

/// Names of functions, parameters and fields, a kind a row.
const SMALL: &[&[&str]] = &[
    // Ordinary.
    &[
        "value",
        "count",
        "open",
        "name",
        "size",
        "item",
        "user",
        "data",
        "list",
        "next",
        "push",
        "sample_rate",
    ],
    &["id", "url", "user_id", "api_url", "http", "http_status", "utf8", "json_id", "ip", "ui", "idle", "ids"],
    &[
        "a", "b", "c", "d", "e", "f", "g", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "v", "w", "x",
        "y",
    ],
    &[
        "x2",
        "x_2",
        "a1b2",
        "a__b",
        "trailing_",
        "_x",
        "__y",
        "l0",
        "x86_64",
        "v_1",
        "i_0",
        "_0",
        "_1",
        "x_",
        "x__",
    ],
    // Go: keywords, predeclared names, packages.
    &[
        "chan",
        "defer",
        "default",
        "fallthrough",
        "func",
        "go",
        "goto",
        "import",
        "interface",
        "map",
        "package",
    ],
    &["range", "select", "switch", "var", "case", "type", "return", "if", "else", "for", "const", "struct"],
    &["any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex", "copy", "delete"],
    &[
        "error", "float32", "int", "int8", "len", "make", "max", "min", "new", "nil", "panic", "print",
        "println",
    ],
    &[
        "real", "recover", "rune", "string", "true", "false", "uint", "uint8", "uintptr", "iota", "imag",
        "init",
    ],
    &[
        "bridge", "context", "glue", "iter", "leaf", "math", "runtime", "spandrel", "strconv", "time",
        "unsafe",
    ],
    &[
        "errors", "fmt", "bytes", "sync", "main", "cgo", "go_error", "goexit", "utf16", "slices", "maps",
        "atomic",
    ],
    // C and Rust.
    &[
        "auto", "double", "register", "signed", "sizeof", "typedef", "union", "unsigned", "void", "volatile",
        "char",
    ],
    &[
        "short", "long", "inline", "restrict", "static", "extern", "errno", "asm", "size_t", "uint8_t",
        "uint64_t",
    ],
    &[
        "as", "async", "await", "break", "continue", "dyn", "enum", "fn", "impl", "in", "let", "loop",
        "match", "mod",
    ],
    &[
        "move", "mut", "pub", "ref", "trait", "use", "where", "while", "abstract", "become", "box", "do",
        "final",
    ],
    &[
        "macro", "override", "priv", "try", "typeof", "unsized", "virtual", "yield", "gen", "raw", "safe",
        "str",
    ],
    &["u8", "u64", "i32", "f64", "usize", "std", "core", "alloc", "super_", "self_", "this", "me", "selfish"],
    // What generated code calls its own.
    &[
        "answer", "attempt", "buffer", "ctx", "err", "frame", "handle", "waiter", "word", "words", "scratch",
        "status",
    ],
    &[
        "packed",
        "packed_len",
        "scratch_capacity",
        "room",
        "result",
        "reader",
        "writer",
        "open_stream",
        "read_item",
    ],
    &[
        "arg0", "arg1", "arg0_len", "raw0", "len0", "value0", "value1", "field0", "message", "call", "begun",
        "import_",
    ],
    &[
        "borrowed0",
        "i0",
        "k1",
        "n2",
        "v0",
        "v1",
        "e0",
        "ok",
        "none",
        "some",
        "unit",
        "kind",
        "is",
        "unwrap",
        "drop",
    ],
    &[
        "wrap",
        "wrapped",
        "hook",
        "around",
        "codec",
        "wire",
        "show",
        "call_",
        "w",
        "c",
        "own",
        "encoded",
        "apart",
        "with_message",
    ],
    &["use_", "yield_", "object", "declared", "encode", "decode", "args", "params", "held", "size", "items"],
    &[
        "embedded",
        "core_",
        "implement",
        "functions",
        "contract",
        "counters",
        "start",
        "drain",
        "completed",
        "pull",
    ],
    &[
        "fulfil",
        "read_error",
        "new_counter",
        "append_item",
        "serve_visit",
        "read_point",
        "append_point",
        "decode",
    ],
    &[
        "encode",
        "to_string",
        "source",
        "fmt_",
        "clone",
        "memory",
        "output",
        "other",
        "args",
        "send",
        "stop",
        "state",
    ],
    &[
        "item_into",
        "item_view",
        "item_batches",
        "data_value",
        "data_into",
        "name_value",
        "name_view",
        "list_into",
    ],
    &[
        "embedded_counter",
        "core_counter",
        "new_embedded",
        "raw",
        "array",
        "tuple",
        "holder",
        "keep",
        "release",
    ],
    &[
        "point_x",
        "counter_open",
        "counter_next",
        "sink_write",
        "error_kind",
        "point",
        "counter",
        "sink",
        "err_full",
    ],
    &[
        "target",
        "index",
        "number",
        "param",
        "params",
        "function",
        "functions_",
        "host",
        "promise",
        "later",
        "imports",
    ],
    &[
        "text", "read", "write", "into", "view", "from", "to", "batches", "values", "key", "keys", "entry",
        "entries",
    ],
    // Other spelling.
    &[
        "camelCase",
        "PascalCase",
        "SCREAMING",
        "SCREAMING_CASE",
        "userID",
        "URL",
        "ID",
        "A",
        "X",
        "Ok",
        "mixed_Case",
    ],
];

/// Names of types and variants, a kind a row.
const LARGE: &[&[&str]] = &[
    // Ordinary, and said again and again so that types meet each other.
    &[
        "Point", "Counter", "Sink", "Config", "Sample", "Line", "Person", "Colour", "Shape", "Remuxer",
        "Event", "Full",
    ],
    &[
        "Point", "Counter", "Sink", "Packet", "Source", "Session", "Mode", "Page", "Job", "Log", "Store",
        "Missing",
    ],
    &[
        "UserId",
        "HttpMethod",
        "HTTPMethod",
        "Url",
        "IdToken",
        "JsonApi",
        "IOError",
        "Utf8Text",
        "Id",
        "Ip",
        "UserID",
    ],
    &[
        "A",
        "B",
        "T",
        "X",
        "X2",
        "A1",
        "Point2",
        "Point3D",
        "V0",
        "I0",
        "Point_",
        "Snake_Type",
        "_Hidden",
        "__Deep",
    ],
    &[
        "lower",
        "snake_type",
        "type",
        "fn",
        "match",
        "map",
        "string",
        "error",
        "func",
        "x",
        "async",
        "struct",
        "go",
    ],
    // Words of Rust.
    &[
        "Send", "Sync", "Fn", "Ok", "Err", "Some", "None", "Default", "Clone", "Copy", "Debug", "Iterator",
        "Drop",
    ],
    &[
        "u8", "u64", "bool", "str", "i32", "f64", "char", "usize", "ToString", "Into", "From", "Sized",
        "AsRef", "Fn2",
    ],
    &[
        "Path", "Rc", "Arc", "Cow", "Mutex", "Instant", "OsString", "Future", "Pin", "Item", "Unpin",
        "FnOnce", "Eq",
    ],
    &["Wrap", "Wrapped", "Hook", "Declared", "Args", "Answer", "Codec", "Contract", "Call", "WithMessage"],
    // Words of Go and of generated code.
    &[
        "Core",
        "Embedded",
        "Functions",
        "Implement",
        "Error",
        "Kind",
        "Errors",
        "Unwrap",
        "Close",
        "Rust",
        "Go",
        "Is",
    ],
    &[
        "Core_",
        "CorePoint",
        "CoreCounter",
        "PointKind",
        "ErrFull",
        "ErrPoint",
        "NewCounter",
        "OpenCounter",
        "Options",
    ],
    &[
        "Frame",
        "Word",
        "Words",
        "Plain",
        "Raw",
        "RawPoint",
        "RawCounter",
        "RawSample",
        "Handle",
        "Closed",
        "Tuple2",
    ],
    &[
        "Context", "Time", "Uint128", "Int128", "GoValue", "Imports", "Import", "Start", "Never", "Reader",
        "Writer",
    ],
    &[
        "Encode", "Decode", "Object", "Fault", "Refusal", "ByValue", "FrameOf", "Writer_", "Panic", "Bridge",
        "Glue",
    ],
    &[
        "Into",
        "View",
        "Batches",
        "Array",
        "Array3U8",
        "array_3_u8",
        "Contract",
        "Message",
        "Unit",
        "Empty",
        "Status",
    ],
    &[
        "Value",
        "Other",
        "Words_call_value",
        "Call",
        "State",
        "Host",
        "Table",
        "Start_",
        "Nil",
        "Any",
        "Byte",
        "Int",
    ],
];

/// Go package names.
const PACKAGES: &[&str] = &[
    "remux",
    "p",
    "x",
    "c",
    "types",
    "errors",
    "codec",
    "core",
    "imports",
    "bridge",
    "leaf",
    "glue",
    "spandrel",
    "time",
    "context",
    "iter",
    "math",
    "runtime",
    "strconv",
    "unsafe",
    "string",
    "error",
    "int",
    "nil",
    "len",
    "point",
    "counter",
    "u8",
    "test",
    "linux",
    "amd64",
    "cgo",
    "fmt",
    "sync",
    "x2",
    "a1b2c3",
    "std",
    "self",
    "fn",
    "stdint",
    "stddef",
    "features",
    "errno",
    "iota",
    "any",
    "bytes",
    "atomic",
    "host",
    "internals",
    "golden",
    "sink",
    "err",
    "frame",
    "true",
    "new",
    "make",
    "append",
    "ffi",
    "int8",
    "nocgo",
];

/// A name for a function, a parameter or a field, raw where Rust asks for it.
pub(super) fn small(numbers: &mut Numbers) -> String {
    // Half of the names are ordinary: a bridge in which all clash would be refused.
    let row = if numbers.below(2) == 0 { numbers.below(3) } else { numbers.below(SMALL.len()) };
    written(pick(SMALL[row], numbers))
}

/// A name for a type or a variant.
pub(super) fn large(numbers: &mut Numbers) -> String {
    let row = if numbers.below(2) == 0 { numbers.below(3) } else { numbers.below(LARGE.len()) };
    written(pick(LARGE[row], numbers))
}

/// A Go package name.
pub(super) fn package(numbers: &mut Numbers) -> &'static str {
    pick(PACKAGES, numbers)
}

/// One of several.
pub(super) fn pick<T: Copy>(from: &[T], numbers: &mut Numbers) -> T {
    from[numbers.below(from.len())]
}

/// The name as a source has it: `r#type` for `type`.
pub(super) fn written(name: &str) -> String {
    // A keyword since the edition of 2024, and a plain name for syn.
    if name != "gen" && syn::parse_str::<Ident>(name).is_ok() {
        return name.to_owned();
    }
    Ident::new_raw(name, Span::call_site()).to_string()
}
