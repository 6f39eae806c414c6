//! Libraries that ask for a bridge of this program as a core does, and are none.

use std::{path::Path, process::Command};

/// How the name of a contract's symbol begins, up to the hash of 16 letters.
fn before(package: &str) -> String {
    format!("spandrel2__bridge_{package}_archive_is_stale__run_spandrel_build__")
}

/// The hash in the name of the contract that a library was built for.
pub fn hash(library: &[u8], package: &str) -> String {
    let before = before(package);
    let at = library.windows(before.len()).position(|window| window == before.as_bytes()).unwrap();
    String::from_utf8(library[at + before.len()..][..16].to_vec()).unwrap()
}

/// The whole name.
pub fn contract(library: &[u8], package: &str) -> String {
    before(package) + &hash(library, package)
}

/// Compiles a library that refers to a symbol, with more code in C.
pub fn build(to: &Path, symbol: &str, code: &str) {
    let source = to.with_extension("c");
    std::fs::write(&source, format!("extern char {symbol}[]; void *kept = {symbol};\n{code}\n")).unwrap();
    let status = Command::new("gcc").args(["-shared", "-fPIC", "-o"]).arg(to).arg(&source).status().unwrap();
    assert!(status.success());
}
