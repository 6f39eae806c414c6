//! Which Spandrel a source tree holds: a hash of each part that has to fit the command.
//!
//! The build script of the command takes the hashes of its own tree with this module, too.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The crates that a project is compiled with, below `crates`.
pub const CRATES: [&str; 6] =
    ["spandrel", "spandrel-abi", "spandrel-emit", "spandrel-macro", "spandrel-plan", "spandrel-syntax"];

/// A part of a tree and the hash of its sources.
pub type Part = (String, u64);

/// The crates in a folder of crates. One that is not there is left out.
pub fn crates(folder: &Path) -> io::Result<Vec<Part>> {
    let mut parts = Vec::new();
    for name in CRATES {
        let sources = folder.join(name).join("src");
        if sources.is_dir() {
            let mut files = Vec::new();
            for folder in folders(&sources)? {
                files.extend(files_in(&folder, ".rs")?);
            }
            parts.push((name.to_owned(), hash(&sources, files)?));
        }
    }
    Ok(parts)
}

/// The packages of the Go module that generated code uses: its own and those of the glue. `go mod vendor` copies some of them.
pub fn packages(module: &Path) -> io::Result<Vec<Part>> {
    let mut parts = Vec::new();
    let mut folders = folders(&module.join("glue"))?;
    folders.extend([module.to_owned(), module.join("internal/abi")]);
    for folder in folders {
        let files = if folder.is_dir() { files_in(&folder, ".go")? } else { Vec::new() };
        let files: Vec<PathBuf> =
            files.into_iter().filter(|path| !path.to_string_lossy().ends_with("_test.go")).collect();
        if !files.is_empty() {
            let name = folder.strip_prefix(module).unwrap_or(&folder).display().to_string();
            parts.push((name, hash(&folder, files)?));
        }
    }
    Ok(parts)
}

/// A folder and those below it; none if it is not there.
fn folders(top: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![top.to_owned()]);
    while let Some(folder) = open.pop().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            }
        }
        found.push(folder);
    }
    Ok(found)
}

fn files_in(folder: &Path, end: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    Ok(found)
}

/// FNV-1a of the names and the bytes of files.
fn hash(top: &Path, mut files: Vec<PathBuf>) -> io::Result<u64> {
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for path in files {
        add(path.strip_prefix(top).unwrap_or(&path).to_string_lossy().as_bytes());
        add(&[0]);
        add(&fs::read(&path)?);
        add(&[0]);
    }
    Ok(hash)
}

/// Parts as one line of text.
pub fn to_line(parts: &[Part]) -> String {
    parts.iter().map(|(name, hash)| format!("{name}={hash:016x}")).collect::<Vec<_>>().join(";")
}

/// The names of the parts that are other than in such a line. What is in one of the two only does not count.
pub fn differences(parts: &[Part], line: &str) -> Vec<String> {
    let known =
        |name: &str| line.split(';').filter_map(|part| part.split_once('=')).find(|known| known.0 == name);
    let differs =
        |(name, hash): &&Part| known(name).is_some_and(|(_, known)| known != format!("{hash:016x}"));
    parts.iter().filter(differs).map(|(name, _)| name.clone()).collect()
}
