//! Finds the bridges of a project and generates their Go packages in memory.

use std::path::{Path, PathBuf};

use spandrel_emit::Package;
use walkdir::WalkDir;

use super::Project;
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

    /// The folder of the internal package that makes the crossings.
    pub fn crossing(&self) -> PathBuf {
        self.folder.join("internal").join("bridge")
    }
}

/// Reads every bridge of the project, sorted by package. All refusals of all files are reported together.
pub fn bridges(project: &Project) -> Result<Vec<Bridge>> {
    let manifest = project.manifest()?;
    let sources = manifest.parent().unwrap_or(&project.root).join("src");
    let (out, module) = (project.out(), project.module()?);
    let (mut sources_of, mut plans) = (Vec::new(), Vec::new());
    let mut refusals = diagnostics::Refusals::default();
    for source in rust_files(&sources)? {
        let text = files::read(&source)?;
        if !text.contains("bridge") {
            continue;
        }
        let text = text.trim_start_matches('\u{feff}');
        match spandrel_emit::plans(text) {
            Ok(of_file) => {
                sources_of.extend(of_file.iter().map(|_| source.clone()));
                plans.extend(of_file);
            }
            Err(report) => refusals.add(&report, text, &files::relative(&source, &project.root).to_string()),
        }
    }
    refusals.finish()?;
    if plans.is_empty() {
        return Err(Error::NoBridge(sources));
    }
    let import_path = |package: &str| module.import_path(&out.join(package));
    let packages = spandrel_emit::packages(plans, &import_path);
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

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::File { action: "read", path, source: error.into() }
        })?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "rs")
        {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}
