//! Finds the bridges of a project and generates their Go packages in memory.

use std::path::PathBuf;

use spandrel_emit::Package;

use super::{Project, sources};
use crate::{Error, Result, diagnostics, files};

/// A bridge of the project, with the Go package generated from it.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// The Rust file it stands in.
    pub source: PathBuf,
    /// Its plan and files.
    pub package: Package,
    /// The folder of its Go package.
    pub folder: PathBuf,
}

impl Bridge {
    /// The name of the Go package.
    pub fn name(&self) -> &str {
        &self.package.plan.bridge.package
    }

    /// The folder of the internal package that makes the calls.
    pub fn cgo_package(&self) -> PathBuf {
        self.folder.join("internal").join("bridge")
    }
}

/// Reads every bridge of the project, sorted by package. All refusals of all files are reported together.
pub fn bridges(project: &Project) -> Result<Vec<Bridge>> {
    let manifest = project.manifest()?;
    let (out, module) = (project.out(), project.module()?);
    let rust = &project.file.rust;
    let features = sources::features(&manifest, &rust.features, rust.default_features)?;
    let (mut sources_of, mut plans, mut off) = (Vec::new(), Vec::new(), Vec::new());
    let mut refusals = diagnostics::Refusals::default();
    for file in sources::read(&manifest, features)? {
        off.extend(file.source.off);
        match spandrel_emit::lowered(file.source.bridges, file.source.report) {
            Ok(of_file) => {
                sources_of.extend(of_file.iter().map(|_| file.path.clone()));
                plans.extend(of_file);
            }
            Err(report) => {
                let name = files::relative(&file.path, &project.root).to_string();
                refusals.add(&report, &file.text, &name);
            }
        }
    }
    refusals.finish()?;
    if plans.is_empty() {
        let sources = manifest.parent().unwrap_or(&project.root).join("src");
        return Err(off.into_iter().next().map_or(Error::NoBridge(sources), Error::BridgeOff));
    }
    let import_path = |package: &str| module.import_path(&out.join(package));
    let mut packages = spandrel_emit::packages(plans, &import_path);
    if project.file.go.remote {
        packages.iter_mut().try_for_each(|package| add_remote(package, &import_path))?;
    }
    if project.file.go.loads() {
        for package in &mut packages {
            let path = import_path(&package.plan.bridge.package);
            spandrel_emit::go::dynamic::add(&package.plan, &path, &mut package.files);
        }
    }
    let mut found: Vec<Bridge> = sources_of
        .into_iter()
        .zip(packages)
        .map(|(source, package)| Bridge { folder: out.join(&package.plan.bridge.package), source, package })
        .collect();
    found.sort_by(|a, b| a.name().cmp(b.name()));
    if let Some(pair) = found.windows(2).find(|pair| pair[0].name() == pair[1].name()) {
        return Err(Error::PackageTwice {
            package: pair[0].name().to_owned(),
            first: pair[0].source.clone(),
            second: pair[1].source.clone(),
        });
    }
    Ok(found)
}

/// Adds the package that calls and serves the core of a bridge in other processes.
fn add_remote(package: &mut Package, import_path: &dyn Fn(&str) -> String) -> Result<()> {
    let name = &package.plan.bridge.package;
    if package.plan.functions.is_empty() {
        return Err(Error::RemoteWithoutFunctions(name.clone()));
    }
    package.files.extend(spandrel_emit::go::remote::emit(&package.plan, &import_path(name)));
    package.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}
