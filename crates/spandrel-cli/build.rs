//! Gives the command the hashes of the sources that it is built with: it compares them with those that a project uses.

#[expect(dead_code, unreachable_pub, reason = "it is a module of the command, which compares with it")]
#[path = "src/tree.rs"]
mod tree;

use std::{env, io, path::PathBuf};

fn main() -> io::Result<()> {
    let own = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let crates = own.join("..");
    let module = own.join("../../go");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/tree.rs");
    for name in tree::CRATES {
        println!("cargo::rerun-if-changed={}", crates.join(name).join("src").display());
    }
    for part in ["glue", "internal/abi"] {
        println!("cargo::rerun-if-changed={}", module.join(part).display());
    }
    let packages = tree::packages(&module)?;
    for file in module.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()) {
        if file.extension().is_some_and(|extension| extension == "go") {
            println!("cargo::rerun-if-changed={}", file.display());
        }
    }
    println!("cargo::rustc-env=SPANDREL_CRATES={}", tree::to_line(&tree::crates(&crates)?));
    println!("cargo::rustc-env=SPANDREL_PACKAGES={}", tree::to_line(&packages));
    Ok(())
}
