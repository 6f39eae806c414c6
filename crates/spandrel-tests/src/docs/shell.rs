//! Commands that the pages name: of `spandrel`, of `make`, of `cargo xtask`.

use clap::{
    CommandFactory, Parser,
    error::ErrorKind::{DisplayHelp, DisplayVersion, MissingRequiredArgument},
};
use spandrel_cli::args::Args;

use super::Page;
use crate::{project, read};

/// The commands of the pages that do not exist, with their places.
pub fn unknown(pages: &[Page]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        let known = Known::beside(page);
        for Mention { line, text, to_be_typed } in mentions(page) {
            for command in text.split(['|', ';', '(', ')']).flat_map(|part| part.split("&&")) {
                if let Some(why) = known.refuses(command, to_be_typed) {
                    found.push(format!("{}: `{}`: {why}", page.place(line), command.trim()));
                }
            }
        }
    }
    found
}

/// Commands in a page.
struct Mention<'a> {
    line: usize,
    text: &'a str,
    /// Whether it stands in a shell block, and so must be whole.
    to_be_typed: bool,
}

/// What can be called.
struct Known {
    targets: Vec<String>,
    tasks: Vec<String>,
}

impl Known {
    /// The targets of the Makefile that is nearest to a page, and the tasks of the repository.
    fn beside(page: &Page) -> Known {
        let place = project().join(&page.path);
        let mut makefiles = place.ancestors().skip(1).map(|folder| folder.join("Makefile"));
        let makefile = makefiles.find(|path| path.is_file()).map(|path| read(&path)).unwrap_or_default();
        let rules = makefile.lines().filter_map(|line| line.split_once(':').map(|(target, _)| target));
        let targets = rules.filter(|target| plain(target)).map(str::to_owned).collect();
        let tasks = read(&project().join("xtask/src/main.rs"));
        let tasks = tasks.lines().filter_map(|line| line.trim().strip_suffix("::Args),"));
        let tasks = tasks.filter_map(|line| line.split_once('(').map(|(_, task)| task.to_owned())).collect();
        Known { targets, tasks }
    }

    /// Why a command cannot be called; nothing if it can, or is none of those that are looked up.
    fn refuses(&self, command: &str, to_be_typed: bool) -> Option<String> {
        let command = command.split(" #").next().unwrap_or_default();
        // What stands in quotes is the value of a variable or an argument of the program.
        let unquoted: String = command.split('"').step_by(2).collect();
        let words: Vec<&str> = unquoted.split_whitespace().skip_while(|word| word.contains('=')).collect();
        let (program, arguments) = words.split_first()?;
        match program.rsplit('/').next()? {
            "make" if !arguments.contains(&"-C") => self.make(arguments),
            "spandrel" => spandrel(arguments, to_be_typed),
            "cargo" if arguments.first() == Some(&"xtask") => {
                let task = arguments.get(1).filter(|task| **task != "TASK")?;
                (!self.tasks.iter().any(|known| known == task)).then(|| format!("there is no task {task}"))
            }
            _ => None,
        }
    }

    fn make(&self, arguments: &[&str]) -> Option<String> {
        let mut targets = arguments.iter().filter(|word| !word.contains('=') && !word.starts_with('-'));
        let unknown = targets.find(|target| !self.targets.iter().any(|known| known == *target))?;
        Some(format!("the Makefile has no target {unknown}"))
    }
}

/// Why `spandrel` would not take these arguments.
fn spandrel(arguments: &[&str], to_be_typed: bool) -> Option<String> {
    match arguments {
        // A placeholder, or the name by itself.
        [] | ["COMMAND" | "…", ..] => return None,
        ["help", names @ ..] => {
            let known = |name: &str| name == "COMMAND" || Args::command().find_subcommand(name).is_some();
            return names.iter().find(|name| !known(name)).map(|name| format!("there is no command {name}"));
        }
        _ => {}
    }
    match Args::try_parse_from(["spandrel"].into_iter().chain(arguments.iter().copied())) {
        Ok(_) => None,
        Err(error) if matches!(error.kind(), DisplayHelp | DisplayVersion) => None,
        Err(error) if error.kind() == MissingRequiredArgument && !to_be_typed => None,
        Err(error) => Some(error.to_string().lines().next().unwrap_or_default().to_owned()),
    }
}

/// Where a page has commands: lines of its shell blocks, and code in its prose.
fn mentions(page: &Page) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    for block in &page.blocks {
        let prompted = match block.language.as_str() {
            "sh" => false,
            "" | "console" => true,
            _ => continue,
        };
        for (index, line) in block.text.lines().enumerate() {
            let command = if prompted { line.strip_prefix("$ ") } else { Some(line) };
            let line = block.line + index;
            found.extend(command.map(|text| Mention { line, text, to_be_typed: true }));
        }
    }
    for (line, text) in page.prose() {
        let code = text.split('`').skip(1).step_by(2).filter(|code| code.contains(' '));
        found.extend(code.map(|text| Mention { line, text, to_be_typed: false }));
    }
    found
}

/// Whether a rule's target can be named on the command line.
fn plain(target: &str) -> bool {
    !target.is_empty()
        && target.chars().all(|character| character.is_ascii_alphanumeric() || "-/".contains(character))
}
