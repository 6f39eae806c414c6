//! Reads objects and archives.

use std::{
    fs,
    path::{Path, PathBuf},
};

use object::{Architecture, Object, ObjectSection, ObjectSymbol, read::archive::ArchiveFile};
use spandrel_abi::{manifest, symbols};

use crate::{Error, Result};

/// What an archive offers to a link.
#[derive(Debug, Default)]
pub struct Archive {
    /// Global symbols that are defined in it and belong to Spandrel.
    pub symbols: Vec<String>,
    /// Members with constructors: name and bytes.
    pub constructors: Vec<(String, Vec<u8>)>,
}

/// Reads an archive.
pub fn archive(path: &Path) -> Result<Archive> {
    let bytes = fs::read(path).map_err(Error::file("read", path))?;
    let failed = |error: object::Error| Error::Object {
        path: path.to_owned(),
        message: format!("is damaged: {error}"),
    };
    let file = ArchiveFile::parse(&*bytes).map_err(failed)?;
    let mut archive = Archive::default();
    for member in file.members() {
        let member = member.map_err(failed)?;
        let data = member.data(&*bytes).map_err(failed)?;
        // Members that are not objects, such as metadata, have no symbols.
        let Ok(object) = object::File::parse(data) else { continue };
        archive.symbols.extend(own_symbols(&object));
        if has_constructors(&object) {
            archive.constructors.push((String::from_utf8_lossy(member.name()).into_owned(), data.to_vec()));
        }
    }
    archive.symbols.sort();
    archive.symbols.dedup();
    Ok(archive)
}

/// What a linked object says about itself.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Where it lies.
    pub path: PathBuf,
    /// Its global symbols that belong to Spandrel.
    pub symbols: Vec<String>,
    /// Every global symbol that is defined in it.
    pub globals: Vec<String>,
    /// How many bytes of constructors it has.
    pub constructor_bytes: u64,
    bytes: Vec<u8>,
}

impl Linked {
    /// Reads an object.
    pub fn read(path: &Path) -> Result<Linked> {
        let bytes = fs::read(path).map_err(Error::file("read", path))?;
        let wrong = |message: &str| Error::Object { path: path.to_owned(), message: message.to_owned() };
        let object = match object::File::parse(&*bytes) {
            Ok(object) if object.architecture() == Architecture::X86_64 => object,
            Ok(_) => return Err(wrong("is for another machine than x86-64")),
            Err(_) if bytes.is_empty() => return Err(wrong("is empty")),
            Err(_) if bytes.starts_with(b"\x7fELF") => return Err(wrong("is truncated or damaged")),
            Err(_) => return Err(wrong("is not an object file")),
        };
        let globals = object
            .symbols()
            .chain(object.dynamic_symbols())
            .filter(|symbol| symbol.is_global() && symbol.is_definition())
            .filter_map(|symbol| symbol.name().ok().map(str::to_owned))
            .collect();
        let symbols = own_symbols(&object).collect();
        let constructor_bytes = constructors(&object).map(|section| section.size()).sum();
        Ok(Linked { path: path.to_owned(), symbols, globals, constructor_bytes, bytes })
    }

    /// The contract symbol of a package, whatever its hash.
    pub fn contract(&self, package: &str) -> Option<&str> {
        contract_of(&self.symbols, package)
    }

    /// The manifest text of a package, as the macro embedded it.
    pub fn manifest(&self, package: &str) -> Option<String> {
        let line = format!("\npackage {package}\n");
        let object = object::File::parse(&*self.bytes).ok()?;
        object
            .sections()
            .filter(|section| {
                section.name().is_ok_and(|name| name.starts_with(".rodata") || name.starts_with(".data"))
            })
            .filter_map(|section| section.data().ok())
            .find_map(|data| manifest_in(data, line.as_bytes()))
    }
}

/// The contract symbol of a package among others.
pub fn contract_of<'a>(all: &'a [String], package: &str) -> Option<&'a str> {
    let start = symbols::contract(package, "");
    all.iter().map(String::as_str).find(|symbol| symbol.starts_with(&start))
}

fn own_symbols<'a>(object: &'a object::File<'_>) -> impl Iterator<Item = String> + 'a {
    object
        .symbols()
        .chain(object.dynamic_symbols())
        .filter(|symbol| symbol.is_global() && symbol.is_definition())
        .filter_map(|symbol| symbol.name().ok().map(str::to_owned))
        .filter(|name| symbols::is_own(name))
}

fn constructors<'data, 'file>(
    object: &'file object::File<'data>,
) -> impl Iterator<Item = object::Section<'data, 'file>> {
    object.sections().filter(|section| {
        section.size() > 0
            && section.name().is_ok_and(|name| name.starts_with(".init_array") || name.starts_with(".ctors"))
    })
}

fn has_constructors(object: &object::File<'_>) -> bool {
    constructors(object).next().is_some()
}

/// The manifest around its `package` line: from `abi` in front of it to the last line that reads as one of its lines.
fn manifest_in(data: &[u8], package_line: &[u8]) -> Option<String> {
    let at = data.windows(package_line.len()).position(|window| window == package_line)?;
    let start = data[..at].windows(4).rposition(|window| window == b"abi ")?;
    let mut end = at + package_line.len();
    for line in data[end..].split_inclusive(|byte| *byte == b'\n') {
        if !line.ends_with(b"\n") || !is_manifest_line(line) {
            break;
        }
        end += line.len();
    }
    String::from_utf8(data[start..end].to_vec()).ok()
}

fn is_manifest_line(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(manifest::is_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_cut_out_of_its_neighbours() {
        let data = b"junk abi xabi 1\npackage a\nrecord A { x: u8 }\nrust f(x: &str)\nsrc/lib.rs more\n";
        let manifest = manifest_in(data, b"\npackage a\n").unwrap();
        assert_eq!(manifest, "abi 1\npackage a\nrecord A { x: u8 }\nrust f(x: &str)\n");
        assert_eq!(manifest_in(data, b"\npackage b\n"), None);
    }
}
