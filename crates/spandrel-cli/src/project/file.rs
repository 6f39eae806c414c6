//! `spandrel.toml`.

use std::path::PathBuf;

use super::mode::{Mode, Modes};
use serde::{Deserialize, Deserializer};

/// Name of the project file.
pub const FILE_NAME: &str = "spandrel.toml";

/// The whole file.
///
/// ```toml
/// [rust]
/// manifest = "rust"       # folder of the Cargo package that holds the bridges
/// features = []           # its features, if any
/// default-features = true
/// profile = "release"     # Cargo profile; must unwind
/// debug-info = false      # whether debuggers see the lines and variables of the Rust code
///
/// [go]
/// out = "go"              # bridge `greeter` goes to go/greeter
/// main = "./cmd/greeter"  # what `spandrel build` and `spandrel run` build, relative to the Go module
/// ```
///
/// With a Rust program over a Go core:
///
/// ```toml
/// [rust]
/// main = "greeter"        # the binary of the Cargo package
///
/// [go]
/// core = "./core"         # the package that implements what Rust calls, relative to the Go module
/// link = "static"         # or "shared"
/// ```
///
/// With a Go program that can also be built without cgo: `link = ["static", "dynamic"]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectFile {
    /// The Rust side.
    pub rust: RustSection,
    /// The Go side.
    pub go: GoSection,
}

/// The Rust side of a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RustSection {
    /// Folder of the Cargo package that holds the bridges, relative to the project.
    pub manifest: PathBuf,
    /// Features to build it with.
    #[serde(default)]
    pub features: Vec<String>,
    /// Whether its default features are on.
    #[serde(default = "yes")]
    pub default_features: bool,
    /// Cargo profile.
    #[serde(default = "release")]
    pub profile: String,
    /// Whether the object keeps what debuggers need to see lines and variables of the Rust code.
    #[serde(default)]
    pub debug_info: bool,
    /// The program, as the name of a binary of the package.
    pub main: Option<String>,
}

/// The Go side of a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GoSection {
    /// Folder that generated packages go into, relative to the project.
    pub out: PathBuf,
    /// The program, as a package path relative to the Go module.
    #[serde(default, deserialize_with = "package_path")]
    pub main: Option<String>,
    /// The package that implements what a Rust program calls, as a path relative to the Go module.
    #[serde(default, deserialize_with = "package_path")]
    pub core: Option<String>,
    /// How the two sides are linked; the first is the default.
    pub link: Option<Modes>,
    /// Whether packages are generated that call and serve the core of each bridge in other processes.
    #[serde(default)]
    pub remote: bool,
}

impl ProjectFile {
    /// Reads the text of a project file; the error names line and column.
    pub fn parse(text: &str) -> Result<ProjectFile, String> {
        let file: ProjectFile =
            toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        match (&file.rust.main, &file.go.main, &file.go.core) {
            (Some(_), Some(_), _) => {
                Err("[rust] main and [go] main exclude each other: a program has one main".to_owned())
            }
            (_, Some(_), Some(_)) => {
                Err("[go] core and [go] main exclude each other: a core belongs to a Rust program".to_owned())
            }
            (Some(_), None, None) => {
                Err("[rust] main needs a Go core: write `core = \"./core\"` under [go]".to_owned())
            }
            (_, _, Some(_)) if file.go.remote => Err(
                "[go] core and [go] remote exclude each other: remote runs a core in Rust for Go programs"
                    .to_owned(),
            ),
            (_, _, core) => match refused(&file.go, core.is_some()) {
                Some(why) => Err(format!("[go] link: {why}")),
                None => Ok(file),
            },
        }
    }
}

/// Why the modes of a project cannot be.
fn refused(go: &GoSection, core: bool) -> Option<&'static str> {
    let modes = go.link.as_ref()?.all();
    if modes.is_empty() {
        return Some("the list is empty: the first of its modes is the default");
    }
    modes.iter().find_map(|mode| mode.refused(core))
}

impl GoSection {
    /// How the two sides are linked if the command line does not say it.
    pub fn mode(&self) -> Mode {
        self.link.as_ref().and_then(|modes| modes.all().first().copied()).unwrap_or(Mode::Static)
    }

    /// Whether generated packages can load their Rust side.
    pub fn loads(&self) -> bool {
        self.link.as_ref().is_some_and(|modes| modes.all().contains(&Mode::Dynamic))
    }
}

/// A package of the module as Go names it: `cmd/app` is a package of the standard library to Go, `./cmd/app` one of the module.
fn package_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let path = String::deserialize(deserializer)?;
    let is_local = path.starts_with(['.', '/']) || path.is_empty();
    Ok(Some(if is_local { path } else { format!("./{path}") }))
}

fn yes() -> bool {
    true
}

fn release() -> String {
    "release".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_stand_in() {
        let file = ProjectFile::parse("[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\n").unwrap();
        assert_eq!(file.rust.profile, "release");
        assert!(file.rust.default_features);
        assert!(!file.rust.debug_info);
        assert!(file.go.main.is_none());
        assert!(!file.go.remote);
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let message = ProjectFile::parse("[rust]\nmanifest = \"rust\"\nfeature = []\n[go]\nout = \"go\"\n")
            .unwrap_err();
        assert!(message.contains("line 3"), "{message}");
        assert!(message.contains("unknown field `feature`"), "{message}");
    }

    #[test]
    fn issue_packages_of_the_module_are_named_with_or_without_a_dot() {
        let main = |path: &str| {
            let text = format!("[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\nmain = {path:?}\n");
            ProjectFile::parse(&text).unwrap().go.main
        };
        for (written, meant) in
            [("cmd/app", "./cmd/app"), ("./cmd/app", "./cmd/app"), (".", "."), ("app", "./app")]
        {
            assert_eq!(main(written).as_deref(), Some(meant));
        }
    }

    #[test]
    fn remote_is_for_a_core_in_rust() {
        let says = |go: &str| {
            let text = format!("[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\nremote = true\n{go}\n");
            ProjectFile::parse(&text).map(|file| file.go.remote)
        };
        assert_eq!(says("main = \"./cmd\""), Ok(true));
        assert!(says("core = \"./core\"").is_err_and(|message| message.contains("exclude each other")));
    }

    #[test]
    fn a_project_has_one_main() {
        let says = |rust: &str, go: &str| {
            let text = format!("[rust]\nmanifest = \"rust\"\n{rust}\n[go]\nout = \"go\"\n{go}\n");
            ProjectFile::parse(&text).map(|file| file.go.link)
        };
        let (rust_main, go_main, core) = ("main = \"app\"", "main = \"./cmd\"", "core = \"./core\"");
        assert_eq!(says(rust_main, core), Ok(None));
        assert_eq!(
            says(rust_main, &format!("{core}\nlink = \"shared\"")),
            Ok(Some(Modes::One(Mode::Shared)))
        );
        assert!(says(rust_main, go_main).is_err_and(|text| text.contains("one main")));
        assert!(says("", &format!("{go_main}\n{core}")).is_err_and(|text| text.contains("[go] core")));
        assert!(says(rust_main, "").is_err_and(|text| text.contains("needs a Go core")));
        assert!(says("", "link = \"shared\"").is_err_and(|text| text.contains("[go] link")));
        assert!(
            says(rust_main, &format!("{core}\nlink = \"dynamic\""))
                .is_err_and(|text| text.contains("[go] link"))
        );
        assert!(says("", "link = []").is_err_and(|text| text.contains("empty")));
        let both = says("", "link = [\"dynamic\", \"static\"]").unwrap();
        assert_eq!(both.map(|modes| modes.all().to_vec()), Some(vec![Mode::Dynamic, Mode::Static]));
        assert!(
            says(rust_main, &format!("{core}\nlink = \"both\"")).is_err_and(|text| text.contains("line 7"))
        );
    }

    #[test]
    fn a_missing_section_is_named() {
        let message = ProjectFile::parse("[rust]\nmanifest = \"rust\"\n").unwrap_err();
        assert!(message.contains("missing field `go`"), "{message}");
    }
}
