//! Building a Go core, in the build script of a Rust program.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), spandrel_host::build::BuildError> {
//!     spandrel_host::build::core()
//! }
//! ```
//!
//! The project file says what the core is:
//!
//! ```toml
//! [go]
//! out = "go"          # where generated packages go
//! core = "./core"     # the package that implements what Rust calls, relative to the Go module
//! link = "static"     # or "shared"
//! ```

mod error;
mod go;
mod object;
mod project;

use std::{
    env,
    path::{Path, PathBuf},
};

pub use error::BuildError;
pub use project::{LINK_VARIABLE, Link, MAIN_FOLDER, Project};

/// The only platform on which cores are built.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// Builds the Go core of the project around this Cargo package and links it into the package's programs and tests.
///
/// Cargo runs it again when a Go file changes. What the compiler of Go says is in the error. With `link = "shared"` the
/// library lies beside the program, as `libNAME_core.so` for a package `NAME`. The environment variable [`LINK_VARIABLE`]
/// stands before the file. Code can ask how its core is linked: `#[cfg(spandrel_link = "shared")]`.
pub fn core() -> Result<(), BuildError> {
    let manifest = variable("CARGO_MANIFEST_DIR")?;
    let out = PathBuf::from(variable("OUT_DIR")?);
    let target = variable("TARGET")?;
    if target != TARGET {
        return Err(BuildError::Target { target, supported: TARGET });
    }
    let link = env::var(LINK_VARIABLE).ok().map(|name| name.parse()).transpose().map_err(BuildError::Link)?;
    let project = Project::find(Path::new(&manifest), link)?;
    for line in directives(&project, &out)? {
        say(&line);
    }
    Ok(())
}

/// Builds the core; what to tell Cargo.
fn directives(project: &Project, out: &Path) -> Result<Vec<String>, BuildError> {
    let packages = go::packages(project)?;
    let ways = Link::ALL.map(|link| format!("\"{}\"", link.name())).join(", ");
    let mut lines = vec![
        changed(&project.file),
        format!("cargo::rerun-if-env-changed={LINK_VARIABLE}"),
        format!("cargo::rustc-check-cfg=cfg(spandrel_link, values({ways}))"),
        format!("cargo::rustc-cfg=spandrel_link=\"{}\"", project.link.name()),
    ];
    lines.extend(go::inputs(&packages).iter().map(|path| changed(path)));
    lines.extend(go::VARIABLES.iter().map(|name| format!("cargo::rerun-if-env-changed={name}")));
    let link_arg = |argument: &str| format!("cargo::rustc-link-arg={argument}");
    match project.link {
        Link::Static => {
            let archive = out.join("libgocore.a");
            go::build(project, "c-archive", &archive)?;
            // The names make the linker take the bridges out of Rust's libraries. One of each bridge refers to the core,
            // and so takes it out of the archive: the macro writes it when it sees the variable.
            lines.push("cargo::rustc-env=SPANDREL_GO_CORE=static".to_owned());
            let needed = object::needed_by_archive(&archive)?;
            let cores = object::packages(&needed).map(spandrel_abi::symbols::core);
            let names: Vec<String> = needed.iter().cloned().chain(cores).collect();
            lines.extend(names.iter().map(|name| link_arg(&format!("-Wl,-u,{name}"))));
            lines.push(link_arg(&archive.display().to_string()));
            lines.extend(go::linker_flags(&packages).iter().map(|flag| link_arg(flag)));
        }
        Link::Shared => {
            let library = beside_programs(out).join(library_name(&variable("CARGO_PKG_NAME")?));
            go::build(project, "c-shared", &library)?;
            let needed = object::needed_by_library(&library)?;
            lines.extend(needed.iter().map(|name| link_arg(&format!("-Wl,-u,{name}"))));
            lines.extend(needed.iter().map(|name| link_arg(&format!("-Wl,--export-dynamic-symbol={name}"))));
        }
    }
    Ok(lines)
}

/// The file name of a package's core as a shared library.
pub fn library_name(package: &str) -> String {
    format!("lib{}_core.so", package.replace('-', "_"))
}

/// Where Cargo puts programs: the folder of a build script's output lies in `build/NAME-HASH/out` below it.
fn beside_programs(out: &Path) -> PathBuf {
    out.ancestors().nth(3).unwrap_or(out).to_owned()
}

fn changed(path: &Path) -> String {
    format!("cargo::rerun-if-changed={}", path.display())
}

fn variable(name: &'static str) -> Result<String, BuildError> {
    env::var(name).map_err(|_| BuildError::NotABuildScript(name))
}

#[expect(clippy::print_stdout, reason = "standard output is how a build script speaks to Cargo")]
fn say(line: &str) {
    println!("{line}");
}
