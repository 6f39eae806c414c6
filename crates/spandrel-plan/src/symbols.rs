//! The symbols of what a bridge declares.

use spandrel_abi::symbols;
use spandrel_syntax::bridge::Function;

/// The symbol of a function or method.
pub(crate) fn function(package: &str, function: &Function) -> String {
    of(symbols::function, package, function)
}

/// The symbol of a leaf function's second entry.
pub(crate) fn leaf(package: &str, function: &Function) -> String {
    of(symbols::leaf, package, function)
}

/// The symbol of the entry that takes words, of a function whose own takes other values, too.
pub(crate) fn words(package: &str, function: &Function) -> String {
    of(symbols::words, package, function)
}

fn of(symbol: fn(&str, Option<&str>, &str) -> String, package: &str, function: &Function) -> String {
    let owner = function.receiver.owner().map(ToString::to_string);
    symbol(package, owner.as_deref(), &function.name.to_string())
}
