//! Names of C symbols. What the linker sees of a package starts with [`prefix`], but for the two that carry its contract.

use crate::ABI;

/// What every symbol starts with, as a literal for assembly and attributes.
#[macro_export]
macro_rules! symbol {
    ($($rest:literal),*) => {
        concat!("spandrel2", $($rest),*)
    };
}

/// What the symbols of every package start with.
pub const OWN: &str = symbol!("__");

/// The function of a Go core that a Rust program calls first.
pub const CORE_READY: &str = symbol!("_core_ready");

/// What the symbols of a contract start with, and what stands between package and hash.
const CONTRACT: [&str; 2] = [symbol!("__bridge_"), "_archive_is_stale__run_spandrel_build__"];

/// What every symbol of a package starts with.
pub fn prefix(package: &str) -> String {
    format!("{OWN}{package}__")
}

/// The symbol of a function, or of a method of `owner`.
pub fn function(package: &str, owner: Option<&str>, name: &str) -> String {
    format!("{}{}", prefix(package), joined(owner, name))
}

/// The symbol of a leaf function's second entry, which takes arguments and answers as words.
pub fn leaf(package: &str, owner: Option<&str>, name: &str) -> String {
    format!("{}_leaf_{}", prefix(package), joined(owner, name))
}

/// The symbol of a function's second entry for callers that pass words alone, if its own takes other values, too.
pub fn words(package: &str, owner: Option<&str>, name: &str) -> String {
    format!("{}_words_{}", prefix(package), joined(owner, name))
}

fn joined(owner: Option<&str>, name: &str) -> String {
    owner.map_or_else(|| name.to_owned(), |owner| format!("{owner}_{name}"))
}

/// The symbol of a support function that each bridge carries once, such as `close`.
pub fn support(package: &str, name: &str) -> String {
    format!("{}_{name}", prefix(package))
}

/// The symbol through which what links a bridge links the Go core as well.
pub fn core(package: &str) -> String {
    support(package, "core")
}

/// The symbol of Go's linker that ties generated Go to the link file beside the object. It reads as a sentence when it is
/// missing, and Go's linker looks for it before the C linker runs.
pub fn object(package: &str, hash: &str) -> String {
    format!("{}{package}_object_is_missing_or_stale__run_spandrel_build__{hash}", CONTRACT[0])
}

/// The symbol that ties generated Go to one build of the archive. It reads as a sentence when it is missing.
pub fn contract(package: &str, hash: &str) -> String {
    format!("{}{package}{}{hash}", CONTRACT[0], CONTRACT[1])
}

/// Whether a symbol is that of an archive's or an object's contract.
pub fn is_contract(symbol: &str) -> bool {
    symbol.starts_with(CONTRACT[0])
}

/// The package of a contract's symbol.
pub fn package_of(symbol: &str) -> Option<&str> {
    contract_of(symbol).map(|(package, _)| package)
}

/// The package and the hash of a contract's symbol.
pub fn contract_of(symbol: &str) -> Option<(&str, &str)> {
    symbol.strip_prefix(CONTRACT[0])?.split_once(CONTRACT[1])
}

/// Whether a name has the form of a symbol of a bridge, of whatever ABI.
pub fn is_own(name: &str) -> bool {
    name.strip_prefix("spandrel")
        .map(|rest| rest.trim_start_matches(|digit: char| digit.is_ascii_digit()))
        .is_some_and(|rest| rest.starts_with("__"))
}

/// The literals have the number of the ABI.
const _: () = assert!(OWN.as_bytes()[8] == b'0' + ABI as u8 && ABI < 10);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_name_their_package() {
        assert_eq!(function("search", Some("Index"), "find"), "spandrel2__search__Index_find");
        assert_eq!(function("search", None, "find"), "spandrel2__search__find");
        assert_eq!(leaf("search", Some("Index"), "find"), "spandrel2__search___leaf_Index_find");
        assert_eq!(words("search", None, "find"), "spandrel2__search___words_find");
        assert_eq!(support("search", "close"), "spandrel2__search___close");
        let contract = contract("search", "0123");
        assert!(is_contract(&contract) && is_own(&contract));
        assert_eq!(package_of(&contract), Some("search"));
        assert_eq!(contract_of(&contract), Some(("search", "0123")));
        assert!(is_contract(&object("search", "0123")));
        assert_eq!(package_of(&object("search", "0123")), None);
    }

    #[test]
    fn symbols_of_any_abi_are_ours() {
        assert!(is_own("spandrel2__a__f"));
        assert!(is_own("spandrel22__bridge_a_archive_is_stale__run_spandrel_build__0"));
        assert!(!is_own("spandrel_other"));
        assert!(!is_own("memcpy"));
    }
}
