//! What the project file says of the core.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use serde::Deserialize;

use super::BuildError;

/// How a core gets into the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// As an archive, linked in.
    #[default]
    Static,
    /// As a shared library, which the program loads.
    Shared,
}

impl Link {
    /// Every way, in the order of this type.
    pub const ALL: [Link; 2] = [Link::Static, Link::Shared];

    /// The name in the project file.
    pub fn name(self) -> &'static str {
        match self {
            Link::Static => "static",
            Link::Shared => "shared",
        }
    }
}

impl FromStr for Link {
    type Err = String;

    fn from_str(name: &str) -> Result<Link, String> {
        Link::ALL.into_iter().find(|link| link.name() == name).ok_or_else(|| {
            format!("`{name}` is not a way to link a core: write {}", Link::ALL.map(Link::name).join(" or "))
        })
    }
}

/// The environment variable that says how to link instead of the project file: `spandrel build --link` sets it.
pub const LINK_VARIABLE: &str = "SPANDREL_LINK";

/// A project whose core is written in Go.
#[derive(Clone, Debug)]
pub struct Project {
    /// The project file.
    pub file: PathBuf,
    /// The folder of the core's generated main package.
    pub main: PathBuf,
    /// How it is linked.
    pub link: Link,
}

#[derive(Deserialize)]
struct File {
    go: Go,
}

#[derive(Deserialize)]
struct Go {
    out: PathBuf,
    core: Option<String>,
    #[serde(default)]
    link: Links,
}

/// One way to link, or a list whose first is the default.
#[derive(Deserialize)]
#[serde(untagged)]
enum Links {
    One(Link),
    Several(Vec<Link>),
}

impl Default for Links {
    fn default() -> Links {
        Links::One(Link::default())
    }
}

impl Links {
    fn first(&self) -> Link {
        match self {
            Links::One(link) => *link,
            Links::Several(links) => links.first().copied().unwrap_or_default(),
        }
    }
}

/// The generated main package of a core, below the folder of the generated packages.
pub const MAIN_FOLDER: &str = "internal/gocore";

impl Project {
    /// Finds the project of a folder: its `spandrel.toml`, or the nearest one above. A way to link that is given stands
    /// before that of the file.
    pub fn find(folder: &Path, link: Option<Link>) -> Result<Project, BuildError> {
        let root = folder
            .ancestors()
            .find(|folder| folder.join("spandrel.toml").is_file())
            .ok_or_else(|| BuildError::NoProject(folder.to_owned()))?;
        let path = root.join("spandrel.toml");
        let wrong = |message: String| BuildError::ProjectFile { path: path.clone(), message };
        let text = fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        let file: File = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        if file.go.core.is_none() {
            return Err(wrong("the program needs a core: write `core = \"./core\"` under [go]".to_owned()));
        }
        let main = root.join(&file.go.out).join(MAIN_FOLDER);
        if !main.join("main.go").is_file() {
            return Err(BuildError::NotGenerated(main.join("main.go")));
        }
        Ok(Project { file: path, main, link: link.unwrap_or(file.go.link.first()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(text: &str, generated: bool) -> Result<Project, BuildError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("spandrel.toml"), text).unwrap();
        if generated {
            let main = folder.path().join("go").join(MAIN_FOLDER);
            fs::create_dir_all(&main).unwrap();
            fs::write(main.join("main.go"), "package main\n").unwrap();
        }
        Project::find(&folder.path().join("rust"), None)
    }

    #[test]
    fn the_nearest_file_above_counts() {
        let found =
            project("[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\ncore = \"./core\"\n", true).unwrap();
        assert_eq!(found.link, Link::Static);
        assert!(found.main.ends_with("go/internal/gocore"));
        let shared = project("[go]\nout = \"go\"\ncore = \"./core\"\nlink = \"shared\"\n", true).unwrap();
        assert_eq!(shared.link, Link::Shared);
        let list = "[go]\nout = \"go\"\ncore = \"./core\"\nlink = [\"shared\", \"static\"]\n";
        assert_eq!(project(list, true).unwrap().link, Link::Shared);
    }

    #[test]
    fn what_is_missing_is_named() {
        let says = |text, generated| project(text, generated).unwrap_err().to_string();
        assert!(says("[go]\nout = \"go\"\n", true).contains("write `core = \"./core\"`"));
        assert!(says("[go]\nout = \"go\"\ncore = \"./core\"\n", false).contains("spandrel generate"));
        assert!(says("[go]\nout = \"go\"\ncore = \"./core\"\nlink = \"dynamic\"\n", true).contains("line 4"));
        let nowhere = Project::find(Path::new("/"), None).unwrap_err().to_string();
        assert!(nowhere.contains("no spandrel.toml"));
    }
}
