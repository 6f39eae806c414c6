//! Bridges that were changed on one side only: each must be refused, and the cure named.
//!
//! A small project is built once. Then its bridge is changed in one way after another, and Go and Rust are put together
//! crosswise: new Go with the old object, old Go with the new object. Files are also changed behind the generator's back.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use walkdir::WalkDir;

use super::{
    result::{Canary, Figure, Suite},
    tree::Tree,
};
use crate::tool;

const PROJECT: &str = "tests/mismatch/base";
const STALE: &str = "archive_is_stale__run_spandrel_build";
/// What Go's linker says of a missing object, or of one of another contract.
const MISSING: &str = "object_is_missing_or_stale__run_spandrel_build";
/// What the C compiler says of an object that was removed from beside its link file.
const REMOVED: &str = "shop_linux_amd64.syso is missing: run `spandrel build`";

/// The list of changes.
#[derive(Deserialize)]
struct Mutations {
    mutation: Vec<Mutation>,
}

/// A change to the source of the bridge.
#[derive(Deserialize)]
struct Mutation {
    name: String,
    /// The item that the check must name.
    names: String,
    /// Exact pieces of the source and what takes their place.
    edits: Vec<[String; 2]>,
}

/// The generated package and its object: file by file.
type Package = BTreeMap<PathBuf, Vec<u8>>;

/// The project, with its state when both sides agreed.
struct Lab<'a> {
    tree: &'a Tree,
    source: PathBuf,
    package: PathBuf,
    object: PathBuf,
    agreed_source: String,
    agreed: Package,
}

/// Runs the mutations.
pub(crate) fn run(tree: &Tree, short: bool) -> Result<Figure> {
    let mut figure = Figure::new(Suite::Mismatch, "contract mismatch");
    let lab = Lab::new(tree)?;
    figure.case("both sides agree", lab.linked()?.err().or(lab.checked(None)?));
    let text =
        fs::read_to_string(tree.root.join("tests/mismatch/mutations.toml")).context("read the mutations")?;
    let mutations: Mutations = toml::from_str(&text).context("read the mutations")?;
    for (number, mutation) in mutations.mutation.iter().enumerate() {
        eprintln!("mutating the bridge: {}", mutation.name);
        lab.mutate(&mut figure, mutation, !short || number % 3 == 0)?;
    }
    lab.tamper(&mut figure)?;
    figure.canary = lab.canary(&mutations.mutation)?;
    Ok(figure)
}

/// A profile that would turn every panic into the end of the process is refused.
pub(crate) fn panic_abort(tree: &Tree) -> Result<Figure> {
    Lab::new(tree)?.panic_abort()
}

impl Lab<'_> {
    fn new(tree: &Tree) -> Result<Lab<'_>> {
        let root = tree.root.join(PROJECT);
        let (source, package) = (root.join("rust/src/lib.rs"), root.join("go/shop"));
        tree.build(PROJECT)?;
        let agreed_source = fs::read_to_string(&source).context("read the bridge")?;
        let agreed = read(&package)?;
        let object = package.join("internal/bridge/shop_linux_amd64.syso");
        Ok(Lab { tree, source, package, object, agreed_source, agreed })
    }

    /// One change of the source, both ways round.
    fn mutate(&self, figure: &mut Figure, mutation: &Mutation, both: bool) -> Result<()> {
        let Mutation { name, names, .. } = mutation;
        fs::write(&self.source, self.mutated(mutation)?)?;
        figure.fault(&format!("{name}: source changed"), self.checked(Some((names, "generate")))?);
        tool::must(self.tree.spandrel(PROJECT).arg("generate"))?;
        figure.fault(&format!("{name}: new Go, old object"), self.refused(MISSING)?);
        figure.fault(&format!("{name}: new Go, old object, checked"), self.checked(Some((names, "build")))?);
        if both {
            self.tree.build(PROJECT)?;
            let object = fs::read(&self.object).context("read the new object")?;
            self.restore()?;
            fs::write(&self.object, object)?;
            figure.fault(&format!("{name}: old Go, new object"), self.refused(STALE)?);
            figure.fault(
                &format!("{name}: old Go, new object, checked"),
                self.checked(Some((names, "build")))?,
            );
        }
        self.restore()
    }

    /// Changes behind the generator's back.
    fn tamper(&self, figure: &mut Figure) -> Result<()> {
        let edits: [(&str, &str, &str, &str, &str); 5] = [
            (
                "edited Go",
                "shop.go",
                "func Reduce(amount uint64, discount",
                "func Reduce(discount uint64, amount",
                "generate",
            ),
            ("edited error text", "errors.go", "package shop", "// By hand.\npackage shop", "generate"),
            (
                "edited header",
                "internal/bridge/shop.h",
                "uint64_t amount_, uint64_t discount_",
                "uint64_t discount_, uint64_t amount_",
                "generate",
            ),
            ("edited contract", "contract.txt", "Cash = 1", "Cash = 4", "generate"),
            ("Go written by an older command", "contract.txt", "abi 2", "abi 0", "older Spandrel"),
        ];
        for (name, file, from, to, says) in edits {
            let path = self.package.join(file);
            let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
            if !text.contains(from) {
                bail!("{name}: {file} does not contain `{from}`");
            }
            fs::write(&path, text.replacen(from, to, 1))?;
            figure.fault(name, self.checked(Some((file, says)))?);
            self.restore()?;
        }
        // Symbols of another ABI: what a package looks like that another version of the command wrote.
        for file in ["internal/bridge/bridge.go", "internal/bridge/shop.h"] {
            let path = self.package.join(file);
            fs::write(&path, fs::read_to_string(&path)?.replace("spandrel2__", "spandrel0__"))?;
        }
        figure.fault("Go of an older command, linked", self.refused(STALE)?);
        self.restore()?;

        fs::remove_file(&self.object)?;
        figure.fault("no object, linked", self.refused(REMOVED)?);
        figure.fault("no object, checked", self.checked(Some(("shop_linux_amd64.syso", "build")))?);
        fs::remove_file(self.package.join("internal/bridge/link_linux_amd64.go"))?;
        figure.fault("a fresh clone, linked", self.refused(MISSING)?);
        self.restore()?;
        fs::remove_file(self.package.join("errors.go"))?;
        figure.fault("a generated file is gone", self.checked(Some(("errors.go", "generate")))?);
        self.restore()
    }

    /// The seeded bug: Go that asks for the contract symbols of the old object although it follows a new contract. The linker
    /// cannot notice; the judge must say that it was linked.
    fn canary(&self, mutations: &[Mutation]) -> Result<Canary> {
        let Some(mutation) = mutations.first() else { bail!("there are no mutations") };
        let folder = self.package.join("internal/bridge");
        let bridge = folder.join("bridge.go");
        let old = hash(&fs::read_to_string(&bridge)?)?;
        fs::write(&self.source, self.mutated(mutation)?)?;
        tool::must(self.tree.spandrel(PROJECT).arg("generate"))?;
        let new = hash(&fs::read_to_string(&bridge)?)?;
        for path in [bridge, folder.join("object.go"), folder.join("shop.h")] {
            fs::write(&path, fs::read_to_string(&path)?.replace(&new, &old))?;
        }
        let caught = self.refused(STALE)?.is_some();
        self.restore()?;
        Ok(if caught { Canary::Caught } else { Canary::Missed })
    }

    fn panic_abort(&self) -> Result<Figure> {
        let mut figure = Figure::new(Suite::Panics, "panic = \"abort\" refused");
        let manifest = self.tree.root.join(PROJECT).join("rust/Cargo.toml");
        let agreed = fs::read_to_string(&manifest)?;
        let judge = |lab: &Lab<'_>| -> Result<Option<String>> {
            let outcome = tool::run(lab.tree.spandrel(PROJECT).args(["build", "--object-only"]))?;
            let wanted = !outcome.ok && outcome.text.contains("panic") && outcome.text.contains("unwind");
            Ok((!wanted).then(|| tool::tail(&outcome.text)))
        };
        figure.canary = if judge(self)?.is_some() { Canary::Caught } else { Canary::Missed };
        fs::write(&manifest, format!("{agreed}panic = \"abort\"\n"))?;
        figure.fault("panic = \"abort\" in the profile", judge(self)?);
        fs::write(&manifest, agreed)?;
        self.restore()?;
        Ok(figure)
    }

    fn mutated(&self, mutation: &Mutation) -> Result<String> {
        let mut text = self.agreed_source.clone();
        for [from, to] in &mutation.edits {
            if text.matches(from.as_str()).count() != 1 {
                bail!("{}: the source does not contain `{from}` exactly once", mutation.name);
            }
            text = text.replacen(from.as_str(), to, 1);
        }
        Ok(text)
    }

    /// Links the program: `Err` with what was said if that fails.
    fn linked(&self) -> Result<std::result::Result<(), String>> {
        let outcome = tool::run(self.tree.command("go", "tests/mismatch/base/go").args([
            "build",
            "-o",
            "/dev/null",
            ".",
        ]))?;
        Ok(if outcome.ok { Ok(()) } else { Err(outcome.text) })
    }

    /// What is wrong with the refusal of the linker.
    fn refused(&self, says: &str) -> Result<Option<String>> {
        Ok(match self.linked()? {
            Ok(()) => Some("the program was linked".to_owned()),
            Err(text) if !text.contains(says) => Some(format!("no word of the cure:\n{}", tool::tail(&text))),
            Err(_) => None,
        })
    }

    /// What is wrong with the answer of `spandrel check`, which must name both words, or find nothing.
    fn checked(&self, wanted: Option<(&str, &str)>) -> Result<Option<String>> {
        let outcome = tool::run(self.tree.spandrel(PROJECT).arg("check"))?;
        let right = match wanted {
            None => outcome.ok,
            Some((item, cure)) => !outcome.ok && outcome.text.contains(item) && outcome.text.contains(cure),
        };
        Ok((!right).then(|| format!("`spandrel check` says:\n{}", tool::tail(&outcome.text))))
    }

    /// Back to where both sides agreed.
    fn restore(&self) -> Result<()> {
        fs::write(&self.source, &self.agreed_source)?;
        for path in read(&self.package)?.keys().filter(|path| !self.agreed.contains_key(*path)) {
            fs::remove_file(path)?;
        }
        for (path, bytes) in &self.agreed {
            fs::write(path, bytes)?;
        }
        Ok(())
    }
}

fn read(folder: &Path) -> Result<Package> {
    let mut files = Package::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("read {}", folder.display()))?;
        if entry.file_type().is_file() {
            files.insert(entry.path().to_owned(), fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// The hash of the contract in generated Go.
fn hash(text: &str) -> Result<String> {
    let (_, rest) =
        text.split_once(&format!("{STALE}__")).context("the generated Go has no contract symbol")?;
    Ok(rest.chars().take_while(char::is_ascii_hexdigit).collect())
}
