//! The Go module around a folder.

use std::path::{Path, PathBuf};

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
    fn import_paths_follow_folders() {
        let module = GoModule { root: "/p/go".into(), path: "example.com/a".into() };
        assert_eq!(module.import_path(Path::new("/p/go")), "example.com/a");
        assert_eq!(module.import_path(Path::new("/p/go/x/y")), "example.com/a/x/y");
    }
}
