//! The error table: every reason for refusing a bridge, with its message and its hint.

use proc_macro2::Span;

/// Why a piece of a bridge is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The attribute's arguments cannot be read.
    #[error("bridge attribute cannot be read: {0}")]
    BridgeArguments(String),
    /// The attribute does not name the Go package.
    #[error("bridge does not name its Go package")]
    PackageMissing,
    /// The package name is not a Go package name.
    #[error("`{0}` is not a Go package name: lower-case letters and digits, starting with a letter")]
    PackageName(String),
    /// The package name means something else to Go.
    #[error("`{name}` cannot be the name of a Go package that is imported: to Go it is {meaning}")]
    PackageReserved {
        /// The name.
        name: String,
        /// What Go takes it for.
        meaning: &'static str,
    },
    /// `mod ffi;`
    #[error("bridge module has no body")]
    ModuleWithoutBody,
    /// An item that does not belong in a bridge.
    #[error("{0} does not belong in a bridge module")]
    ItemNotSupported(&'static str),
    /// The attribute stands on something else.
    #[error("`#[spandrel::bridge]` belongs on a module")]
    NotModule,
    /// A condition around a bridge that the generator cannot decide.
    #[error("whether this bridge is compiled depends on `{0}`, which only the compiler knows")]
    Condition(String),
    /// More brackets in brackets than the parser may follow.
    #[error("bridge is nested too deeply here: at most {0} levels can be read")]
    Nesting(usize),
    /// A type of too many types.
    #[error("type is nested more than {0} levels deep")]
    TypeNesting(usize),
    /// Brackets, quotes or comments that do not match.
    #[error(
        "source cannot be read as Rust: a bracket, a quote or a comment is not closed, or closes nothing"
    )]
    Unclosed,
    /// `#[cfg]` inside the bridge.
    #[error(
        "`#[cfg]` inside a bridge: the Rust compiler and the Go generator would read different contracts"
    )]
    Cfg,
    /// An attribute that means nothing here.
    #[error("attribute `{attribute}` is not supported on {place}")]
    Attribute {
        /// Its path.
        attribute: String,
        /// What it stands on.
        place: &'static str,
    },
    /// `#[doc = include_str!("…")]`.
    #[error("doc comment is the text of `{0}`, which only the compiler reads")]
    DocText(String),
    /// `#[go_name = "…"]` that cannot be part of a name.
    #[error(
        "`{0}` cannot be the name of a variant in Go: a capital letter, then letters and digits of ASCII"
    )]
    GoNameText(String),
    /// `struct Name = path { … }`.
    #[error("a type that exists is named in `#[adopt(…)]`, not after `=`")]
    AdoptEquals,
    /// Type or lifetime parameters.
    #[error("generic {0} is not supported")]
    Generic(&'static str),
    /// `&'a T`.
    #[error("named lifetime is not supported")]
    Lifetime,
    /// A struct without named fields.
    #[error("{0} struct is not supported as a record")]
    RecordShape(&'static str),
    /// An enum without variants.
    #[error("enum `{0}` has no variants")]
    EnumEmpty(String),
    /// A discriminant that is not an integer literal, or out of the i32 range.
    #[error("discriminant must be an integer literal in the range of i32")]
    Discriminant,
    /// Two variants of one value.
    #[error("discriminant {0} is used twice")]
    DiscriminantTwice(i64),
    /// A discriminant on an enum with data.
    #[error("enum with data cannot have explicit discriminants")]
    DiscriminantWithData,
    /// `#[adopt(…)]` without a path, or with one that leads nowhere from inside the bridge.
    #[error("`#[adopt(…)]` takes the path of a struct or an enum outside of the bridge, not {0}")]
    AdoptPath(String),
    /// `#[adopt(dep::Pair<u8>)]`.
    #[error("generic type `{0}` cannot be adopted")]
    AdoptGeneric(String),
    /// Two `#[adopt(…)]` on one item.
    #[error("one item cannot adopt two types")]
    AdoptTwice,
    /// An attribute that belongs on the adopted type itself.
    #[error("`#[{0}]` has no effect on a type that the bridge adopts")]
    AdoptAttribute(&'static str),
    /// Two items that adopt the same type.
    #[error("`{path}` is adopted twice, as `{first}` and as `{second}`")]
    AdoptedTwice {
        /// The type.
        path: String,
        /// The first item.
        first: String,
        /// The second item.
        second: String,
    },
    /// `#[error]` on something else than an enum.
    #[error("`#[error]` belongs on an enum")]
    ErrorNotEnum,
    /// An error message names a field that is not there.
    #[error("error message names `{{{field}}}`, but variant `{variant}` has no such field")]
    MessagePlaceholder {
        /// The placeholder.
        field: String,
        /// The variant.
        variant: String,
    },
    /// An error message formats a field in a way of its own.
    #[error("error message formats `{{{field}}}`, but a placeholder is the name of a field alone")]
    MessageFormat {
        /// The placeholder.
        field: String,
        /// The field in it.
        name: String,
    },
    /// A field of an error's variant that has no name.
    #[error("error variant `{variant}` has a tuple field: name it, so that Go has a name for it")]
    ErrorTupleVariant {
        /// The variant.
        variant: String,
        /// Whether the error exists elsewhere.
        adopted: bool,
    },
    /// `extern` block of another ABI.
    #[error("extern block must be `extern \"Rust\"` or `extern \"Go\"`, not {0}")]
    Abi(String),
    /// A foreign item that is neither a type nor a function.
    #[error("{0} is not supported in an extern block")]
    ForeignItem(&'static str),
    /// A function with a body.
    #[error("functions of an extern block are declared without a body")]
    FunctionBody,
    /// A modifier on a function.
    #[error("`{0}` is not supported on a bridge function")]
    FunctionModifier(&'static str),
    /// `pub fn` in an extern block.
    #[error("functions of an extern block take no visibility: all of them are called across the boundary")]
    FunctionVisibility,
    /// A receiver that is not `self: &T` or `self: &mut T`.
    #[error("receiver must be written `self: &T` or `self: &mut T`")]
    Receiver(String),
    /// A method on something that is not declared.
    #[error("`{0}` is not declared as a `type` in this extern block")]
    ReceiverUnknown(String),
    /// A method on a type of the other side.
    #[error("`{0}` is a `type` of the other side")]
    ReceiverOtherSide(String),
    /// A method on a record or an enum.
    #[error("`{0}` is plain data and has no methods across the bridge")]
    ReceiverPlain(String),
    /// `self: &mut T` on a Go interface.
    #[error("methods of a Go interface take `self: &{0}`")]
    ReceiverExclusiveGo(String),
    /// A constructor with a receiver.
    #[error("constructor takes no `self`")]
    ConstructorReceiver,
    /// A constructor that returns something else.
    #[error("constructor must return its object or `Result` of it")]
    ConstructorReturns,
    /// `#[constructor]` in `extern "Go"`.
    #[error("`#[constructor]` belongs in `extern \"Rust\"`")]
    ConstructorGo,
    /// A parameter that is not a plain name.
    #[error("parameter must be a plain name")]
    ParameterPattern,
    /// A type the bridge does not know.
    #[error("type `{0}` is not declared in this bridge")]
    TypeUnknown(String),
    /// Arguments on a type of the bridge.
    #[error("`{0}` is declared in this bridge and takes no type arguments")]
    TypeArguments(String),
    /// A type that is known and refused.
    #[error("type `{0}` cannot be passed")]
    TypeRefused(String),
    /// A type known to Rust that has a better spelling here.
    #[error("type `{found}` cannot be passed")]
    TypeReplace {
        /// As written.
        found: String,
        /// What to write instead.
        instead: &'static str,
    },
    /// A type in a place where it cannot be.
    #[error("type `{found}` is not supported as {place}")]
    TypePlace {
        /// As written.
        found: String,
        /// Where it stands.
        place: &'static str,
        /// The way out.
        instead: &'static str,
    },
    /// `Result<T>` in `extern "Rust"` or `Result<T, E>` with an undeclared E.
    #[error("error type of `Result` must be an `#[error]` enum of this bridge")]
    ResultError,
    /// `Result<T, E>` in `extern "Go"` with an undeclared E, or of a stream or callback.
    #[error(
        "error type of what Go implements must be an `#[error]` enum of this bridge, in the result of a function"
    )]
    ResultGo,
    /// A record or enum that contains itself.
    #[error("`{0}` contains itself")]
    Recursive(String),
    /// A value that does not fit where values are put.
    #[error("{what} takes {bytes} bytes in place, more than {limit}")]
    TooLarge {
        /// What is too large.
        what: String,
        /// How many bytes it takes.
        bytes: u64,
        /// How many it may take.
        limit: u64,
    },
    /// A key type that Go or Rust cannot use as one.
    #[error(
        "`{0}` cannot be a map key or a set element: it must be hashable, ordered and comparable on both sides"
    )]
    KeyType(String),
    /// More objects than handles can tell apart.
    #[error("bridge declares more than {0} types in `extern \"Rust\"`")]
    ObjectCount(usize),
    /// Two items of one name.
    #[error("`{0}` is declared twice")]
    NameTwice(String),
    /// Two items that get the same Go name.
    #[error("`{first}` and `{second}` both become `{go}` in Go")]
    GoNameTwice {
        /// The first item.
        first: String,
        /// The second item.
        second: String,
        /// Their common Go name.
        go: String,
    },
    /// An item that gets a Go name which the generated package declares itself.
    #[error("`{item}` becomes `{go}` in Go, which the generated package declares itself")]
    GoNameReserved {
        /// The item.
        item: String,
        /// Its Go name.
        go: String,
    },
    /// A method that `go vet` knows with another signature.
    #[error("`{item}` becomes the method `{found}` in Go, and `go vet` requires `{wanted}` of that name")]
    GoMethod {
        /// The function.
        item: String,
        /// What it becomes.
        found: String,
        /// What the standard library of Go means by the name.
        wanted: String,
        /// A name that means nothing to vet.
        instead: &'static str,
    },
    /// A name that Spandrel keeps for itself.
    #[error("name `{0}` is reserved")]
    NameReserved(String),
    /// A name that cannot be written on the other side.
    #[error("name `{0}` has letters outside ASCII")]
    NameAscii(String),
    /// `#[leaf]` on a function that cannot be one.
    #[error("leaf function cannot {0}")]
    Leaf(&'static str),
    /// An async method that takes the object exclusively.
    #[error("async method cannot take `&mut {0}`: other calls would wait for as long as it runs")]
    AsyncExclusive(String),
    /// An async function that returns a stream.
    #[error("async function cannot return a stream")]
    AsyncStream,
    /// A stream of Go's that has no place for an error.
    #[error("stream of `extern \"Go\"` must have items of `Result<T>`: Go's iterator may fail or panic")]
    StreamItemGo,
    /// A parameter that would have to outlive the call.
    #[error("`{0}` is not supported as a parameter of an async function: it would have to outlive the call")]
    AsyncParameter(String),
    /// A Go value for a function that is called at each range over its stream.
    #[error("`{0}` is not supported as a parameter of a function that returns a stream")]
    StreamParameter(String),
    /// `#[view]` where nothing can be read in place.
    #[error(
        "`#[view]` belongs on a `&str` or a `&[T]` of scalars that an ordinary function of `extern \"Go\"` takes"
    )]
    View,
    /// `#[view]` on a callback.
    #[error("`#[view]` is not supported on a callback: what it takes is copied for Go")]
    ViewCallback,
    /// `x: u8 = 5`, in a struct or a function.
    #[error("default value is not supported")]
    DefaultValue,
    /// A bridge that declares nothing to share.
    #[error("bridge declares no function")]
    Empty,
    /// The Rust code itself does not parse.
    #[error("{0}")]
    Rust(String),
}

impl Reason {
    /// What to write instead, if there is one answer.
    pub fn hint(&self) -> Option<String> {
        use Reason as R;
        let text = match self {
            R::BridgeArguments(_) | R::PackageMissing => "write `#[spandrel::bridge(package = \"name\")]`",
            R::PackageName(_) => "choose a name such as `remux`",
            R::PackageReserved { name, .. } => {
                return Some(format!("choose another name, such as `my{name}`"));
            }
            R::ModuleWithoutBody => "write the declarations in place: `mod ffi { … }`",
            R::ItemNotSupported("use declaration") => {
                "standard types such as `Duration` and `HashMap` are known here by their short names"
            }
            R::ItemNotSupported("type alias") => {
                "a type that exists is adopted, `#[adopt(path)] struct Name { … }`, or is the `type Name;` of an extern block"
            }
            R::ItemNotSupported(_) => {
                "keep records, enums and extern blocks here and move the rest out of the module"
            }
            R::NotModule => "write `#[spandrel::bridge(package = \"name\")] mod ffi { … }`",
            R::Condition(_) => {
                "use a feature of the crate, `#[cfg(feature = \"name\")]`, and put it into [rust] features of spandrel.toml where it is on"
            }
            R::Nesting(_) => "flatten it, or move code that is not a declaration out of the bridge module",
            R::TypeNesting(_) => "declare a `struct` for what stands inside",
            R::Unclosed => "the compiler names the place where it opens",
            R::Cfg => "put `#[cfg]` on the whole bridge module, or on the code behind the function",
            R::Attribute { attribute, place } => return Some(attribute_hint(attribute, place)),
            R::DocText(_) => "write the text in lines with `///`: the generator copies it to Go",
            R::GoNameText(_) => {
                "write `#[go_name = \"FileNotFound\"]`: it becomes `ErrFileNotFound`, or part of the constant's name"
            }
            R::AdoptEquals => "write `#[adopt(path)] struct Name { … }`, with the fields that the type has",
            R::Generic(_) => "declare one item per concrete type",
            R::Lifetime => "remove it: what is borrowed lives to the end of the call",
            R::RecordShape(_) => "write `struct Name { field: Type }`",
            R::EnumEmpty(_) => "give it a variant",
            R::Discriminant => "write a plain number, such as `Name = 5`",
            R::DiscriminantTwice(_) => "give each variant its own value",
            R::DiscriminantWithData => "remove the `= …`: the order of the variants is the contract",
            R::AdoptPath(_) => {
                "write `#[adopt(super::Stats)]` for a type beside the bridge, `#[adopt(crate::stats::Stats)]`, or `#[adopt(other_crate::Stats)]`"
            }
            R::AdoptGeneric(path) => {
                return Some(format!(
                    "give it a name beside the bridge, `pub type Name = {path};`, and write `#[adopt(super::Name)]`"
                ));
            }
            R::AdoptTwice => "remove one `#[adopt(…)]`",
            R::AdoptAttribute("deprecated") => {
                "put it on the type itself; for Go, end the doc comment here with a paragraph such as `Deprecated: use Figures`"
            }
            R::AdoptAttribute(_) => "put it on the type itself, where that is declared",
            R::AdoptedTwice { first, .. } => {
                return Some(format!("keep one of them: in this bridge the type is `{first}`"));
            }
            R::ErrorNotEnum => "write `#[error] enum Error { … }`, one variant per kind of failure",
            R::MessagePlaceholder { .. } => "name a field of the variant; write `{{` and `}}` for braces",
            R::MessageFormat { name, .. } => {
                return Some(format!(
                    "write `{{{name}}}`; for another form of the value, add a field that holds its text"
                ));
            }
            R::ErrorTupleVariant { adopted: true, .. } => {
                "name it there; if you cannot, remove `#[adopt]`, declare `Variant { message: String }` here, and write `impl From` of the other error for this one"
            }
            R::ErrorTupleVariant { .. } => "write `Variant { field: Type }`",
            R::Abi(_) => {
                "`extern \"Rust\"` declares what Rust implements, `extern \"Go\"` what Go implements"
            }
            R::ForeignItem(_) => "declare `type Name;` or `fn name(…);`",
            R::FunctionBody => {
                "end the declaration with `;`, and write the function outside of the bridge module"
            }
            R::FunctionModifier("...") => "take a slice",
            R::FunctionModifier(_) => "remove it",
            R::FunctionVisibility => "remove `pub`",
            R::Receiver(instead) => return Some(format!("write the object's type: `{instead}`")),
            R::ReceiverUnknown(name) => return Some(format!("add `type {name};` to the block")),
            R::ReceiverOtherSide(_) => "move the method into a block of the side that declares the type",
            R::ReceiverPlain(_) => "write a free function that takes it, or declare an opaque `type` instead",
            R::ReceiverExclusiveGo(_) => "Go values guard themselves: remove `mut`",
            R::ConstructorReceiver => {
                "remove `#[constructor]`, or remove `self`: a method may return an object too"
            }
            R::ConstructorReturns => "write `-> Object` or `-> Result<Object, Error>`",
            R::ConstructorGo => "a Go function that returns an interface value needs no attribute",
            R::ParameterPattern => "write `name: Type`",
            R::TypeUnknown(name) => {
                return Some(format!(
                    "declare `struct {name}` or `enum {name}` in the bridge, with `#[adopt(path)]` if the type exists, or `type {name};` in an extern block"
                ));
            }
            R::TypeArguments(_) => "remove them, or rename the declaration if another type is meant",
            R::TypeRefused(_) => {
                "what can be passed: scalars, `&str`, `String`, `&[T]`, `Vec<T>`, `Option<T>`, arrays, tuples of 2 to 6, maps, sets, `Duration`, `SystemTime`, `Bytes`, `Secret`, and what this bridge declares"
            }
            R::TypeReplace { instead, .. } | R::TypePlace { instead, .. } => instead,
            R::ResultError => {
                "declare an error in the bridge, such as `#[error] enum Error { /// {reason} Failed { reason: String } }`, return `Result<T, Error>`, and turn other errors into it with `map_err` or `impl From`; `#[error]` with `#[adopt(path)]` takes an enum that exists"
            }
            R::ResultGo => {
                "write `Result<T>`; it is `Result<T, spandrel::GoError>`, as a Go error can be of any type"
            }
            R::Recursive(_) => {
                "flatten it into a list of nodes that refer to each other by index, such as `struct Tree { nodes: Vec<Node> }`, `enum Node { All(Vec<u32>), Leaf(String) }`"
            }
            R::TooLarge { .. } => {
                "values in place are on the stack: put the elements into a `Vec`, or borrow them as `&[T]`"
            }
            R::KeyType(_) => "use an integer, `bool`, `char`, `String`, or a plain enum",
            R::ObjectCount(_) => "split the bridge: each has numbers of its own for its types",
            R::NameTwice(_) => "rename one of them",
            R::GoNameTwice { .. } => {
                "rename one of them; a variant can have another name in Go alone: `#[go_name = \"Name\"]`"
            }
            R::NameReserved(_) | R::GoNameReserved { .. } => "choose another name",
            R::GoMethod { instead, .. } => {
                return Some(format!(
                    "choose another name, such as `{instead}`, or the types of that method"
                ));
            }
            R::NameAscii(_) => {
                "write it in ASCII: Go, C and the linker do not agree with Rust on the other letters"
            }
            R::Leaf(_) => "remove `#[leaf]`: the function then takes the ordinary path",
            R::AsyncExclusive(_) => "take `&self`, and guard what changes with a lock or an atomic",
            R::AsyncStream => "remove `async`: what it would wait for can be the stream's first step",
            R::StreamItemGo => "write `impl Stream<Item = Result<T>>`",
            R::AsyncParameter(_) => {
                "let the future own it (`T` for `&T`, `Box<dyn Fn(…) + Send + Sync>`), or guard the object with a lock"
            }
            R::StreamParameter(_) => {
                "pass it to an object first, and let a method of that object return the stream"
            }
            R::ViewCallback => {
                "declare a `type` in `extern \"Go\"` with a method that takes `#[view] data: &[u8]`, and take `&Type` here"
            }
            R::DefaultValue => {
                "remove it: use `Option<T>` for what may be left out, and fill it in behind the bridge; `impl Default` can stand beside the bridge"
            }
            R::View => "remove it: Go then gets a copy",
            R::Rust(_) => return None,
            R::Empty => "declare a function in `extern \"Rust\"` or `extern \"Go\"`",
        };
        Some(text.to_owned())
    }
}

/// What to do about an attribute that is not supported.
fn attribute_hint(attribute: &str, place: &str) -> String {
    const KNOWN: [(&str, &[&str]); 7] = [
        ("adopt", &["adopts", "adopted", "remote"]),
        ("constructor", &["construct", "constructors", "ctor", "new", "init"]),
        ("leaf", &["leave", "leafs", "fast"]),
        ("go_name", &["rename", "name", "goname"]),
        ("error", &["errors", "err"]),
        ("view", &["views", "borrow", "borrowed"]),
        ("derive", &["derives", "derived"]),
    ];
    let lower = attribute.to_lowercase();
    let meant = KNOWN.iter().find(|(known, others)| {
        others.contains(&lower.as_str())
            || (lower != *attribute && lower == *known)
            || is_misspelt(&lower, known)
    });
    if let Some((known, _)) = meant {
        return format!("write `#[{known}]`");
    }
    match attribute {
        "adopt" => {
            "it belongs on a `struct` or an `enum`; a `type` of `extern \"Rust\"` is the type of this name beside the bridge".to_owned()
        }
        "go_name" => "it belongs on a variant; other items are renamed in Rust".to_owned(),
        "doc(…)" => "remove it: it speaks to rustdoc, and Go has all items of a bridge in its documentation".to_owned(),
        "default" => {
            "remove it, and write `impl Default` beside the bridge; what Go may leave out is an `Option<T>`".to_owned()
        }
        "inline" | "must_use" | "allow" | "expect" | "warn" | "cold" | "test" | "track_caller" | "no_mangle"
        | "tracing::instrument" | "instrument"
            if place == "a function" =>
        {
            "put it on the function behind the bridge".to_owned()
        }
        "must_use" | "allow" | "expect" | "warn" if ["a record", "an enum"].contains(&place) => {
            "remove it, or put it on a type outside of the bridge that this item adopts with `#[adopt(path)]`".to_owned()
        }
        "repr" => "remove it: the layout is chosen by the bridge".to_owned(),
        "serde" | "arg" | "clap" | "source" | "from" => {
            "a `#[derive]` that needs attributes of its own does not work here: implement the trait beside the bridge"
                .to_owned()
        }
        _ => "supported: doc comments everywhere, `#[derive]`, `#[adopt]` and `#[error]` on types, `#[constructor]` and `#[leaf]` on functions, `#[go_name]` on variants, `#[view]` on parameters".to_owned(),
    }
}

/// Whether a word has one letter too many, too few or wrong, or two that changed places.
fn is_misspelt(word: &str, known: &str) -> bool {
    let (word, known) = (word.as_bytes(), known.as_bytes());
    let start = word.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (word, known) = (&word[start..], &known[start..]);
    let end = word.iter().rev().zip(known.iter().rev()).take_while(|(a, b)| a == b).count();
    let (word, known) = (&word[..word.len() - end], &known[..known.len() - end]);
    match (word, known) {
        ([a, b], [c, d]) => a == d && b == c,
        _ => word.len() <= 1 && known.len() <= 1 && word.len() + known.len() > 0,
    }
}

/// A refusal: where, and why.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{reason}")]
pub struct Error {
    /// Where it stands in the source.
    pub span: Span,
    /// Why.
    pub reason: Reason,
}

/// All refusals of one run, in source order.
#[derive(Clone, Debug, Default)]
pub struct Report {
    errors: Vec<Error>,
}

impl Report {
    /// Adds a refusal.
    pub fn push(&mut self, span: Span, reason: Reason) {
        self.errors.push(Error { span, reason });
    }

    /// Adds what the Rust parser said.
    pub fn push_rust(&mut self, error: &syn::Error) {
        for part in error.clone() {
            self.push(part.span(), Reason::Rust(part.to_string()));
        }
    }

    /// Adds another report's errors.
    pub fn absorb(&mut self, other: Report) {
        self.errors.extend(other.errors);
    }

    /// Whether nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The refusals, sorted by position, none twice.
    pub fn sorted(&self) -> Vec<Error> {
        let mut errors = self.errors.clone();
        errors.sort_by_key(|error| {
            let start = error.span.start();
            (start.line, start.column)
        });
        errors.dedup_by(|a, b| a.reason == b.reason && a.span.start() == b.span.start());
        errors
    }

    /// `Ok(value)` if nothing was refused.
    pub fn finish<T>(self, value: T) -> Result<T, Report> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The refusals as compiler errors, for the macro.
    pub fn to_compile_error(&self) -> proc_macro2::TokenStream {
        self.sorted()
            .iter()
            .map(|error| {
                let mut text = error.to_string();
                if let Some(hint) = error.reason.hint() {
                    text.push_str("\nhint: ");
                    text.push_str(&hint);
                }
                syn::Error::new(error.span, text).into_compile_error()
            })
            .collect()
    }
}
