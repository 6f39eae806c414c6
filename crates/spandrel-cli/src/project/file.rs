//! `spandrel.toml`.

use std::path::PathBuf;

use serde::Deserialize;

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
///
/// [go]
/// out = "go"              # bridge `greeter` goes to go/greeter
/// main = "./cmd/greeter"  # what `spandrel build` and `spandrel run` build, relative to the Go module
/// ```
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
}

/// The Go side of a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GoSection {
    /// Folder that generated packages go into, relative to the project.
    pub out: PathBuf,
    /// The program, as a package path relative to the Go module.
    pub main: Option<String>,
}

impl ProjectFile {
    /// Reads the text of a project file; the error names line and column.
    pub fn parse(text: &str) -> Result<ProjectFile, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }
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
        assert!(file.go.main.is_none());
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let message = ProjectFile::parse("[rust]\nmanifest = \"rust\"\nfeature = []\n[go]\nout = \"go\"\n")
            .unwrap_err();
        assert!(message.contains("line 3"), "{message}");
        assert!(message.contains("unknown field `feature`"), "{message}");
    }

    #[test]
    fn a_missing_section_is_named() {
        let message = ProjectFile::parse("[rust]\nmanifest = \"rust\"\n").unwrap_err();
        assert!(message.contains("missing field `go`"), "{message}");
    }
}
