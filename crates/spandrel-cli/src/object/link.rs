//! Turns an archive into one relocatable object.

use std::{fs, path::Path, process::Command};

use spandrel_abi::symbols;

use super::read::{self, Linked};
use crate::{Error, Result, progress::Progress, project::Bridge, tool};

/// Links what the bridges need of an archive into one object, and returns its bytes.
///
/// Three steps. `ld -r` merges the reachable sections (`--gc-sections` from the bridges' symbols) and resolves section
/// groups (`--force-group-allocation`; without it, of two such objects the second crashes at its first
/// panic). `objcopy` makes every symbol local except those of the bridges. The result is read back and checked.
///
/// Members with constructors are given to the linker by name: nothing refers to a constructor, so an archive alone would
/// never hand them out.
///
/// With `debug_info` the object keeps what debuggers read. It is several times as large then: the standard library's is in it.
pub fn link(archive: &Path, bridges: &[Bridge], debug_info: bool, progress: Progress) -> Result<Vec<u8>> {
    let offered = read::archive(archive)?;
    let roots = roots(archive, &offered.symbols, bridges)?;
    let folder = tempfile::tempdir().map_err(Error::file("make folder", std::env::temp_dir()))?;
    let (merged, finished) = (folder.path().join("merged.o"), folder.path().join("bridge.o"));

    let mut ld = Command::new("ld");
    ld.args(["-r", "--force-group-allocation", "--gc-sections", "-o"]).arg(&merged);
    for root in &roots {
        ld.args(["-u", root]);
    }
    for (index, (_, bytes)) in offered.constructors.iter().enumerate() {
        let member = folder.path().join(format!("constructors{index}.o"));
        fs::write(&member, bytes).map_err(Error::file("write", &member))?;
        ld.arg(member);
    }
    tool::capture(ld.arg(archive), tool::CURE_BINUTILS, progress)?;

    let mut objcopy = Command::new("objcopy");
    objcopy.args(["-R", ".llvmbc", "-R", ".llvmcmd"]);
    if !debug_info {
        objcopy.arg("--strip-debug");
    }
    objcopy.args(roots.iter().map(|root| format!("--keep-global-symbol={root}")));
    tool::capture(objcopy.arg(&merged).arg(&finished), tool::CURE_BINUTILS, progress)?;

    verify(&Linked::read(&finished)?, &roots, !offered.constructors.is_empty())?;
    fs::read(&finished).map_err(Error::file("read", &finished))
}

/// The symbols of the bridges: functions, support and contract.
fn roots<'a>(archive: &Path, offered: &'a [String], bridges: &[Bridge]) -> Result<Vec<&'a str>> {
    let mut roots = Vec::new();
    for bridge in bridges {
        let (package, wanted) = (bridge.name(), &bridge.package.plan.contract.symbol);
        if !offered.contains(wanted) {
            let found = read::contract_of(offered, package)
                .map_or_else(String::new, |found| format!(", but {found}"));
            let (package, wanted) = (package.to_owned(), wanted.clone());
            return Err(Error::OtherContract { archive: archive.to_owned(), package, wanted, found });
        }
        let prefix = symbols::prefix(package);
        roots.extend(
            offered.iter().map(String::as_str).filter(|name| name.starts_with(&prefix) || name == wanted),
        );
    }
    Ok(roots)
}

fn verify(linked: &Linked, roots: &[&str], constructors: bool) -> Result<()> {
    if let Some(lost) = roots.iter().find(|root| !linked.symbols.iter().any(|symbol| symbol == *root)) {
        return Err(Error::LinkLost(format!("the symbol {lost}")));
    }
    if constructors && linked.constructor_bytes == 0 {
        return Err(Error::LinkLost("its constructors (.init_array)".to_owned()));
    }
    Ok(())
}
