//! Names in the C header.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, Part, Slot};

/// The header beside the file that makes the calls. That folder comes before those of the system's headers: one that is
/// called like a header of C's would take its place.
pub fn header(package: &str) -> String {
    if STANDARD_HEADERS.contains(&package) { format!("{package}_bridge.h") } else { format!("{package}.h") }
}

/// The headers of C, and those of the system that they include.
#[rustfmt::skip]
const STANDARD_HEADERS: &[&str] = &[
    "alloca", "assert", "byteswap", "complex", "ctype", "endian", "errno", "features", "fenv", "float", "inttypes",
    "limits", "locale", "math", "pthread", "sched", "setjmp", "signal", "stdalign", "stdarg", "stdatomic", "stdbool",
    "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string", "strings", "syslimits", "tgmath", "threads", "time",
    "uchar", "unistd", "wchar", "wctype",
];

/// The C struct of a plain record.
pub fn record(package: &str, record: &Ident) -> String {
    format!("spandrel_{package}_{record}")
}

/// The C struct around an array, so that it can be passed by value.
pub fn array(package: &str, item: &str, length: usize) -> String {
    let item = item.trim_start_matches("spandrel_").trim_start_matches(&format!("{package}_")).to_owned();
    format!("spandrel_{package}_array_{length}_{item}")
}

/// A field of a C struct: never a C keyword.
pub fn field(field: &Ident) -> String {
    format!("{field}_")
}

/// The name of a C function's parameter.
pub fn slot(slot: Slot, function: &FunctionPlan) -> String {
    match slot {
        Slot::Waiter => "waiter".to_owned(),
        Slot::Receiver => "handle".to_owned(),
        Slot::Param(index, part) => {
            let name = field(&function.params[index].name);
            match part {
                Part::Length(_) => format!("{name}len"),
                Part::Owner(_) => format!("{name}owner"),
                Part::Word | Part::Struct | Part::Handle | Part::Reference | Part::Address(_) => name,
            }
        }
        Slot::Scratch => "scratch".to_owned(),
        Slot::PackedLength => "packed_len".to_owned(),
        Slot::Capacity => "scratch_capacity".to_owned(),
        Slot::Result => "result".to_owned(),
    }
}
