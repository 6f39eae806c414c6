//! Bridges that the checker accepts, put before the compilers: what is accepted compiles, in both languages.
//!
//! [`generated`] makes bridges of a seed, [`mutated`] changes the goldens. [`Lab`] writes all of them as the modules of
//! one crate, with the functions that they ask for, and their Go packages as those of one Go module, so that
//! one `cargo check`, one `gofmt` and one `go vet` judge all of them.

mod adopted;
mod docs;
mod generator;
mod lab;
mod locals;
mod mutations;
mod names;
mod stubs;
mod types;

pub use lab::{Failure, Lab};

/// A bridge that the checker accepts.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it was made of, for a message: `generated 17`.
    pub origin: String,
    /// The bridge as Rust source.
    pub text: String,
}

/// Bridges made of seeds, as many as asked for. Of a few seeds nothing is accepted.
pub fn generated(first_seed: u64, count: usize) -> Vec<Case> {
    let made = |seed| Some(Case { origin: format!("generated {seed}"), text: generator::bridge(seed)? });
    (first_seed..).filter_map(made).take(count).collect()
}

/// Bridges whose own types have names that mean something elsewhere, one whose types are as deep as they may be, and one
/// whose parameters have the names of generated locals.
pub fn named() -> Vec<Case> {
    let names = OWN.iter().step_by(4).enumerate();
    let mut cases: Vec<Case> = names.map(|(at, name)| own(name, at % 4)).collect();
    let deep = format!("{}u8{}", "Option<Vec<".repeat(7), ">>".repeat(7));
    let chain: String = (0..60)
        .map(|at| {
            format!("#[derive(Clone, Debug)] pub struct R{at} {{ pub a: R{}, pub b: Vec<u8> }}\n", at + 1)
        })
        .collect();
    let text = format!(
        "#[spandrel::bridge(package = \"deep\")]\npub mod ffi {{\n{chain}\
         #[derive(Clone, Debug)] pub struct R60 {{ pub deep: {deep} }}\n\
         extern \"Rust\" {{ fn deep(x: {deep}, r: R0) -> {deep}; }}\n\
         extern \"Go\" {{ fn chain(x: R0) -> Result<R0>; }}\n}}"
    );
    cases.push(Case { origin: "deep".to_owned(), text });
    cases.push(locals::case());
    cases
}

/// Every bridge of [`named`] and its sisters: each name for each kind of type.
pub fn own_names() -> impl Iterator<Item = Case> {
    OWN.iter().flat_map(|name| (0..4).map(move |kind| own(name, kind)))
}

/// Names of types that mean something to Rust, Go or Spandrel, and that users have, too.
#[rustfmt::skip]
const OWN: [&str; 44] = [
    "Cell", "Arc", "RefCell", "Any", "Path", "Rc", "RwLock", "Box2", "Instant", "Mutex", "Weak", "Value", "Cow", "PathBuf",
    "OsString", "Url", "Error", "CString", "CStr", "OsStr", "Send", "Sync", "Fn", "FnMut", "Iterator", "Future", "Pin",
    "Poll", "Context", "Debug", "Clone", "Default", "Drop", "Range", "File", "Sender", "Uuid", "DateTime", "Handle",
    "PanicError", "Time", "Tuple2", "Item", "ToString",
];

/// A bridge with one type of the name, a record, an enum, an object or an interface, which stands in every place where such
/// a type may stand.
fn own(name: &str, kind: usize) -> Case {
    let [record, choice, object, interface] =
        [0, 1, 2, 3].map(|at| if at == kind { name.to_owned() } else { format!("Other{at}") });
    let text = format!(
        "#[spandrel::bridge(package = \"own\")]\npub mod ffi {{\n\
         #[derive(Clone, Debug)] pub struct {record} {{ pub value: u8, pub choice: {choice} }}\n\
         #[derive(Clone, Debug)] pub enum {choice} {{ Empty, Number(i64), Text {{ text: String }} }}\n\
         #[error] pub enum Failed {{ Because {{ of: {record} }} }}\n\
         extern \"Rust\" {{\ntype {object};\n\
         #[constructor] fn open(a: {record}, b: {choice}) -> {object};\n\
         fn all(self: &{object}, a: &[{record}], b: Vec<{choice}>, c: Option<{record}>, d: &{object}) -> Result<Vec<{record}>, Failed>;\n\
         fn change(self: &mut {object}, a: HashMap<u8, {choice}>, b: ({record}, {choice}), c: [{record}; 2]) -> {choice};\n\
         fn each(visit: &dyn Fn({record}) -> {choice}, later: Box<dyn Fn({choice}) -> {record} + Send + Sync>);\n\
         fn keep(value: {interface}, other: &{interface});\n\
         fn items() -> impl Stream<Item = {record}>;\n\
         async fn wait(a: {record}) -> {choice};\n}}\n\
         extern \"Go\" {{\ntype {interface};\n\
         fn give(self: &{interface}, a: {record}) -> Result<{choice}>;\n\
         fn make(a: &[{choice}]) -> Result<{interface}>;\n}}\n}}\n"
    );
    Case { origin: format!("own {name} {kind}"), text }
}

/// Golden bridges with a few tokens changed, which are still accepted: as many as asked for.
pub fn mutated(first_seed: u64, count: usize) -> Vec<Case> {
    let made = |seed| Some(Case { origin: format!("mutated {seed}"), text: mutations::bridge(seed)? });
    (first_seed..).filter_map(made).take(count).collect()
}
