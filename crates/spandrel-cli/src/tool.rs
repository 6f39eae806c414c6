//! Runs other programs, with errors that show what was run and what it said.

use std::{
    io,
    path::Path,
    process::{Command, ExitStatus, Output, Stdio},
};

use crate::{
    Error, Result,
    explain::{Known, explain},
    progress::Progress,
};

/// How to get Go.
pub const CURE_GO: &str = "install Go 1.24 or newer: https://go.dev/dl/";
/// How to get Rust.
pub const CURE_CARGO: &str = "install Rust: https://rustup.rs";
/// How to get GNU binutils.
pub const CURE_BINUTILS: &str = "install GNU binutils, on Debian and Ubuntu `apt install binutils`";
/// How to get a C compiler.
pub const CURE_CC: &str = "install a C compiler, on Debian and Ubuntu `apt install gcc libc6-dev`";

/// What is built for.
pub const CURE_TARGET: &str = "linux/amd64 is supported: build there, and unset GOOS and GOARCH";

/// Runs a program and returns what it wrote; a failure carries its error output.
pub fn capture(command: &mut Command, cure: &'static str, progress: Progress) -> Result<Output> {
    progress.detail(&line(command));
    let output = command.stdin(Stdio::null()).output().map_err(|source| missing(command, source, cure))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim_end();
    let output_text = if said.is_empty() { String::new() } else { format!(":\n{said}") };
    Err(failed(command, output.status, output_text))
}

/// Runs a program whose output goes where ours goes.
pub fn run(command: &mut Command, cure: &'static str, progress: Progress) -> Result<()> {
    progress.detail(&line(command));
    let status = command.status().map_err(|source| missing(command, source, cure))?;
    if status.success() {
        return Ok(());
    }
    Err(failed(command, status, String::new()))
}

/// A program that failed. Cargo and Go do without a C compiler until they link, and then name what they looked for, not how
/// to get it.
pub fn failed(command: &Command, status: ExitStatus, output: String) -> Error {
    let compiler = match command.get_program().to_str() {
        Some("cargo") => Some("cc".to_owned()),
        Some("go") => Some(std::env::var("CC").unwrap_or_else(|_| "gcc".to_owned())),
        _ => None,
    };
    let lacks = |compiler: &String| !is_there(compiler.split_whitespace().next().unwrap_or("cc"));
    let elsewhere =
        |(name, ours): (&str, &str)| std::env::var(name).is_ok_and(|set| !set.is_empty() && set != ours);
    let known = match compiler {
        Some(compiler) if lacks(&compiler) => Some(Known { cause: "there is no C compiler", cure: CURE_CC }),
        Some(_) if [("GOOS", "linux"), ("GOARCH", "amd64")].into_iter().any(elsewhere) => {
            Some(Known { cause: "Go builds for another platform than linux/amd64", cure: CURE_TARGET })
        }
        _ => explain(&output),
    };
    Error::Failed { command: brief(command), status: status.to_string().replace(": ", " "), output, known }
}

/// The program, with its subcommand where it is one that people type. The whole line may have thousands of characters; `--verbose`
/// shows it when the program starts.
fn brief(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    match command.get_args().next().and_then(|word| word.to_str()) {
        Some(word) if ["cargo", "go"].contains(&&*program) && word != "rustc" => format!("{program} {word}"),
        _ => program.into_owned(),
    }
}

/// Whether a program is installed.
pub fn is_there(program: &str) -> bool {
    let run = Command::new(program).arg("--version").stdin(Stdio::null()).output();
    !run.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// A program that could not be started.
pub fn missing(command: &Command, source: io::Error, cure: &'static str) -> Error {
    Error::Missing { program: command.get_program().to_string_lossy().into_owned(), source, cure }
}

/// The command line as one could type it.
pub fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| quote(&word.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word as a shell reads it.
pub fn quote(word: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_./=+:,@%".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// A number of things, in the singular where there is one.
pub fn counted(count: usize, thing: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{end}")
}

/// A path as a shell reads it. Every path in a command line that is proposed goes through here.
pub fn quote_path(path: &Path) -> String {
    quote(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quote("-lgcc"), "-lgcc");
        assert_eq!(quote("a b"), "'a b'");
        assert_eq!(quote("it's"), "'it'\\''s'");
        assert_eq!(quote(""), "''");
    }
}
