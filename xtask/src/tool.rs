//! Commands and what they said.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

/// How a command ended.
pub(crate) struct Outcome {
    /// Whether its exit status was 0.
    pub(crate) ok: bool,
    /// Standard output and standard error, in this order.
    pub(crate) text: String,
}

/// Runs a command to its end, whatever that is.
pub(crate) fn run(command: &mut Command) -> Result<Outcome> {
    let output = command.output().with_context(|| format!("run {}", line(command)))?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok(Outcome { ok: output.status.success(), text })
}

/// Runs a command that must end well.
pub(crate) fn must(command: &mut Command) -> Result<String> {
    let outcome = run(command)?;
    if !outcome.ok {
        bail!("{} failed:\n{}", line(command), outcome.text);
    }
    Ok(outcome.text)
}

/// Says what runs now and runs it, with what it says where this says it; it must end well.
pub(crate) fn step(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| format!("run {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Builds the `spandrel` command of this tree; where it lies.
pub(crate) fn spandrel(repository: &Path) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    must(cargo.args(["build", "--quiet", "--package", "spandrel-cli"]).current_dir(repository))?;
    // Cargo puts both programs into one folder.
    Ok(std::env::current_exe().context("find this program")?.with_file_name("spandrel"))
}

/// Says what runs now: some of it takes minutes.
pub(crate) fn announce(command: &Command) {
    let folder = command.get_current_dir().map(|folder| folder.display().to_string()).unwrap_or_default();
    eprintln!("running {} in {folder}", line(command));
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The last lines of a text, for a message.
pub(crate) fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(25)..].join("\n")
}
