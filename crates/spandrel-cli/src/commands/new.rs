//! `spandrel new`: a working project in a new folder.

use std::path::{Path, PathBuf};

use super::{generate, names, names::Names};
use crate::{
    Error, Result,
    progress::Progress,
    project::{Mode, Project},
    write::{Bounds, Changes},
};

/// Which side has the main function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Main {
    /// A Go program over Rust code.
    Go,
    /// A Rust program over a Go core.
    Rust,
}

/// What to make.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of folder, Cargo package and program.
    pub name: String,
    /// The path of the Go module; `example.com/NAME` if not set.
    pub module: Option<String>,
    /// Which side has the main function.
    pub main: Main,
    /// How the two sides are linked; `static` if not set.
    pub link: Option<Mode>,
}

/// The files of a project: path and text, with words in double braces that [`Words`] fills in.
type Files = [(&'static str, &'static str)];

/// A Rust program over a Go core.
const RUST_MAIN: &Files = &[
    ("spandrel.toml", include_str!("../../templates/rustmain/spandrel.toml.tmpl")),
    ("README.md", include_str!("../../templates/rustmain/README.md.tmpl")),
    (".gitignore", include_str!("../../templates/gitignore.tmpl")),
    ("rust/Cargo.toml", include_str!("../../templates/rustmain/Cargo.toml.tmpl")),
    ("rust/build.rs", include_str!("../../templates/rustmain/build.rs.tmpl")),
    ("rust/src/lib.rs", include_str!("../../templates/rustmain/lib.rs.tmpl")),
    ("rust/src/main.rs", include_str!("../../templates/rustmain/main.rs.tmpl")),
    ("rust/tests/core.rs", include_str!("../../templates/rustmain/core.rs.tmpl")),
    ("go/go.mod", include_str!("../../templates/go.mod.tmpl")),
    ("go/core/core.go", include_str!("../../templates/rustmain/core.go.tmpl")),
];

/// A Go program over Rust code.
const GO_MAIN: &Files = &[
    ("spandrel.toml", include_str!("../../templates/spandrel.toml.tmpl")),
    ("README.md", include_str!("../../templates/README.md.tmpl")),
    (".gitignore", include_str!("../../templates/gitignore.tmpl")),
    ("rust/Cargo.toml", include_str!("../../templates/Cargo.toml.tmpl")),
    ("rust/src/lib.rs", include_str!("../../templates/lib.rs.tmpl")),
    ("rust/src/tally.rs", include_str!("../../templates/tally.rs.tmpl")),
    ("go/go.mod", include_str!("../../templates/go.mod.tmpl")),
    ("go/cmd/{{name}}/main.go", include_str!("../../templates/main.go.tmpl")),
    ("go/{{package}}/{{package}}_test.go", include_str!("../../templates/name_test.go.tmpl")),
];

/// The module of the loader, which names the version of purego.
const LOADER: &str = include_str!("../../../../go/dynamic/go.mod");

/// Version of Go that a new module asks for.
pub(crate) const GO_VERSION: &str = "1.24";

/// Makes a project in a folder of its name below `parent`. The folder appears when it is complete.
pub fn new(parent: &Path, options: &Options, progress: Progress) -> Result<PathBuf> {
    let names = Names::of(&options.name)?;
    let module = options.module.clone().unwrap_or_else(|| format!("example.com/{}", names.project));
    names::check_module(&module)?;
    let mode = options.link.unwrap_or(Mode::Static);
    if let Some(why) = mode.refused(options.main == Main::Rust) {
        return Err(Error::ModeRefused { mode: mode.name(), why });
    }
    let words = Words::of(&names, &module)?.linked(mode, options.main)?;
    let parent = std::path::absolute(parent).map_err(Error::file("find", parent))?;
    if !parent.is_dir() {
        return Err(Error::NoFolder(parent));
    }
    let root = parent.join(&names.project);
    if root.exists() {
        return Err(Error::Exists(root));
    }
    let files = match options.main {
        Main::Go => GO_MAIN,
        Main::Rust => RUST_MAIN,
    };
    let mut changes = Changes::new();
    for (path, text) in files {
        changes.new_file(root.join(words.fill(path)), words.fill(text));
    }
    if mode == Mode::Dynamic {
        changes.new_file(root.join("go/go.sum"), include_str!("../../../../go/dynamic/go.sum"));
    }
    changes.apply(&Bounds::new(&parent)?)?;
    generate::generate(&Project::open(&root)?, progress)?;
    progress.note("created", &root.display().to_string());
    progress
        .note("source", &format!("spandrel, from {}; SPANDREL_HOME names another tree", home()?.display()));
    progress.note("next", &format!("cd {} && spandrel run && spandrel test", names.project));
    Ok(root)
}

/// What stands for the words in double braces of the templates.
pub(crate) struct Words(Vec<(&'static str, String)>);

impl Words {
    /// The words of a project.
    pub(crate) fn of(names: &Names, module: &str) -> Result<Words> {
        let home = home()?;
        let quoted = |path: &str| toml::Value::String(home.join(path).display().to_string()).to_string();
        Ok(Words(vec![
            ("{{name}}", names.project.clone()),
            ("{{package}}", names.package.clone()),
            ("{{ident}}", names.ident.clone()),
            ("{{module}}", module.to_owned()),
            ("{{crate}}", quoted("crates/spandrel")),
            ("{{host}}", quoted("crates/spandrel-host")),
            ("{{runtime}}", go_word(&home.join("go").display().to_string())),
            ("{{go}}", GO_VERSION.to_owned()),
        ]))
    }

    /// The words that say how the two sides are linked.
    fn linked(mut self, mode: Mode, main: Main) -> Result<Words> {
        let link = match (main, mode) {
            (Main::Rust, mode) => mode.name(),
            (Main::Go, Mode::Dynamic) => {
                "link = [\"dynamic\", \"static\"] # without cgo; `spandrel build --link static` with it\n"
            }
            (Main::Go, Mode::Static | Mode::Shared) => "",
        };
        self.0.push(("{{link}}", link.to_owned()));
        let loader = if mode == Mode::Dynamic {
            let purego = LOADER.lines().find(|line| line.contains("purego")).unwrap_or_default().trim();
            let path = go_word(&home()?.join("go/dynamic").display().to_string());
            format!(
                "\nrequire (\n\t{purego} // indirect\n\tspandrel.dev/spandrel/dynamic v0.0.0\n)\n\n\
                 replace spandrel.dev/spandrel/dynamic => {path}\n"
            )
        } else {
            String::new()
        };
        self.0.push(("{{loader}}", loader));
        Ok(self)
    }

    /// A template with its words filled in.
    pub(crate) fn fill(&self, template: &str) -> String {
        self.0.iter().fold(template.to_owned(), |text, (word, value)| text.replace(word, value))
    }
}

/// A path as go.mod has it: in quotes where Go would not read it as one word.
fn go_word(path: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "/-._~+@=".contains(character);
    if path.chars().all(plain) { path.to_owned() } else { format!("{path:?}") }
}

/// The source tree of Spandrel: until its packages are published, a new project refers to them by path.
pub(crate) fn home() -> Result<PathBuf> {
    let home = match std::env::var_os("SPANDREL_HOME").filter(|home| !home.is_empty()) {
        Some(home) => std::path::absolute(&home).map_err(Error::file("find", PathBuf::from(&home)))?,
        None => Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("/")).to_owned(),
    };
    let complete = home.join("crates/spandrel/Cargo.toml").is_file() && home.join("go/go.mod").is_file();
    if complete { Ok(home) } else { Err(Error::NoHome(home)) }
}
