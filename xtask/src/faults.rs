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

use self::result::{Listed, Suite};

/// Projects that the suites call, which nothing else here builds.
const PROJECTS: [&str; 4] = [
    "tests/go_main/go_calls_rust",
    "tests/go_main/rust_calls_go",
    "tests/faults",
    "tests/faults/rust_calls_go",
];

/// Options of `faults`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Smaller counts: what CI runs.
    #[arg(long)]
    short: bool,
    /// Run this suite only; repeat for several.
    #[arg(long = "suite", value_name = "NAME")]
    suites: Vec<Suite>,
    /// Write the figures to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// The suites that were asked for: all, if none was named.
pub(crate) struct Wanted<'a>(&'a [Suite]);

impl Wanted<'_> {
    fn has(&self, suite: Suite) -> bool {
        self.0.is_empty() || self.0.contains(&suite)
    }

    fn any(&self, suites: &[Suite]) -> bool {
        suites.iter().any(|suite| self.has(*suite))
    }
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let (tree, wanted) = (Tree::copy(repository)?, Wanted(&args.suites));
    let mut figures = Vec::new();
    if wanted.has(Suite::Gates) {
        figures.push(gates::address_sanitizer(&tree)?);
    }
    if wanted.has(Suite::Abandoned) {
        figures.extend(gates::abandoned(&tree, args.short)?);
    }
    for project in PROJECTS {
        tree.build(project)?;
    }
    if wanted.has(Suite::Gates) {
        figures.extend(gates::pointer_checks(&tree)?);
        figures.push(gates::race_and_pointers(&tree)?);
    }
    if wanted.any(&[Suite::ConcurrentCalls, Suite::CloseRaces]) {
        figures.extend(gates::concurrent_calls(&tree, args.short)?);
    }
    figures.extend(suites::figures(&tree, &wanted, args.short)?);
    if wanted.has(Suite::Soak) {
        figures.push(soak(&tree, if args.short { 300_000 } else { 10_000_000 })?);
    }
    if wanted.has(Suite::Mismatch) {
        figures.push(mismatch::run(&tree, args.short)?);
    }
    if wanted.has(Suite::Panics) {
        figures.push(mismatch::panic_abort(&tree)?);
    }
    if wanted.has(Suite::Random) {
        figures.extend(fuzz::run(repository, &tree, args.short)?);
    }
    // A package may have figures of several suites.
    figures.retain(|figure| wanted.has(figure.suite));
    figures.sort_by_key(|figure| figure.suite);

    for figure in &figures {
        eprintln!("{figure}");
    }
    if let Some(path) = &args.json {
        let listed: Vec<_> = figures.iter().map(Listed::new).collect();
        let text = serde_json::to_string_pretty(&listed)?;
        fs::write(path, text + "\n").with_context(|| format!("write {}", path.display()))?;
    }
    let unexpected: u64 = figures.iter().map(|figure| figure.unexpected).sum();
    let missed = figures.iter().filter(|figure| figure.canary == Canary::Missed).count();
    if unexpected > 0 || missed > 0 {
        bail!("{unexpected} unexpected answer(s), {missed} canary(s) not caught: see the lines above");
    }
    Ok(())
}
