//! The `spandrel` command.

#![forbid(unsafe_code)]

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;
use spandrel_cli::{
    Error, Result,
    args::{Args, Command},
    commands::{agree, build, check, clean, doctor, generate, init, keygen, new, run, sign, test, watch},
    progress::{self, Progress},
    project::Project,
    tool,
};

fn main() -> ExitCode {
    match execute(&Args::parse()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            progress::explain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Runs a command, and returns the exit status.
fn execute(args: &Args) -> Result<u8> {
    let progress = Progress::new(args.verbosity());
    let project = || Project::find(&args.directory)?.allowing(&args.allow_outside);
    match &args.command {
        Command::Agree(options) => {
            agree::agree(&project()?, &agree::Spec::agree(options, &args.directory), progress)
        }
        Command::Vectors { command } => {
            agree::agree(&project()?, &agree::Spec::vectors(command, &args.directory), progress)
        }
        _ => succeed(args, progress).map(|()| 0),
    }
}

/// Runs one of the commands that succeed or fail.
fn succeed(args: &Args, progress: Progress) -> Result<()> {
    let project = || Project::find(&args.directory)?.allowing(&args.allow_outside);
    match &args.command {
        Command::Agree(_) | Command::Vectors { .. } => Ok(()),
        Command::New { name, module, rust_main, link } => {
            let main = if *rust_main { new::Main::Rust } else { new::Main::Go };
            let options = new::Options { name: name.clone(), module: module.clone(), main, link: *link };
            new::new(&args.directory, &options, progress).map(|_| ())
        }
        Command::Init { name, module } => {
            let options = init::Options { name: name.clone(), module: module.clone() };
            init::init(&args.directory, &options, progress).map(|_| ())
        }
        Command::Generate => generate::generate(&project()?, progress).map(|_| ()),
        Command::Build(options) => match options.sanitizer {
            Some(sanitizer) => {
                let flags = build::sanitized(&project()?, sanitizer, progress)?;
                print_line(&format!("export CGO_ENABLED=1 CGO_LDFLAGS={}", tool::quote(&flags)));
                Ok(())
            }
            None => {
                let link = options.link;
                let options = build::Options {
                    object_only: options.object_only,
                    fully_static: options.fully_static,
                    output: options.output.clone(),
                    ..build::Options::default()
                };
                build::build(&project()?.linked(link)?, &options, progress).map(|_| ())
            }
        },
        Command::Run { fully_static, link, arguments } => {
            run::run(&project()?.linked(*link)?, *fully_static, arguments, progress)
        }
        Command::Test { link, arguments } => test::test(&project()?.linked(*link)?, arguments, progress),
        Command::Watch { object_only } => {
            let options = build::Options { object_only: *object_only, ..build::Options::default() };
            watch::watch(&project, &options, progress)
        }
        Command::Clean { generated, dry_run } => {
            let options = clean::Options { generated: *generated, dry_run: *dry_run };
            let found = clean::clean(&project()?, options, progress)?;
            if options.dry_run {
                found.iter().for_each(|path| print_line(&format!("would remove  {}", path.display())));
            }
            Ok(())
        }
        Command::Check { json } => {
            let findings = match project().and_then(|project| check::check(&project)) {
                Ok(findings) => findings,
                Err(error) => {
                    if *json {
                        print_line(&to_json(&check::Findings::failed(&error))?);
                    }
                    return Err(error);
                }
            };
            if *json {
                print_line(&to_json(&findings)?);
            } else if !(findings.differences.is_empty() && findings.not_compared.is_empty()) {
                print_line(check::text(&findings).trim_end());
            }
            if !findings.ok {
                return Err(Error::Stale(findings.differences.len()));
            }
            let names: Vec<&str> = findings.packages.iter().map(|looked| looked.package.as_str()).collect();
            progress.note("ok", &format!("{}: {}", names.join(", "), check::agreement(&findings)));
            Ok(())
        }
        Command::Keygen { file } => {
            let key = keygen::keygen(&args.directory.join(file), progress)?;
            print_line(&key.to_string());
            Ok(())
        }
        Command::Sign(options) => {
            let libraries: Vec<PathBuf> =
                options.libraries.iter().map(|library| args.directory.join(library)).collect();
            match (&options.key, &options.version) {
                (Some(key), Some(version)) => {
                    sign::sign(&args.directory.join(key), version, &libraries, progress)
                }
                _ => sign::verify(&options.verify, &libraries, progress),
            }
        }
        Command::Doctor { json } => {
            let diagnosis = doctor::doctor(&args.directory, &args.allow_outside, progress)?;
            print_line(&if *json {
                to_json(&diagnosis)?
            } else {
                doctor::text(&diagnosis).trim_end().to_owned()
            });
            let problems =
                diagnosis.checks.iter().filter(|check| check.state == doctor::State::Problem).count();
            if diagnosis.ok { Ok(()) } else { Err(Error::Unwell(problems)) }
        }
    }
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::File {
        action: "write",
        path: "standard output".into(),
        source: error.into(),
    })
}

#[expect(clippy::print_stdout, reason = "this is a command, and this is its answer")]
fn print_line(text: &str) {
    println!("{text}");
}
