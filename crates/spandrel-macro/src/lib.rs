//! The `#[spandrel::bridge]` attribute: tokens to declarations, to a plan, to Rust code.

use proc_macro::TokenStream;

/// Declares the types and functions that Rust and Go share.
///
/// The attribute goes on a module. This macro writes the Rust half of the bindings; the `spandrel` command reads the same
/// module and writes the Go half.
///
/// ```
/// #[spandrel::bridge(package = "shop")]
/// mod ffi {
///     /// What is for sale.
///     pub struct Item { pub name: String, pub cents: u64 }
///
///     #[error]
///     pub enum ShopError {
///         /// there is no {name}
///         Unknown { name: String },
///     }
///
///     extern "Rust" {
///         type Shop;
///         #[constructor] fn open(items: Vec<Item>) -> Shop;
///         fn price(self: &Shop, name: &str) -> Result<u64, ShopError>;
///         fn total(prices: &[u64]) -> u64;
///     }
///
///     extern "Go" {
///         fn log(line: &str);
///     }
/// }
///
/// use ffi::{Item, ShopError};
///
/// struct Shop(Vec<Item>);
///
/// impl Shop {
///     fn open(items: Vec<Item>) -> Shop {
///         Shop(items)
///     }
///
///     fn price(&self, name: &str) -> Result<u64, ShopError> {
///         let item = self.0.iter().find(|item| item.name == name);
///         item.map(|item| item.cents).ok_or_else(|| ShopError::Unknown { name: name.to_owned() })
///     }
/// }
///
/// fn total(prices: &[u64]) -> u64 {
///     ffi::log("adding prices");
///     prices.iter().sum()
/// }
/// # fn main() {}
/// ```
///
/// # Grammar
///
/// In the notation of the Rust reference: `?` optional, `*` repeated, `|` or.
///
/// ```text
/// Bridge      : #[spandrel::bridge(package = "NAME")] Visibility? mod IDENT { Item* }
/// Item        : Record | Enum | Error | ExternRust | ExternGo
///
/// Record      : Adopt? Visibility? struct IDENT { Field* }
/// Field       : Visibility? IDENT : Type ,
/// Enum        : Adopt? Visibility? enum IDENT { Variant* }
/// Error       : #[error] Adopt? Visibility? enum IDENT { Variant* }          with named fields or none; the doc comment is the message
/// Variant     : Rename? IDENT ( { ( IDENT : Type , )* } | "(" ( Type , )* ")" )? ( = NUMBER )? ,
///               a NUMBER only where no variant of the enum has fields
///
/// Rename      : #[go_name = "NAME"]                       another name in Go alone
/// Adopt       : #[adopt( PATH )]                          a type that exists, with these fields or variants
///
/// ExternRust  : extern "Rust" { ( Object | Function | Method | Constructor )* }
/// ExternGo    : extern "Go" { ( Interface | Function | Method )* }
/// Object      : type IDENT ;                              a type of the parent module
/// Interface   : type IDENT ;                              a Go interface, implemented in Go
/// Constructor : #[constructor] Function                   returns an object or a Result of one
/// Function    : #[leaf]? async? fn IDENT ( Parameter* ) ( -> Answer )? ;
/// Method      : #[leaf]? async? fn IDENT ( self : &mut? IDENT , Parameter* ) ( -> Answer )? ;
/// Parameter   : #[view]? IDENT : Type ,                   #[view] in extern "Go" only
/// Answer      : Type | Result < Type , IDENT > | impl Stream < Item = Type >
///               in extern "Go", Result < Type > stands for Result < Type , GoError >
/// ```
///
/// Doc comments and `#[deprecated]` are carried over to Go; `#[derive]` on records and enums applies in Rust. Types are written by their short names, as in `HashMap<String, u64>`; the page
/// docs/types.md of the repository lists them, with the Go type of each.
///
/// # Types that exist
///
/// `#[adopt(path)]` makes a struct or an enum of this or another crate a type of the bridge, under the name of the item below it.
/// The path is seen from inside the module. The item repeats the fields, and what differs from the type is a compile error there:
///
/// ```
/// pub struct Point { pub x: i32, pub y: i32 }
///
/// #[spandrel::bridge(package = "points")]
/// mod ffi {
///     #[adopt(super::Point)]
///     pub struct Point { pub x: i32, pub y: i32 }
///
///     extern "Rust" { fn middle(points: &[Point]) -> Point; }
/// }
///
/// fn middle(points: &[Point]) -> Point {
///     let sum = |axis: fn(&Point) -> i32| points.iter().map(axis).sum::<i32>() / points.len().max(1) as i32;
///     Point { x: sum(|point| point.x), y: sum(|point| point.y) }
/// }
/// # fn main() {}
/// ```
///
/// # Names
///
/// `package` names the Go package and is part of every symbol, so each bridge in a program needs its own. Functions and
/// methods are looked up in the parent module: `fn greet` is `super::greet`, a method of `type Server` is `Server::method`.
///
/// # Errors
///
/// What a bridge cannot have is a compile error with its place and a hint. All mistakes are reported at once.
#[proc_macro_attribute]
pub fn bridge(arguments: TokenStream, module: TokenStream) -> TokenStream {
    match spandrel_emit::plan(arguments.into(), module.into()) {
        Ok(plan) => {
            let mut code = spandrel_emit::rust::emit(&plan);
            // Set by the build script of a Rust program whose Go core is linked in.
            if std::env::var_os("SPANDREL_GO_CORE").is_some_and(|link| link == "static") {
                code.extend(spandrel_emit::rust::core_reference(&plan));
            }
            code.into()
        }
        Err(report) => report.to_compile_error().into(),
    }
}
