//! The Go blocks of the pages: one Go module, a folder of it for each page, the generated packages below.

use std::{collections::BTreeSet, path::Path, process::Command};

use super::{Block, Page, complaints, rest, rust, write};
use crate::{project, read};

/// Packages that blocks use without an import of their own.
const LIBRARY: [&str; 14] = [
    "bytes",
    "context",
    "encoding/json",
    "errors",
    "fmt",
    "io",
    "iter",
    "log",
    "os",
    "runtime",
    "slices",
    "strings",
    "testing",
    "time",
];

/// Generates the packages of the pages in `folder` and vets their Go blocks: what is refused, one entry a finding.
pub fn check(pages: &[Page], folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let runtime = project().join("go");
    write(
        &folder.join("go.mod"),
        &format!(
            "module example.com\n\ngo 1.24\n\nrequire spandrel.dev/spandrel v0.0.0\n\n\
             require spandrel.dev/spandrel/dynamic v0.0.0\n\n\
             replace spandrel.dev/spandrel => {0}\n\nreplace spandrel.dev/spandrel/dynamic => {0}/dynamic\n",
            runtime.display()
        ),
    );
    write(&folder.join("go.sum"), &read(&runtime.join("dynamic/go.sum")));
    for page in pages {
        match Package::generate(page, folder) {
            Ok(package) => {
                for block in page.blocks_in("go") {
                    wrong.extend(package.place(block, folder));
                }
            }
            Err(refused) => wrong.push(refused),
        }
    }
    let mut go = Command::new("go");
    go.args(["vet", "-unreachable=false", "./..."])
        .current_dir(folder)
        .env("CGO_ENABLED", "1")
        .env("GOWORK", "off");
    if let Some(said) = complaints(&mut go) {
        wrong.push(said.replace(&format!("{}/", project().display()), ""));
    }
    wrong
}

/// A page's Go code.
struct Package<'a> {
    page: &'a Page,
    /// Packages generated from its bridges.
    bridges: Vec<String>,
    /// The lines of their public files, for excerpts.
    lines: BTreeSet<String>,
}

impl Package<'_> {
    /// Writes the Go packages of the bridges in the page and in what it leaves out.
    fn generate<'a>(page: &'a Page, folder: &Path) -> Result<Package<'a>, String> {
        let mut package = Package { page, bridges: Vec::new(), lines: BTreeSet::new() };
        let import_path = |bridge: &str| format!("example.com/{}/{bridge}", page.name());
        for source in rust::sources(page) {
            let packages = spandrel_emit::generate(&source, &import_path).map_err(|report| {
                let described = report
                    .sorted()
                    .into_iter()
                    .map(|error| format!("{}: {error}\n", page.place(error.span.start().line)));
                described.collect::<String>()
            })?;
            for generated in packages {
                let bridge = generated.plan.bridge.package.clone();
                let mut files = generated.files;
                if page.blocks_in("go").any(|block| block.text.contains("/remote\"")) {
                    files.extend(spandrel_emit::go::remote::emit(&generated.plan, &import_path(&bridge)));
                }
                if page.blocks_in("go").any(|block| block.text.contains("/dynamic\"")) {
                    spandrel_emit::go::dynamic::add(&generated.plan, &import_path(&bridge), &mut files);
                }
                for file in files {
                    write(&folder.join(page.name()).join(&bridge).join(&file.path), &file.text);
                    if file.path.ends_with(".go") && !file.path.starts_with("internal/") {
                        package.lines.extend(file.text.lines().map(plain));
                    }
                }
                package.bridges.push(bridge);
            }
        }
        let rest = rest().join(format!("{}.go", crate::name(&page.path)));
        if rest.is_file() {
            let place = folder.join(page.name()).join("rest.go");
            write(&place, &format!("//line {}:1\n{}", rest.display(), read(&rest)));
        }
        Ok(package)
    }

    /// Puts a block where it is vetted, or looks an excerpt up.
    fn place(&self, block: &Block, folder: &Path) -> Vec<String> {
        if block.words == ["excerpt"] {
            return self.look_up(block);
        }
        let folder = folder.join(self.page.name());
        let name = format!("line{}", block.line);
        let package = first(block).strip_prefix("package ");
        if let Some(bridge) = package.filter(|name| self.bridges.iter().any(|bridge| bridge == name)) {
            // A file of the user's in a generated package.
            write(&folder.join(bridge).join(format!("{name}_.go")), &self.file(block));
        } else if let (Some("contract"), Some(bridge)) = (package, self.bridges.first()) {
            write(&folder.join(bridge).join("contract").join(format!("{name}_.go")), &self.file(block));
        } else if package.is_some() {
            write(&folder.join(&name).join(format!("{name}.go")), &self.file(block));
        } else {
            write(&folder.join(format!("{name}.go")), &self.fragment(block));
        }
        Vec::new()
    }

    /// The lines of an excerpt that its package does not have.
    fn look_up(&self, block: &Block) -> Vec<String> {
        let there = |line: &str| self.lines.iter().any(|known| known.starts_with(&plain(line)));
        let missing = block.text.lines().enumerate().filter(|(_, line)| !there(line));
        let say = |(index, line)| {
            let place = self.page.place(block.line + index);
            format!("{place}: the generated package has no line `{}`", plain(line))
        };
        missing.map(say).collect()
    }

    /// A block that is a file: with imports if it has none.
    fn file(&self, block: &Block) -> String {
        let text =
            elided(&block.text).replace("example.com/search/", &format!("example.com/{}/", self.page.name()));
        if text.contains("\nimport ") {
            return format!("{}{text}", self.line(block.line));
        }
        let (clause, body) = text.split_once('\n').unwrap_or((&text, ""));
        format!("{clause}\n{}{}{body}", self.imports(body), self.line(block.line + 1))
    }

    /// A block of declarations or statements, as a file of the page's own package.
    fn fragment(&self, block: &Block) -> String {
        let text = elided(&block.text);
        let head = format!("package {}\n{}", self.page.name(), self.imports(&text));
        let line = self.line(block.line);
        if declares(block) {
            return format!("{head}{line}{text}");
        }
        let used: String = declared(&text).iter().map(|name| format!("\t_ = {name}\n")).collect();
        format!("{head}func _() error {{\n{line}{text}{used}\treturn nil\n}}\n")
    }

    fn line(&self, line: usize) -> String {
        format!("//line {}:{line}\n", project().join(&self.page.path).display())
    }

    /// Imports of the packages that a text uses.
    fn imports(&self, text: &str) -> String {
        let used = |package: &&str| uses(text, package.rsplit('/').next().unwrap_or(package));
        let mut imports = String::new();
        for package in LIBRARY.iter().copied().filter(used) {
            imports.push_str(&format!("import {package:?}\n"));
        }
        for bridge in self.bridges.iter().filter(|bridge| uses(text, bridge)) {
            imports.push_str(&format!("import \"example.com/{}/{bridge}\"\n", self.page.name()));
        }
        if uses(text, "spandrel") {
            imports.push_str("import \"spandrel.dev/spandrel\"\n");
        }
        if uses(text, "ring") {
            imports.push_str("import \"spandrel.dev/spandrel/ring\"\n");
        }
        imports
    }
}

/// Whether a text has `package.Name`, comments aside.
fn uses(text: &str, package: &str) -> bool {
    text.lines().map(|line| line.split("// ").next().unwrap_or_default()).any(|code| names(code, package))
}

fn names(code: &str, package: &str) -> bool {
    code.match_indices(&format!("{package}.")).any(|(at, found)| {
        let before = code[..at].chars().next_back();
        let after = code[at + found.len()..].chars().next();
        !before.is_some_and(|character| character.is_alphanumeric() || "_.\"/".contains(character))
            && after.is_some_and(char::is_uppercase)
    })
}

/// A text whose `…` are statements that never return.
fn elided(text: &str) -> String {
    text.replace("{ … }", "{ panic(\"…\") }").replace("\t…\n", "\tpanic(\"…\")\n")
}

/// The first line of a block that is code.
fn first(block: &Block) -> &str {
    block.text.lines().find(|line| !line.is_empty() && !line.starts_with("//")).unwrap_or_default()
}

/// Whether a block has declarations only.
fn declares(block: &Block) -> bool {
    let outer = block.text.lines().filter(|line| line.starts_with(|first: char| first.is_alphabetic()));
    let starts = ["func ", "type ", "var ", "const "];
    outer.into_iter().all(|line| starts.iter().any(|start| line.starts_with(start)))
}

/// Variables that statements declare at their outer level.
fn declared(text: &str) -> BTreeSet<&str> {
    let outer = text.lines().filter(|line| line.starts_with(|first: char| first.is_alphabetic()));
    let left =
        outer.filter(|line| !line.starts_with("for ") && !line.starts_with("if ")).filter_map(|line| {
            let assigned = line.split_once(" := ").map(|(left, _)| left);
            assigned.or_else(|| line.strip_prefix("var ")?.split(' ').next())
        });
    left.flat_map(|left| left.split(", ")).filter(|name| *name != "_").collect()
}

/// A line without indent, alignment and comment.
fn plain(line: &str) -> String {
    let code = line.split("//").next().unwrap_or_default();
    let code = code.strip_prefix("var ").unwrap_or(code);
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}
