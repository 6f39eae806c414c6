//! The long run by itself.

use std::path::Path;

use anyhow::{Result, bail};

use crate::faults::{self, Canary, Tree};

/// Options of `soak`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many calls to make.
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    calls: u64,
}

/// Runs the task.
pub(crate) fn run(repository: &Path, args: &Args) -> Result<()> {
    let tree = Tree::copy(repository)?;
    tree.build("tests/go_main/go_calls_rust")?;
    let figure = faults::soak(&tree, args.calls)?;
    eprintln!("{figure}");
    if figure.unexpected > 0 || figure.canary == Canary::Missed {
        bail!("the long run failed: see the lines above");
    }
    Ok(())
}
