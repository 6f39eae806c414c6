//! Which crate, which module and which Go package imports which: arrows that run down only.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The layers, from below: a crate may use those that stand above it in this list.
pub const LAYERS: [&[&str]; 8] = [
    &["spandrel-abi", "spandrel-syntax"],
    &["spandrel-plan", "spandrel-ring"],
    &["spandrel-emit"],
    &["spandrel-macro"],
    &["spandrel"],
    &["spandrel-host", "spandrel-migrate"],
    &["spandrel-cli"],
    &["spandrel-tests", "xtask"],
];

/// The packages of the Go module, from below, by their folders: a package may import those that stand above it in this list.
pub const GO_LAYERS: [&[&str]; 11] = [
    &[
        "internal/abi",
        "internal/memory",
        "internal/live",
        "internal/lost",
        "remote/internal/frame",
        "remote/internal/process",
        "migrate/internal/lines",
    ],
    // The public package.
    &["", "internal/shared"],
    &["ring", "host", "glue/needs_linux_amd64__unset_GOOS_and_GOARCH", "hooks", "migrate/audit"],
    &[
        "glue/wire",
        "glue/jsonform",
        "glue/values",
        "glue/leaf",
        "glue/debug",
        "glue/rings",
        "hooks/sloghook",
        "hooks/otelhook",
        "hooks/promhook",
        "migrate/audit/verify",
    ],
    &["glue/show", "glue/around", "remote/internal/peer", "migrate/schema"],
    &["glue/block", "internal/hooktest", "remote", "migrate/compare"],
    &["glue/owned", "migrate", "migrate/agree"],
    &["glue/wait", "migrate/control", "migrate/record", "migrate/vectors"],
    &["glue/calls", "migrate/command", "migrate/store"],
    &["glue"],
    &["dynamic"],
];

/// The import path of the Go module.
const GO_MODULE: &str = "spandrel.dev/spandrel";

/// What is wrong with the imports of a Go file: of what stands above its package, beside it, or nowhere. Tests do not count.
pub fn go_faults(package: &str, source: &str) -> Vec<String> {
    let layer = |name: &str| GO_LAYERS.iter().position(|layer| layer.contains(&name));
    let Some(own) = layer(package) else { return vec![format!("{package:?}: stands in no layer")] };
    let declared = ["\nfunc ", "\nconst ", "\nvar ", "\ntype "];
    let head =
        declared.iter().filter_map(|item| source.find(item)).min().map_or(source, |end| &source[..end]);
    let imported = head.lines().filter_map(|line| {
        let path = line.trim().strip_prefix("import ").unwrap_or(line.trim()).split('"').nth(1)?;
        let inside = path.strip_prefix(GO_MODULE)?;
        (inside.is_empty() || inside.starts_with('/')).then(|| inside.trim_start_matches('/').to_owned())
    });
    imported
        .filter(|used| layer(used).is_none_or(|used| used >= own))
        .map(|used| format!("{package:?}: imports {used:?}, which does not lie below it"))
        .collect()
}

/// The Go files of the runtime, without tests: the folder of each inside the module, and its source.
pub fn go_files(module: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(module).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "go")
                && !path.to_string_lossy().ends_with("_test.go")
        })
        .map(|path| {
            let folder = path.parent().and_then(|folder| folder.strip_prefix(module).ok());
            (folder.map(|folder| folder.display().to_string()).unwrap_or_default(), crate::read(&path))
        })
        .collect()
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

/// What is wrong with the dependencies of a crate, out of its manifest.
pub fn crate_faults(name: &str, manifest: &str) -> Vec<String> {
    let Ok(manifest) = manifest.parse::<toml::Table>() else { return vec![format!("{name}: no manifest")] };
    let Some(own) = layer(name) else { return vec![format!("{name}: stands in no layer")] };
    let tables = ["dependencies", "build-dependencies"];
    let dependencies = tables.iter().filter_map(|table| manifest.get(*table)?.as_table());
    dependencies
        .flat_map(|table| table.keys())
        .filter(|used| layer(used).is_some_and(|used| used >= own))
        .map(|used| format!("{name}: depends on {used}, which does not lie below it"))
        .collect()
}

/// The modules of a crate by their paths, each with its source.
pub type Modules = BTreeMap<Vec<String>, String>;

/// Reads the modules below a `src` folder.
///
/// # Panics
///
/// When a file cannot be read.
pub fn modules(folder: &Path) -> Modules {
    let mut found = Modules::new();
    read_into(folder, &[], &mut found);
    found
}

fn read_into(folder: &Path, path: &[String], found: &mut Modules) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let file = entry.path();
        let name = crate::name(&file);
        let mut path = path.to_vec();
        if file.is_dir() {
            path.push(name);
            read_into(&file, &path, found);
        } else if file.extension().is_some_and(|extension| extension == "rs") {
            if !["lib", "main", "mod"].contains(&name.as_str()) {
                path.push(name);
            }
            found.insert(path, crate::read(&file));
        }
    }
}

/// The circles among modules that lie beside each other, each as its members, sorted.
pub fn circles(modules: &Modules) -> BTreeSet<Vec<String>> {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, source) in modules {
        for used in imports(module, source) {
            let Some(used) =
                (1..=used.len()).rev().map(|end| &used[..end]).find(|path| modules.contains_key(*path))
            else {
                continue;
            };
            let common = module.iter().zip(used).take_while(|(a, b)| a == b).count();
            if common < module.len() && common < used.len() {
                let name = |path: &[String]| path[..=common].join("::");
                arrows.entry(name(module)).or_default().insert(name(used));
            }
        }
    }
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        arrows.keys().map(|module| (module, reach(module, &arrows))).collect();
    let circle = |module: &&String| {
        let others = reached[*module]
            .iter()
            .filter(|other| reached.get(**other).is_some_and(|back| back.contains(*module)));
        let members: Vec<String> = others.map(|other| (**other).clone()).collect();
        (!members.is_empty()).then_some(members)
    };
    arrows.keys().collect::<Vec<_>>().iter().filter_map(circle).collect()
}

fn reach<'a>(from: &str, arrows: &'a BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in arrows.get(module).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}

/// The paths that a module imports, from the root of its crate. Those in the tests of the module do not count.
fn imports(module: &[String], source: &str) -> Vec<Vec<String>> {
    let Ok(file) = syn::parse_file(source) else { return Vec::new() };
    let mut found = Vec::new();
    for item in &file.items {
        if let syn::Item::Use(item) = item {
            flatten(&item.tree, Vec::new(), &mut found);
        }
    }
    found.into_iter().map(|path| from_root(module, &path)).collect()
}

fn flatten(tree: &syn::UseTree, mut path: Vec<String>, found: &mut Vec<Vec<String>>) {
    match tree {
        syn::UseTree::Path(part) => {
            path.push(part.ident.to_string());
            flatten(&part.tree, path, found);
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, path.clone(), found)),
        syn::UseTree::Name(name) => {
            path.push(name.ident.to_string());
            found.push(path);
        }
        syn::UseTree::Rename(name) => {
            path.push(name.ident.to_string());
            found.push(path);
        }
        syn::UseTree::Glob(_) => found.push(path),
    }
}

fn from_root(module: &[String], path: &[String]) -> Vec<String> {
    let (mut base, mut rest) = (module.to_vec(), path);
    match rest.first().map(String::as_str) {
        Some("crate") => (base, rest) = (Vec::new(), &rest[1..]),
        Some("self") => rest = &rest[1..],
        _ => {
            while rest.first().is_some_and(|part| part == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
    }
    base.extend(rest.iter().cloned());
    base
}
