//! Names of the files of a generated package. They are reserved: users who put a file of their own into the package give
//! it another name.
//!
//! No reserved name of a Go file in the package's own folder, or in `contract` and `hook`, has an underscore, except that of the functions of five
//! packages. So users' files there have names with an underscore: their methods, and tests, whose names have one anyway.

use super::c;

/// The contract as text.
pub const CONTRACT: &str = "contract.txt";

/// The description of the functions over HTTP, in `remote`.
pub const OPENAPI: &str = "openapi.json";

/// Go files of the package's own folder, beside that of the functions. `codec.go` was one, and is removed where it is found.
pub const PARTS: [&str; 5] = ["types.go", "errors.go", "codec.go", "core.go", "imports.go"];

/// The file that says that the package requires cgo.
pub const WITHOUT_CGO: &str = "internal/bridge/nocgo.go";

/// The packages below it that need no cgo.
const BELOW: [&str; 18] = [
    "contract/contract.go",
    "contract/errors.go",
    "contract/imports.go",
    "contract/json.go",
    "contract/types.go",
    "dynamic/dynamic.go",
    "dynamic/linked.go",
    "hook/calls.go",
    "hook/hook.go",
    "internal/codec/calls.go",
    "internal/codec/codec.go",
    "remote/client.go",
    "remote/contract.go",
    "remote/imports.go",
    "remote/json.go",
    "remote/openapi.json",
    "remote/remote.go",
    "remote/serve.go",
];

/// The internal package that makes the calls, with its header.
const BRIDGE: [&str; 5] = [
    "internal/bridge/bridge.go",
    "internal/bridge/dynamic.go",
    WITHOUT_CGO,
    "internal/bridge/object.go",
    "internal/bridge/platform.go",
];

/// The package of the leaf calls.
const LEAF: [&str; 5] = [
    "internal/leaf/fast.go",
    "internal/leaf/leaf.go",
    "internal/leaf/leaf_fast_amd64.s",
    "internal/leaf/ordinary.go",
    "internal/leaf/slow.go",
];

/// The file of a package's functions and objects. A package named like one of the other files leaves that name to it.
pub fn functions(package: &str) -> String {
    let own = format!("{package}.go");
    if PARTS.contains(&own.as_str()) { format!("{package}_functions.go") } else { own }
}

/// The C header of a package.
pub fn header(package: &str) -> String {
    format!("internal/bridge/{}", c::header(package))
}

/// Every path inside a package's folder that its bridge may generate, whatever is in the bridge.
pub fn reserved(package: &str) -> Vec<String> {
    let fixed = [CONTRACT].into_iter().chain(PARTS).chain(BELOW).chain(BRIDGE).chain(LEAF).map(str::to_owned);
    fixed.chain([functions(package), header(package)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_files_have_an_underscore() {
        for package in ["search", "linux", "functions", "types", "core"] {
            for path in reserved(package).iter().filter(|path| !path.starts_with("internal/")) {
                assert!(!path.contains('_') || *path == functions(package), "{path}");
            }
        }
        assert_eq!(functions("search"), "search.go");
        assert_eq!(functions("types"), "types_functions.go");
    }
}
