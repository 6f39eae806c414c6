//! `spandrel check`: do the generated Go package and the object match the bridge source?
//!
//! `go build` and `go vet` of a library do not link, so a stale object shows only when a program is linked. This looks at
//! all three sides without building anything, and names the first item that differs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;
use spandrel_abi::{
    ABI,
    manifest::{SIGNATURES, first_difference},
};

use super::{generate, sources::newer};
use crate::{
    Error, Result,
    diagnostics::Refusal,
    object::{LibraryPlace, Place, read::Linked},
    project::{self, Bridge, GoCore, Mode, Project},
    tool,
    write::ours::{CURE_NOT_OURS, Foreign},
};

/// What the check found.
#[derive(Clone, Debug, Serialize)]
pub struct Findings {
    /// Whether nothing differs.
    pub ok: bool,
    /// The packages that were looked at.
    pub packages: Vec<Looked>,
    /// What differs, in the order in which it should be mended.
    pub differences: Vec<Difference>,
    /// Rust files that changed after the object was built. A check compares contracts, not code.
    pub not_compared: Vec<NotCompared>,
    /// What the reader of the bridges refuses. Nothing else was looked at then.
    pub refusals: Vec<Refusal>,
    /// Why there was no check, when there was none.
    pub error: Option<Failure>,
}

/// A Rust file that is newer than the object.
#[derive(Clone, Debug, Serialize)]
pub struct NotCompared {
    /// The file, relative to the project.
    pub file: PathBuf,
    /// The command that brings it into the object.
    pub cure: String,
}

/// Why there was no check.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The cause.
    pub message: String,
    /// What to do, when there is one answer.
    pub cure: Option<String>,
}

impl Findings {
    /// The findings of a check that could not be made.
    pub fn failed(error: &Error) -> Findings {
        let refusals = match error {
            Error::Refused { refusals, .. } => refusals.clone(),
            _ => Vec::new(),
        };
        Findings {
            ok: false,
            packages: Vec::new(),
            differences: Vec::new(),
            not_compared: Vec::new(),
            refusals,
            error: Some(Failure { message: error.to_string(), cure: error.cure() }),
        }
    }
}

/// A package that was looked at.
#[derive(Clone, Debug, Serialize)]
pub struct Looked {
    /// Its name.
    pub package: String,
    /// The Rust file of its bridge.
    pub source: PathBuf,
    /// The hash of its contract, as the source has it.
    pub contract: String,
}

/// Which side differs from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The generated Go package.
    Generated,
    /// The Rust object.
    Object,
}

/// A difference from the source.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// The package.
    pub package: String,
    /// The side that differs.
    pub side: Side,
    /// The file that differs, relative to the project.
    pub file: PathBuf,
    /// What differs, as a sentence.
    pub what: String,
    /// The line of the source's contract, or of the file that should be there. Empty if there is none.
    pub source: String,
    /// The line found instead. Empty if there is none.
    pub found: String,
    /// The command that mends it.
    pub cure: String,
}

/// Compares all sides of a project.
pub fn check(project: &Project) -> Result<Findings> {
    let bridges = project::bridges(project)?;
    let mut differences = generated(project, &bridges)?;
    differences.extend(object(project, &bridges)?);
    let packages = bridges
        .iter()
        .map(|bridge| Looked {
            package: bridge.name().to_owned(),
            source: inside(&bridge.source, project),
            contract: bridge.package.plan.contract.hash.clone(),
        })
        .collect();
    let not_compared = not_compared(project, &bridges)?;
    let ok = differences.is_empty();
    Ok(Findings { ok, packages, differences, not_compared, refusals: Vec::new(), error: None })
}

/// Compares the generated Go packages with their sources, byte for byte.
pub fn generated(project: &Project, bridges: &[Bridge]) -> Result<Vec<Difference>> {
    let core = GoCore::of(project, bridges)?;
    let mut differences = refused(project, bridges, core.as_ref())?;
    for bridge in bridges {
        let found =
            |path: &Path| Found { project, bridge, side: Side::Generated, file: inside(path, project) };
        let contract = bridge.folder.join("contract.txt");
        match fs::read_to_string(&contract) {
            Err(_) => differences.push(found(&contract).says("is missing: the package was never generated")),
            Ok(theirs) => {
                differences.extend(contracts(
                    found(&contract),
                    &bridge.package.plan.contract.manifest,
                    &theirs,
                ));
            }
        }
        // With another contract every file differs, and the contract says why.
        if !differences.iter().any(|difference| difference.package == bridge.name()) {
            for file in &bridge.package.files {
                let path = bridge.folder.join(&file.path);
                let theirs = fs::read_to_string(&path).ok();
                differences.extend(texts(found(&path), &file.text, theirs.as_deref()));
            }
        }
        for leftover in generate::leftovers(bridge)? {
            differences.push(found(&leftover).says("is no longer generated from this bridge"));
        }
    }
    if let (Some(core), Some(bridge)) = (core, bridges.first()) {
        // With another contract the main package differs, too, and the contract says why.
        let files = if differences.is_empty() { core.files.as_slice() } else { &[] };
        for file in files {
            let path = core.main.join(&file.path);
            let theirs = fs::read_to_string(&path).ok();
            let found = Found { project, bridge, side: Side::Generated, file: inside(&path, project) };
            differences.extend(texts(found, &file.text, theirs.as_deref()));
        }
    }
    for orphan in generate::orphans(project, bridges) {
        differences.push(Difference {
            package: orphan.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            side: Side::Generated,
            file: inside(&orphan, project),
            what: "was generated from a bridge that is gone, or whose feature is off".to_owned(),
            source: String::new(),
            found: String::new(),
            cure: "remove the files that say they are generated, and keep yours".to_owned(),
        });
    }
    Ok(differences)
}

/// What `spandrel generate` would refuse: files in the way that it did not write, each with the reason; places outside the project
/// are an error here, too.
fn refused(project: &Project, bridges: &[Bridge], core: Option<&GoCore>) -> Result<Vec<Difference>> {
    let files = match generate::changes(bridges, core)?.refusal(&project.bounds) {
        Ok(()) => return Ok(Vec::new()),
        Err(Error::NotOurs(files)) => files,
        Err(error) => return Err(error),
    };
    let of = |path: &Path| {
        bridges.iter().find(|bridge| path.starts_with(&bridge.folder)).map_or("main", Bridge::name)
    };
    let refused = |(path, why): (PathBuf, Foreign)| Difference {
        package: of(&path).to_owned(),
        side: Side::Generated,
        what: format!(
            "is in the way of `spandrel generate`, which would not replace it: it {}",
            why.reason()
        ),
        source: String::new(),
        found: String::new(),
        file: inside(&path, project),
        cure: CURE_NOT_OURS.to_owned(),
    };
    Ok(files.into_iter().map(refused).collect())
}

/// Compares the object with the sources. A Rust program has none: Cargo compiles the bridge into it.
pub fn object(project: &Project, bridges: &[Bridge]) -> Result<Vec<Difference>> {
    if project.file.go.core.is_some() {
        return Ok(Vec::new());
    }
    let object = product(project, bridges)?;
    let found = |bridge| Found { project, bridge, side: Side::Object, file: inside(&object, project) };
    if !object.is_file() {
        return Ok(bridges
            .iter()
            .take(1)
            .map(|bridge| found(bridge).says("is missing: not built yet"))
            .collect());
    }
    let linked = match Linked::read(&object) {
        Ok(linked) => linked,
        Err(Error::Object { message, .. }) => {
            return Ok(bridges.iter().take(1).map(|bridge| found(bridge).says(&message)).collect());
        }
        Err(error) => return Err(error),
    };
    let mut differences = Vec::new();
    for bridge in bridges {
        let ours = &bridge.package.plan.contract;
        match linked.contract(bridge.name()) {
            Some(symbol) if symbol == ours.symbol => {}
            Some(symbol) => {
                let theirs = linked.manifest(bridge.name()).unwrap_or_default();
                let difference = contracts(found(bridge), &ours.manifest, &theirs);
                differences.push(
                    difference.unwrap_or_else(|| {
                        found(bridge).pair("carries another contract", &ours.symbol, symbol)
                    }),
                );
            }
            None => differences.push(match other_abi(&linked, bridge.name()) {
                Some(abi) => found(bridge).says(&version(abi)),
                None => found(bridge).says("does not hold this bridge"),
            }),
        }
    }
    Ok(differences)
}

/// What a build makes of the Rust side: an object, or the library where it is loaded by default.
fn product(project: &Project, bridges: &[Bridge]) -> Result<PathBuf> {
    Ok(match project.mode {
        Mode::Dynamic => LibraryPlace::of(project, bridges)?.library,
        Mode::Static | Mode::Shared => Place::of(project, bridges)?.object,
    })
}

/// Rust sources that changed after the object was built.
fn not_compared(project: &Project, bridges: &[Bridge]) -> Result<Vec<NotCompared>> {
    if project.file.go.core.is_some() {
        return Ok(Vec::new());
    }
    let object = product(project, bridges)?;
    let Ok(built) = fs::metadata(&object).and_then(|found| found.modified()) else { return Ok(Vec::new()) };
    let newer = newer(&project.manifest()?, built);
    Ok(newer
        .into_iter()
        .map(|file| NotCompared { file: inside(&file, project), cure: cure(project, "build") })
        .collect())
}

/// What the check may say when nothing differs.
pub fn agreement(findings: &Findings) -> String {
    match findings.not_compared.as_slice() {
        [] => "generated Go and object match the source".to_owned(),
        [one] => format!("the contracts agree; {} changed after the object was built", one.file.display()),
        [first, rest @ ..] => format!(
            "the contracts agree; {} and {} more changed after the object was built",
            first.file.display(),
            rest.len()
        ),
    }
}

/// A place where something may differ.
struct Found<'a> {
    project: &'a Project,
    bridge: &'a Bridge,
    side: Side,
    file: PathBuf,
}

impl Found<'_> {
    fn says(self, what: &str) -> Difference {
        self.pair(what, "", "")
    }

    fn pair(self, what: &str, source: &str, found: &str) -> Difference {
        let command = match self.side {
            Side::Generated => "generate",
            Side::Object => "build",
        };
        let cure = cure(self.project, command);
        Difference {
            package: self.bridge.name().to_owned(),
            side: self.side,
            file: self.file,
            what: what.to_owned(),
            source: source.to_owned(),
            found: found.to_owned(),
            cure,
        }
    }
}

/// A command of ours as one can type it here.
fn cure(project: &Project, command: &str) -> String {
    match std::env::current_dir() {
        Ok(here) if here.starts_with(&project.root) => format!("spandrel {command}"),
        _ => format!("spandrel -C {} {command}", tool::quote_path(&project.root)),
    }
}

/// The first item in which two contracts differ.
fn contracts(found: Found<'_>, ours: &str, theirs: &str) -> Option<Difference> {
    let (our_line, their_line) = first_difference(ours, theirs)?;
    let (our_line, their_line) = (our_line.unwrap_or_default(), their_line.unwrap_or_default());
    let abi = |line: &str| line.strip_prefix("abi ").and_then(|number| number.parse().ok());
    let what = match (abi(our_line), abi(their_line)) {
        (Some(_), Some(theirs)) => version(theirs),
        _ if our_line.starts_with(SIGNATURES) || their_line.starts_with(SIGNATURES) => {
            "is of a Spandrel that calls the same functions in another way".to_owned()
        }
        _ => match (item(our_line), item(their_line)) {
            (ours, "") => format!("lacks {ours}"),
            ("", theirs) => format!("has {theirs}, which the source does not have"),
            (ours, theirs) if ours == theirs => format!("has another {ours}"),
            (ours, theirs) => format!("has `{theirs}`; the bridge has `{ours}`"),
        },
    };
    Some(found.pair(&what, our_line, their_line))
}

/// How a side of another ABI is to be called: only here does "older" mean anything.
fn version(abi: u32) -> String {
    let age = if abi < ABI { "older" } else { "newer" };
    format!("is of {age} Spandrel: it speaks ABI {abi}, this command ABI {ABI}")
}

/// The kind and the name of a line of a contract: "record Config" or "rust Remuxer::push".
fn item(line: &str) -> &str {
    let end = line.find(['{', '(']).unwrap_or(line.len());
    line[..end].trim_end()
}

/// The first line in which two files differ.
fn texts(found: Found<'_>, ours: &str, theirs: Option<&str>) -> Option<Difference> {
    let Some(theirs) = theirs else {
        return Some(found.says("is missing"));
    };
    if ours == theirs {
        return None;
    }
    let line = ours.lines().zip(theirs.lines()).take_while(|(ours, theirs)| ours == theirs).count();
    let (our_line, their_line) = (ours.lines().nth(line), theirs.lines().nth(line));
    let what = format!("is not what the bridge generates, from line {}", line + 1);
    Some(found.pair(&what, our_line.unwrap_or_default(), their_line.unwrap_or_default()))
}

/// The ABI of an object that holds this package in the form of another ABI.
fn other_abi(linked: &Linked, package: &str) -> Option<u32> {
    linked.symbols.iter().find_map(|symbol| {
        let (number, rest) = symbol.strip_prefix("spandrel")?.split_once("__")?;
        let abi: u32 = number.parse().ok()?;
        let named = rest.strip_prefix("bridge_")?.strip_prefix(package)?.starts_with("_archive");
        (named && abi != ABI).then_some(abi)
    })
}

fn inside(path: &Path, project: &Project) -> PathBuf {
    path.strip_prefix(&project.root).unwrap_or(path).to_owned()
}

/// The findings as text, one paragraph a difference.
pub fn text(findings: &Findings) -> String {
    let mut text = String::new();
    for difference in &findings.differences {
        text.push_str(&format!("{}: {}\n", difference.file.display(), difference.what));
        for (label, line) in [("source", &difference.source), ("found", &difference.found)] {
            if !line.is_empty() {
                text.push_str(&format!("  {label:>6}: {}\n", line.trim()));
            }
        }
        text.push_str(&format!("    cure: {}\n", difference.cure));
    }
    for changed in &findings.not_compared {
        text.push_str(&format!(
            "{}: changed after the object was built; only the contract was compared\n    cure: {}\n",
            changed.file.display(),
            changed.cure
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_named_by_kind_and_name() {
        assert_eq!(item("record Config { rate: u32 }"), "record Config");
        assert_eq!(item("rust Remuxer::push(&mut self, input: &[u8])"), "rust Remuxer::push");
        assert_eq!(item("object Remuxer"), "object Remuxer");
    }

    #[test]
    fn only_another_abi_is_called_older() {
        assert!(version(ABI - 1).contains("older"));
        assert!(version(ABI + 1).contains("newer"));
    }
}
