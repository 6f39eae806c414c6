//! Names of C symbols. Everything the linker sees of a bridge starts with [`prefix`].

use spandrel_syntax::bridge::Function;

use crate::ABI;

/// What every symbol of a package starts with.
pub fn prefix(package: &str) -> String {
    format!("spandrel{ABI}__{package}__")
}

/// The symbol of a function or method.
pub fn function(package: &str, function: &Function) -> String {
    let prefix = prefix(package);
    match function.receiver.owner() {
        Some(owner) => format!("{prefix}{owner}_{}", function.name),
        None => format!("{prefix}{}", function.name),
    }
}

/// The symbol of a leaf function's second entry, which takes arguments and answers as words.
pub fn leaf(package: &str, function: &Function) -> String {
    let name = self::function(package, function);
    let prefix = prefix(package);
    format!("{prefix}_short_{}", name.strip_prefix(&prefix).unwrap_or(&name))
}

/// The symbol of a support function that each bridge carries once, such as `close`.
pub fn support(package: &str, name: &str) -> String {
    format!("{}_{name}", prefix(package))
}

/// The symbol of Go's linker that ties generated Go to the link file beside the object. It reads as a sentence when it is
/// missing, and Go's linker looks for it before the C linker runs.
pub fn object(package: &str, hash: &str) -> String {
    format!("spandrel{ABI}__bridge_{package}_object_is_missing_or_stale__run_spandrel_build__{hash}")
}

/// The symbol that ties generated Go to one build of the archive. It reads as a sentence when it is missing.
pub fn contract(package: &str, hash: &str) -> String {
    format!("spandrel{ABI}__bridge_{package}_archive_is_stale__run_spandrel_build__{hash}")
}
