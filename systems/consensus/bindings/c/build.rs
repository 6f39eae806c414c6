//! Names the shared library: programs that link it ask for `libcoinjecture_core.so.1` at run time, wherever it lay when
//! they were linked. The number is `COINJ_ABI_VERSION` of the header.

use std::path::{Path, PathBuf};
use std::{env, fs};

const LIBRARY: &str = "libcoinjecture_core.so";
const HEADER: &str = "include/coinjecture.h";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={HEADER}");
    println!("cargo:rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS")? != "linux" {
        return Ok(());
    }
    let header = fs::read_to_string(HEADER)?;
    let abi = header
        .lines()
        .find_map(|line| line.strip_prefix("#define COINJ_ABI_VERSION ")?.strip_suffix('u'))
        .ok_or("include/coinjecture.h: no line `#define COINJ_ABI_VERSION <number>u`")?;
    let name = format!("{LIBRARY}.{abi}");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,{name}");

    // Programs that are linked against the build folder find the library there under that name too.
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let folder = out.ancestors().nth(3).ok_or("OUT_DIR is not inside a target folder")?;
    link(&folder.join(name))?;
    Ok(())
}

#[cfg(unix)]
fn link(place: &Path) -> std::io::Result<()> {
    match std::os::unix::fs::symlink(LIBRARY, place) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn link(_: &Path) -> std::io::Result<()> {
    Ok(())
}
