//! `spandrel agree` and `spandrel vectors`: a Go program that makes calls of cores, generated for the cores that are named, and run.
//!
//! Nothing is written into the project: Go finds the program through an overlay.

use std::{
    ffi::OsString,
    fmt::Display,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use super::build::{self, Options};
use crate::{
    Error, Result,
    args::{Agree, Search, Vectors},
    progress::Progress,
    project::{Bridge, GoModule, Project, bridges},
    tool,
};

/// The folder of the program, which exists in the overlay only.
const PROGRAM: &str = "spandrel_agree_main";

/// The cores, and what the program is told.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// The core that is trusted.
    pub a: Option<String>,
    /// The one that is compared with it.
    pub b: Option<String>,
    /// A Go package with preconditions and invariants.
    pub with: Option<String>,
    /// The bridge, where the project has several.
    pub bridge: Option<String>,
    /// The command of the program with its arguments.
    pub arguments: Vec<OsString>,
    /// The folder that paths are relative to.
    pub directory: PathBuf,
}

impl Spec {
    /// Of `spandrel agree`.
    pub fn agree(options: &Agree, directory: &Path) -> Spec {
        let mut spec = Spec::of("agree", directory);
        (spec.a, spec.b) = (Some(options.a.clone()), Some(options.b.clone()));
        spec.option("--seconds", options.seconds);
        spec.option("--timeout", options.timeout.as_ref());
        spec.option("--out", options.out.as_ref().map(|path| path.display()));
        spec.flag("--json", options.json);
        spec.search(&options.search);
        spec
    }

    /// Of `spandrel vectors`.
    pub fn vectors(command: &Vectors, directory: &Path) -> Spec {
        match command {
            Vectors::Record { a, b, each, out, search } => {
                let mut spec = Spec::of("record", directory);
                (spec.a, spec.b) = (Some(a.clone()), b.clone());
                spec.option("--each", *each);
                spec.option("--out", out.as_ref().map(|path| path.display()));
                spec.search(search);
                spec
            }
            Vectors::Run { a, with, bridge, json, file } => {
                let mut spec = Spec::of("run", directory);
                (spec.a, spec.with, spec.bridge) = (Some(a.clone()), with.clone(), bridge.clone());
                spec.flag("--json", *json);
                spec.arguments.push(file.into());
                spec
            }
            Vectors::Lint { bridge, json, file } => {
                let mut spec = Spec::of("lint", directory);
                spec.bridge.clone_from(bridge);
                spec.flag("--json", *json);
                spec.arguments.push(file.into());
                spec
            }
            Vectors::Minimise { a, b, with, bridge, out, file } => {
                let mut spec = Spec::of("minimise", directory);
                (spec.a, spec.b) = (Some(a.clone()), Some(b.clone()));
                (spec.with, spec.bridge) = (with.clone(), bridge.clone());
                spec.option("--out", out.as_ref().map(|path| path.display()));
                spec.arguments.push(file.into());
                spec
            }
        }
    }

    fn of(command: &str, directory: &Path) -> Spec {
        Spec { arguments: vec![command.into()], directory: directory.to_owned(), ..Spec::default() }
    }

    fn search(&mut self, search: &Search) {
        (self.with, self.bridge) = (search.with.clone(), search.bridge.clone());
        self.option("--cases", search.cases);
        self.option("--seed", search.seed);
        self.option("--only", search.only.as_ref());
    }

    fn option(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.arguments.extend([name.into(), value.to_string().into()]);
        }
    }

    fn flag(&mut self, name: &str, set: bool) {
        self.arguments.extend(set.then(|| name.into()));
    }
}

/// Builds what the cores require, and runs the program. It returns the program's exit status.
pub fn agree(project: &Project, spec: &Spec, progress: Progress) -> Result<u8> {
    let module = project.module()?;
    let bridge = bridge(project, spec.bridge.as_deref())?;
    let package = module.import_path(&project.out().join(bridge.name()));
    let place =
        Place { bridge: &bridge, package: &package, module: &module, directory: &spec.directory, progress };
    let a = spec.a.as_deref().map_or_else(|| Ok(place.none()), |name| place.core(name))?;
    let b = spec.b.as_deref().map(|name| place.core(name)).transpose()?;
    let rust = a.rust || b.as_ref().is_some_and(|core| core.rust);
    if rust {
        let options = Options { object_only: true, ..Options::default() };
        build::build(project, &options, progress)?;
    }
    let with = spec.with.as_deref().map(|path| place.package_path(path)).transpose()?;
    let text = program(&package, bridge.name(), &a, b.as_ref(), with.as_deref());
    let folder = tempfile::tempdir().map_err(|source| file("make folder", &std::env::temp_dir(), source))?;
    run(&module, folder.path(), &text, rust, spec, progress)
}

/// The bridge of the project that is meant.
fn bridge(project: &Project, name: Option<&str>) -> Result<Bridge> {
    let mut all = bridges(project)?;
    match name {
        Some(name) => match all.iter().position(|bridge| bridge.name() == name) {
            Some(at) => Ok(all.swap_remove(at)),
            None => Err(Error::Core {
                name: name.to_owned(),
                reason: "no bridge of this project has the name".to_owned(),
            }),
        },
        None if all.len() == 1 => Ok(all.swap_remove(0)),
        None => {
            let names: Vec<&str> = all.iter().map(Bridge::name).collect();
            let reason = format!("the project has the bridges {}: name one with --bridge", names.join(", "));
            Err(Error::Core { name: String::new(), reason })
        }
    }
}

/// A core as the program makes it.
struct Core {
    /// What it was named.
    name: String,
    /// The packages that it requires, with their names in the program.
    imports: Vec<(String, String)>,
    /// The statements that make `NAME`, with `{}` for the local's name.
    make: String,
    /// Whether it requires the Rust object.
    rust: bool,
    worker: bool,
}

/// Where names of cores are looked for.
struct Place<'a> {
    bridge: &'a Bridge,
    /// The import path of the generated package.
    package: &'a str,
    module: &'a GoModule,
    directory: &'a Path,
    progress: Progress,
}

impl Place<'_> {
    /// No core: there is the contract only.
    fn none(&self) -> Core {
        Core {
            name: String::new(),
            imports: vec![("contract".to_owned(), format!("{}/contract", self.package))],
            make: "var {} contract.Core".to_owned(),
            rust: false,
            worker: false,
        }
    }

    /// Reads the name of a core.
    fn core(&self, name: &str) -> Result<Core> {
        let embedded = ("embedded".to_owned(), self.package.to_owned());
        let remote = ("remote".to_owned(), format!("{}/remote", self.package));
        let mut core = Core {
            name: name.to_owned(),
            imports: Vec::new(),
            make: String::new(),
            rust: false,
            worker: false,
        };
        if name == "embedded" {
            core.imports.push(embedded);
            core.make = "{} := embedded.Embedded()".to_owned();
            core.rust = true;
        } else if name == "worker" {
            self.require_remote(name)?;
            core.imports.extend([embedded, remote]);
            core.make =
                "{}, err := remote.Worker(context.Background(), remote.WorkerOptions{})\n\tcheck(err)"
                    .to_owned();
            (core.rust, core.worker) = (true, true);
        } else if name.starts_with("unix:") {
            self.require_remote(name)?;
            core.imports.push(remote);
            core.make = format!(
                "{{}}, err := remote.Dial(context.Background(), {name:?}, remote.DialOptions{{}})\n\tcheck(err)"
            );
        } else {
            let (path, maker) =
                name.rsplit_once('#').map_or((name, None), |(path, maker)| (path, Some(maker)));
            let import = self.package_path(path)?;
            self.require_symbol(path, &import, maker)?;
            let local = format!("core{}", import.bytes().map(u32::from).sum::<u32>());
            let made = maker.map_or("Core{}".to_owned(), |maker| format!("{maker}()"));
            core.make = format!("{{}} := {local}.{made}");
            core.imports.push((local, import));
        }
        Ok(core)
    }

    /// Refuses a core in another process where there is no code for it.
    fn require_remote(&self, name: &str) -> Result<()> {
        let refuse = |reason: &str| Err(Error::Core { name: name.to_owned(), reason: reason.to_owned() });
        if !self.bridge.folder.join("remote").is_dir() {
            return refuse(
                "it is in another process, for which the package has no code: set `remote = true` in [go] of spandrel.toml, \
                 and run `spandrel generate`",
            );
        }
        let plan = &self.bridge.package.plan;
        if name == "worker" && plan.imports.iter().any(|import| import.free_function().is_some()) {
            return refuse("its Rust code calls Go functions, which this command does not have");
        }
        Ok(())
    }

    /// Refuses a package without the type `Core`, or without the function that was named. What else may be wrong with it is
    /// the compiler's to say.
    fn require_symbol(&self, path: &str, import: &str, maker: Option<&str>) -> Result<()> {
        let symbol = maker.unwrap_or("Core");
        let mut doc = Command::new("go");
        doc.current_dir(&self.module.root).args(["doc", "-short", "--", import, symbol]);
        let Err(Error::Failed { output, .. }) = tool::capture(&mut doc, tool::CURE_GO, self.progress) else {
            return Ok(());
        };
        if !output.contains("no symbol") {
            return Ok(());
        }
        let reason = match maker {
            None => format!(
                "the package has no type Core that implements contract.Core; add one, or name a function that returns a core: `{path}#New`"
            ),
            Some(maker) => format!("the package has no function {maker}"),
        };
        Err(Error::Core { name: path.to_owned(), reason })
    }

    /// The import path of a folder of the module; what does not begin with a dot is an import path.
    fn package_path(&self, path: &str) -> Result<String> {
        if !path.starts_with('.') && !Path::new(path).is_absolute() {
            return Ok(path.to_owned());
        }
        let refuse = |reason: &str| Err(Error::Core { name: path.to_owned(), reason: reason.to_owned() });
        let Ok(folder) = fs::canonicalize(self.directory.join(path)) else {
            return refuse(
                "there is no such folder. A core is `embedded`, `worker`, `unix:PATH`, or a Go package with a type Core",
            );
        };
        let Ok(root) = fs::canonicalize(&self.module.root) else {
            return refuse("the folder of the Go module cannot be read");
        };
        match folder.strip_prefix(&root) {
            Ok(inside) => Ok(self.module.import_path(&self.module.root.join(inside))),
            Err(_) => refuse("it is not in the Go module of the project"),
        }
    }
}

/// The text of the program.
fn program(package: &str, name: &str, a: &Core, b: Option<&Core>, with: Option<&str>) -> String {
    let mut imports: Vec<(String, String)> = vec![
        (String::new(), "os".to_owned()),
        ("hook".to_owned(), format!("{package}/hook")),
        ("command".to_owned(), "spandrel.dev/spandrel/migrate/command".to_owned()),
    ];
    let mut body = String::new();
    let cores = [Some(a), b];
    if cores.iter().flatten().any(|core| core.worker) {
        body.push_str("\tremote.ServeWorker(embedded.Embedded)\n");
    }
    let mut fields = String::new();
    let mut fails = false;
    for (core, local) in cores.into_iter().zip(["a", "b"]) {
        let Some(core) = core else { continue };
        imports.extend(core.imports.iter().cloned());
        fails |= core.make.contains("check(err)");
        body.push_str(&format!("\t{}\n", core.make.replacen("{}", local, 1)));
        let field = local.to_uppercase();
        fields.push_str(&format!(
            "\t\t{field}: command.Core{{Name: {:?}, Calls: hook.Calls({local})}},\n",
            core.name
        ));
    }
    if let Some(path) = with {
        imports.push(("with".to_owned(), path.to_owned()));
        fields.push_str("\t\tConfigure: with.Configure,\n");
    }
    let mut check = String::new();
    if fails {
        imports.push((String::new(), "context".to_owned()));
        imports.push((String::new(), "fmt".to_owned()));
        check.push_str(
            "\nfunc check(err error) {\n\tif err != nil {\n\t\tfmt.Fprintln(os.Stderr, \"spandrel:\", err)\n\t\tos.Exit(1)\n\t}\n}\n",
        );
    }
    imports.sort();
    imports.dedup();
    let imports: String = imports.iter().map(|(local, path)| format!("\t{local} {path:?}\n")).collect();
    format!(
        "// Command {PROGRAM} compares cores of {name}.\npackage main\n\nimport (\n{imports})\n\nfunc main() {{\n{body}\
         \tos.Exit(command.Main(command.Spec{{\n{fields}\t}}, os.Args[1:]))\n}}\n{check}"
    )
}

fn file(action: &'static str, path: &Path, source: io::Error) -> Error {
    Error::File { action, path: path.to_owned(), source }
}

/// Builds the program, and runs it in the folder that the command was called in.
fn run(
    module: &GoModule,
    folder: &Path,
    text: &str,
    rust: bool,
    spec: &Spec,
    progress: Progress,
) -> Result<u8> {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|source| file("write", &path, source))?;
        Ok::<PathBuf, Error>(path)
    };
    let source = write("main.go", text)?;
    let root = fs::canonicalize(&module.root).map_err(|source| file("read", &module.root, source))?;
    let overlaid = root.join(PROGRAM).join("main.go");
    let overlay =
        serde_json::json!({ "Replace": { overlaid.display().to_string(): source.display().to_string() } });
    let overlay = write("overlay.json", &overlay.to_string())?;
    let binary = folder.join("agree");
    let mut go = Command::new("go");
    go.current_dir(&root).args(["build", "-overlay"]).arg(&overlay).arg("-o").arg(&binary);
    go.arg(format!("./{PROGRAM}"));
    if rust {
        go.env("CGO_ENABLED", "1");
    }
    tool::run(&mut go, tool::CURE_GO, progress)?;
    let mut program = Command::new(&binary);
    program.current_dir(&spec.directory).args(&spec.arguments);
    progress.detail(&tool::line(&program));
    let status = program.status().map_err(|source| tool::missing(&program, source, tool::CURE_GO))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
