//! Names in Go: casing, initialisms, keywords, stutter.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, Part, Plan, Slot};
use spandrel_syntax::bridge::{Enum, Field, Function, Receiver, Variant};

use super::{reserved, scope};

/// Words that Go writes in capitals throughout.
const INITIALISMS: [&str; 42] = [
    "acl", "api", "ascii", "cpu", "css", "db", "dns", "eof", "guid", "html", "http", "https", "id", "io",
    "ip", "json", "lhs", "os", "pdf", "qps", "ram", "rhs", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls",
    "ttl", "udp", "ui", "uid", "uuid", "uri", "url", "utf8", "vm", "xml", "xmpp", "xsrf", "xss",
];

/// Words with small letters beside the capitals.
const MIXED: [(&str, &str); 7] = [
    ("apis", "APIs"),
    ("ids", "IDs"),
    ("ipv4", "IPv4"),
    ("ipv6", "IPv6"),
    ("uris", "URIs"),
    ("urls", "URLs"),
    ("uuids", "UUIDs"),
];

/// The variable of the internal package through which it asks for the Rust object.
pub const OBJECT: &str = "object";

/// The function behind it, which the file beside the object defines.
pub const OBJECT_SYMBOL: &str = "rustObject";

/// The variable of the internal package that finds a C function in a library.
pub fn library_function(call: &str) -> String {
    format!("fn{call}")
}

/// The object of a bridge that is loaded: a variable that `spandrel build` writes, with the contract in its name. The
/// compiler's message says what to do where it is missing.
pub fn library_object(package: &str, hash: &str) -> String {
    format!("{package}_library_is_missing_or_stale__run_spandrel_build_link_dynamic__{hash}")
}

/// `sample_rate` as `SampleRate`, `user_id` as `UserID`.
pub fn exported(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty());
    let mut text: String = words.map(capitalised).collect();
    if !text.starts_with(|first: char| first.is_ascii_uppercase()) {
        text.insert(0, 'X');
    }
    text
}

/// `sample_rate` as `sampleRate`: what a parameter is called in documentation, messages and signatures.
pub fn param(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let mut text = words.next().unwrap_or("arg").to_lowercase();
    text.extend(words.map(capitalised));
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        text.insert(0, 'v');
    }
    text
}

/// A parameter in the code of a function; [`scope`](super::scope) chooses its name when the function is whole.
pub fn local(name: &str) -> String {
    scope::user(&param(name))
}

/// A parameter of a leaf function's assembly, whose files share one name for it.
pub fn leaf_param(name: &str) -> String {
    let name = param(name);
    // To the assembler, `g` is a register.
    if reserved::has_meaning_in_leaf(&name) || name == "g" || reserved::is_generated_local(&name) {
        format!("{name}Arg")
    } else {
        name
    }
}

/// A parameter of a leaf's functions.
pub fn leaf_slot(slot: Slot, function: &FunctionPlan) -> String {
    match slot {
        Slot::Waiter => "waiter".to_owned(),
        Slot::Receiver => "handle".to_owned(),
        Slot::Param(index, part) => {
            let name = leaf_param(&function.params[index].name.to_string());
            match part {
                Part::Length(_) => format!("{name}_n"),
                Part::Owner(_) => format!("{name}_owner"),
                Part::Word | Part::Struct | Part::Handle | Part::Reference | Part::Address(_) => name,
            }
        }
        Slot::Scratch => "scratch".to_owned(),
        Slot::PackedLength => "packedLen".to_owned(),
        Slot::Capacity => "scratchCapacity".to_owned(),
        Slot::Result => "result".to_owned(),
    }
}

/// The function that calls a leaf's entry, by assembly where that is proven.
pub fn fast_leaf(function: &str) -> String {
    format!("fast{function}")
}

/// The function that makes the ordinary call with a leaf's words.
pub fn ordinary_leaf(function: &str) -> String {
    format!("ordinary{function}")
}

/// What a method calls its receiver: the first letter of the type, or its whole name where a parameter of some method has
/// the letter.
pub fn receiver(type_name: &str, params: &[String]) -> String {
    let letter: String = type_name.chars().take(1).flat_map(char::to_lowercase).collect();
    if !params.contains(&letter) {
        return letter;
    }
    let mut name = format!("{letter}{}", &type_name[1..]);
    let is_taken = |name: &str| {
        reserved::has_meaning(name)
            || reserved::is_generated_local(name)
            || params.iter().any(|param| param == name)
    };
    while is_taken(&name) {
        name.push_str("Object");
    }
    name
}

/// A string literal.
pub fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => literal.extend(['\\', letter]),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            letter if letter.is_control() || letter == '\u{feff}' => {
                literal.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

/// The local of the internal package that holds the length of a slice, or the owner of memory, behind a parameter.
pub fn beside(param: &Ident, what: &str) -> String {
    scope::own(&format!("{}{what}", self::param(&param.to_string())))
}

/// A local of generated code that steps aside for a parameter.
pub fn own(name: &str) -> String {
    scope::own(name)
}

/// The local that holds the reference of a Go value that Rust borrows for a call.
pub fn reference(param: &Ident) -> String {
    scope::own(&format!("{}Value", self::param(&param.to_string())))
}

/// A field: `_0` of a tuple variant is `V0`. It is never the name of a method that all records have.
pub fn field(name: &str) -> String {
    match name.strip_prefix('_') {
        Some(index) if index.bytes().all(|byte| byte.is_ascii_digit()) => return format!("V{index}"),
        _ => {}
    }
    match exported(name) {
        name if name == "MarshalJSON" || name == "UnmarshalJSON" => format!("{name}Value"),
        name => name,
    }
}

/// A type, without the package's name in front: `remux.RemuxError` would stutter.
pub(super) fn type_name(package: &str, name: &Ident) -> String {
    let name = camel(&name.to_string());
    let package = capitalised(package);
    match name.strip_prefix(&package) {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_uppercase()) => rest.to_owned(),
        _ => name,
    }
}

/// A variant in names: as `#[go_name]` says, or its name.
fn variant_word<T>(variant: &Variant<T>) -> String {
    variant.go_name.clone().unwrap_or_else(|| camel(&variant.name.to_string()))
}

/// The constant of a plain enum's variant, or the struct of a data enum's.
pub(super) fn variant<T>(package: &str, enumeration: &Ident, variant: &Variant<T>) -> String {
    format!("{}{}", type_name(package, enumeration), variant_word(variant))
}

/// The type that tells the variants of an error apart.
pub(super) fn error_kind(package: &str, error: &Ident) -> String {
    format!("{}Kind", type_name(package, error))
}

/// The sentinel of an error's variant.
pub(super) fn sentinel<T>(variant: &Variant<T>) -> String {
    format!("Err{}", variant_word(variant))
}

/// The constant of an error's kind.
pub(super) fn kind_constant<T>(package: &str, error: &Ident, variant: &Variant<T>) -> String {
    format!("{}{}", error_kind(package, error), variant_word(variant))
}

/// The function that makes an error of this variant: `NewLineTooLongError`, and for a variant `ParseError`, `NewParseError`.
pub(super) fn error_constructor<T>(variant: &Variant<T>) -> String {
    let name = variant_word(variant);
    let name = name.strip_suffix("Error").filter(|rest| !rest.is_empty()).unwrap_or(&name);
    format!("New{name}Error")
}

/// The function that reads an enum with data from JSON: `UnmarshalShape`.
pub(super) fn unmarshal(package: &str, enumeration: &Ident) -> String {
    format!("Unmarshal{}", type_name(package, enumeration))
}

/// A field of an error: never the name of one of its methods.
pub(super) fn error_field(field: &str) -> String {
    let name = self::field(field);
    match name.as_str() {
        "Error" | "Is" | "Unwrap" | "Kind" | "WithMessage" => format!("{name}Value"),
        _ => name,
    }
}

/// The Go field for a field of an error's variant. Variants that mean different types by one name have fields of their own.
pub fn variant_field<T: PartialEq>(error: &Enum<T>, variant: &Variant<T>, field: &Field<T>) -> String {
    let name = error_field(&field.name.to_string());
    let mut fields = error.variants.iter().flat_map(|variant| &variant.fields);
    let clash = fields.any(|other| other.name == field.name && other.ty != field.ty);
    if clash { format!("{}{name}", variant_word(variant)) } else { name }
}

/// The Go function or method of a bridge function. Constructors have the name of the object in theirs, where Go would say
/// it: `OpenIndex`, `NewIndexWithLimit`.
pub(super) fn function(package: &str, function: &Function) -> String {
    let name = exported(&function.name.to_string());
    match &function.receiver {
        Receiver::Constructor(owner) => {
            let owner = type_name(package, owner);
            let rust = function.name.to_string();
            if name.ends_with(&owner) {
                name
            } else if ["with_", "from_"].iter().any(|start| rust.starts_with(start)) {
                format!("New{owner}{name}")
            } else {
                format!("{name}{owner}")
            }
        }
        _ => name,
    }
}

/// The interface of an object: `CoreRemuxer`.
pub(super) fn core_object(package: &str, object: &Ident) -> String {
    format!("Core{}", type_name(package, object))
}

/// The variant that answers into the caller's memory.
pub(super) fn into_variant(function: &str) -> String {
    format!("{function}Into")
}

/// The variant whose result the callback borrows.
pub(super) fn view_variant(function: &str) -> String {
    format!("{function}View")
}

/// The variant of a function that yields a stream's items in batches.
pub(super) fn batches_variant(function: &str) -> String {
    format!("{function}Batches")
}

/// The full name in messages: `remux.Remuxer.Push`.
pub(super) fn qualified(package: &str, function: &Function) -> String {
    let name = self::function(package, function);
    match &function.receiver {
        Receiver::Shared(owner) | Receiver::Exclusive(owner) => {
            format!("{package}.{}.{name}", type_name(package, owner))
        }
        Receiver::Free | Receiver::Constructor(_) => format!("{package}.{name}"),
    }
}

/// The function in the internal package that makes the cgo call: `CounterAdd`, or `Counter_add` where something else is
/// called that.
pub(super) fn bridge_function(plan: &Plan, function: &Function) -> String {
    let package = &plan.bridge.package;
    let joined = joined(package, function);
    match function.receiver.owner() {
        Some(owner) => {
            let taken = plan.functions.iter().map(|known| &known.declared).any(|known| {
                (&known.receiver, &known.name) != (&function.receiver, &function.name)
                    && self::joined(package, known) == joined
            });
            if taken { format!("{}_{}", type_name(package, owner), function.name) } else { joined }
        }
        // What the internal packages call their own.
        None if ["Fast", "Library", "Rust", "Serve"].contains(&joined.as_str()) => format!("{joined}_"),
        None => joined,
    }
}

fn joined(package: &str, function: &Function) -> String {
    let owner = function.receiver.owner().map(|owner| type_name(package, owner)).unwrap_or_default();
    format!("{owner}{}", exported(&function.name.to_string()))
}

/// A camel-case name with Go's initialisms: `HttpMethod` as `HTTPMethod`. It begins with a capital, as Go exports no other.
pub(crate) fn camel(name: &str) -> String {
    let name = name.trim_start_matches('_');
    let mut words: Vec<String> = vec![String::new()];
    let mut previous_upper = true;
    for character in name.chars() {
        if character.is_uppercase() && !previous_upper {
            words.push(String::new());
        }
        previous_upper = character.is_uppercase();
        if let Some(word) = words.last_mut() {
            word.push(character);
        }
    }
    let mut text: String = words.iter().map(|word| capitalised(word)).collect();
    if !text.starts_with(|first: char| first.is_ascii_uppercase()) {
        text.insert(0, 'X');
    }
    text
}

fn capitalised(word: &str) -> String {
    let lower = word.to_lowercase();
    if INITIALISMS.contains(&lower.as_str()) {
        return lower.to_uppercase();
    }
    if let Some((_, mixed)) = MIXED.iter().find(|(word, _)| *word == lower) {
        return (*mixed).to_owned();
    }
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;

    #[test]
    fn casing_and_initialisms() {
        assert_eq!(exported("sample_rate"), "SampleRate");
        assert_eq!(exported("user_id"), "UserID");
        assert_eq!(exported("url"), "URL");
        assert_eq!(exported("user_ids"), "UserIDs");
        assert_eq!(exported("ipv4_addr"), "IPv4Addr");
        assert_eq!(exported("open_db"), "OpenDB");
        assert_eq!(param("ids_of_urls"), "idsOfURLs");
        assert_eq!(field("_0"), "V0");
        assert_eq!(param("url_path"), "urlPath");
        assert_eq!(param("type"), "type");
        assert_eq!(param("_0"), "v0");
        assert_eq!(leaf_param("frame"), "frameArg");
        assert_eq!(leaf_param("g"), "gArg");
        assert_eq!(leaf_param("old_name"), "oldName");
    }

    #[test]
    fn types_do_not_stutter() {
        let name = |text| Ident::new(text, Span::call_site());
        assert_eq!(type_name("remux", &name("RemuxError")), "Error");
        assert_eq!(type_name("remux", &name("Remuxer")), "Remuxer");
        assert_eq!(type_name("remux", &name("Remux")), "Remux");
        assert_eq!(type_name("net", &name("HttpMethod")), "HTTPMethod");
        assert_eq!(type_name("net", &name("point")), "Point");
        assert_eq!(type_name("net", &name("_Hidden")), "Hidden");
        assert_eq!(type_name("net", &name("_1")), "X1");
    }

    #[test]
    fn receivers_hide_no_parameter() {
        let params = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(receiver("Bench", &params(&["a"])), "b");
        assert_eq!(receiver("Bench", &params(&["b"])), "bench");
        assert_eq!(receiver("Map", &params(&["m"])), "mapObject");
        assert_eq!(receiver("Map", &params(&["m", "mapObject"])), "mapObjectObject");
    }

    #[test]
    fn literals_are_gos() {
        assert_eq!(quoted("a\"\\\n\0é'"), "\"a\\\"\\\\\\n\\u0000é'\"");
    }
}
