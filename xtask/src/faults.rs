//! The reliability figures: gates that are shown to catch a seeded bug, then counts of faults injected and answered.
//!
//! Everything runs in a copy of the tree below the target folder, since sanitizers and mutated bridges replace build
//! products. Each gate and each figure has a canary; a canary that is not caught fails the run like an unexpected answer.

mod fuzz;
mod gates;
mod mismatch;
mod result;
mod suites;
mod tree;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

pub(crate) use self::{result::Canary, suites::soak, tree::Tree};

/// Options of `faults`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Smaller counts: what CI runs.
    #[arg(long)]
    short: bool,
    /// Write the figures to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let tree = Tree::copy(repository)?;
    let mut figures = Vec::new();
    figures.extend(gates::address_sanitizer(&tree, args.short)?);
    tree.build("tests/go_main/go_calls_rust")?;
    tree.build("tests/go_main/rust_calls_go")?;
    tree.build("tests/faults")?;
    tree.build("tests/faults/rust_calls_go")?;
    figures.extend(gates::pointer_checks(&tree)?);
    figures.extend(gates::race_and_pointers(&tree, args.short)?);
    figures.extend(suites::figures(&tree, args.short)?);
    figures.push(soak(&tree, if args.short { 300_000 } else { 10_000_000 })?);
    figures.extend(mismatch::run(&tree, args.short)?);
    figures.extend(fuzz::run(repository, &tree, args.short)?);
    figures.sort_by_key(|figure| figure.figure);

    for figure in &figures {
        eprintln!("{figure}");
    }
    if let Some(path) = &args.json {
        let text = serde_json::to_string_pretty(&figures)?;
        fs::write(path, text + "\n").with_context(|| format!("write {}", path.display()))?;
    }
    let unexpected: u64 = figures.iter().map(|figure| figure.unexpected).sum();
    let missed = figures.iter().filter(|figure| figure.canary == Canary::Missed).count();
    if unexpected > 0 || missed > 0 {
        bail!("{unexpected} unexpected answer(s), {missed} canary(s) not caught: see the lines above");
    }
    Ok(())
}
