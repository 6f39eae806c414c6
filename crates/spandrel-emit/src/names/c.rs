//! Names in the C header.

use proc_macro2::Ident;

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
