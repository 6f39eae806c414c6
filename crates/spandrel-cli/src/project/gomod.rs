//! The Go module around a folder.

use std::path::{Component, Path, PathBuf};

use crate::{Error, Result, files};

/// A Go module on disk.
#[derive(Clone, Debug)]
pub struct GoModule {
    /// The folder of its go.mod.
    pub root: PathBuf,
    /// Its module path.
    pub path: String,
}

impl GoModule {
    /// The module that a folder belongs to. The folder itself need not exist yet.
    pub fn around(folder: &Path) -> Result<GoModule> {
        let root = folder
            .ancestors()
            .find(|folder| folder.join("go.mod").is_file())
            .ok_or_else(|| Error::NoGoModule(folder.to_owned()))?;
        let file = root.join("go.mod");
        let path = module_line(&files::read(&file)?).ok_or(Error::GoModule(file))?;
        Ok(GoModule { root: root.to_owned(), path })
    }

    /// The part of a folder's path inside the module that keeps Go from building what is in it, and why.
    pub fn refuses(&self, folder: &Path) -> Option<(String, &'static str)> {
        let inside = folder.strip_prefix(&self.root).ok()?;
        inside.components().find_map(|part| {
            let Component::Normal(part) = part else { return None };
            let part = part.to_string_lossy().into_owned();
            let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-._~+".contains(letter);
            let why = match part.as_str() {
                "testdata" => "`./...` leaves such folders out",
                "vendor" => "it is the folder of vendored modules",
                _ if part.starts_with(['_', '.']) => "`./...` leaves out folders that begin with `_` or `.`",
                _ if part.ends_with('.') => "import paths have no part that ends with `.`",
                _ if !part.chars().all(allowed) => {
                    "import paths have ASCII letters, digits, `-`, `.`, `_`, `~` and `+`"
                }
                _ => return None,
            };
            Some((part, why))
        })
    }

    /// The import path of a folder inside the module.
    pub fn import_path(&self, folder: &Path) -> String {
        let inside = folder.strip_prefix(&self.root).unwrap_or(Path::new(""));
        let mut path = self.path.clone();
        for part in inside.components() {
            path.push('/');
            path.push_str(&part.as_os_str().to_string_lossy());
        }
        path
    }
}

/// The path after `module`, with or without quotes; comments are left out.
fn module_line(text: &str) -> Option<String> {
    text.lines()
        .filter_map(|line| line.split("//").next()?.trim().strip_prefix("module"))
        .filter(|rest| rest.starts_with([' ', '\t', '"', '`']))
        .map(|rest| rest.trim().trim_matches(['"', '`']).to_owned())
        .find(|path| !path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_line_is_read_as_go_reads_it() {
        assert_eq!(
            module_line("// c\nmodule example.com/a // b\n\ngo 1.24\n").as_deref(),
            Some("example.com/a")
        );
        assert_eq!(module_line("module \"example.com/a\"\n").as_deref(), Some("example.com/a"));
        assert_eq!(module_line("modules x\n"), None);
        assert_eq!(module_line("go 1.24\n"), None);
    }

    #[test]
    fn issue_folders_that_go_ignores_are_refused() {
        let module = GoModule { root: "/p/_x/go".into(), path: "example.com/a".into() };
        for refused in ["_gen", ".gen", "testdata", "a/testdata/b", "vendor", "sp ace", "\u{e9}", "a./b"] {
            let folder = Path::new("/p/_x/go").join(refused);
            assert!(module.refuses(&folder).is_some(), "{refused}");
        }
        // Import paths begin below the module.
        for fine in ["", "gen", "a/b_c", "internal", "v1.2", "../go", "./gen"] {
            assert_eq!(module.refuses(&Path::new("/p/_x/go").join(fine)), None, "{fine}");
        }
    }

    #[test]
    fn import_paths_follow_folders() {
        let module = GoModule { root: "/p/go".into(), path: "example.com/a".into() };
        assert_eq!(module.import_path(Path::new("/p/go")), "example.com/a");
        assert_eq!(module.import_path(Path::new("/p/go/x/y")), "example.com/a/x/y");
    }
}
