//! Writes the code of a plan: Rust, Go, C header.
//!
//! The last stage of the pipeline. [`rust::emit`] gives the macro its tokens; [`go::emit`] gives the command the files
//! of a Go package. Both only write down what the plan decided. [`generate`] is the whole pipeline for the Go side.

#![forbid(unsafe_code)]

pub mod go;
mod named;
pub mod names;
pub mod rust;

pub use named::{Member, Named};
use proc_macro2::TokenStream;
use spandrel_plan::Linked;
use spandrel_syntax::{
    Bridge, Report,
    conditions::{Conditions, State},
    source,
};

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path inside the Go package's folder, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The generated Go package of one bridge.
#[derive(Clone, Debug)]
pub struct Package {
    /// The plan it was written from.
    pub plan: Member,
    /// Its files, sorted by path.
    pub files: Vec<File>,
}

/// Writes the Go packages of every bridge in a Rust source text, which together make one object.
///
/// `import_path` says where the package of a bridge (by its name) will be imported from in Go.
pub fn generate(source: &str, import_path: &dyn Fn(&str) -> String) -> Result<Vec<Package>, Report> {
    Ok(packages(plans(source)?, import_path))
}

/// Reads every bridge in a Rust source text, up to the plan. No feature of its crate is on.
pub fn plans(source: &str) -> Result<Vec<Named>, Report> {
    let source = source::read(source, &Conditions::default(), &State::On);
    lowered(source.bridges, source.report)
}

/// Reads the tokens of one bridge, up to the plan: those in the parentheses of its attribute, and its module.
pub fn plan(arguments: TokenStream, module: TokenStream) -> Result<Named, Report> {
    let (bridge, report) = source::bridge(arguments, module);
    let mut plans = lowered(bridge.into_iter().collect(), report)?;
    // Without a bridge there is a refusal.
    plans.pop().ok_or_else(Report::default)
}

/// Lowers bridges, unless something was refused before, or is now: their names and methods in Go are compared in any case, so
/// that everything is refused at once.
pub fn lowered(bridges: Vec<Bridge>, mut report: Report) -> Result<Vec<Named>, Report> {
    let mut named = Vec::new();
    for plan in bridges.into_iter().map(spandrel_plan::lower) {
        match names::resolve(&plan) {
            Ok(names) => {
                let plan = Named { plan, names };
                report.absorb(go::canonical::check(&plan));
                named.push(plan);
            }
            Err(refused) => report.absorb(refused),
        }
    }
    report.finish(named)
}

/// Writes the Go packages of the bridges that make one object.
pub fn packages(plans: Vec<Named>, import_path: &dyn Fn(&str) -> String) -> Vec<Package> {
    let object = Linked::of(plans.iter().map(|named| &named.plan));
    plans
        .into_iter()
        .map(|named| {
            let plan = Member { named, object };
            let files = go::emit(&plan, &import_path(&plan.bridge.package));
            Package { plan, files }
        })
        .collect()
}
