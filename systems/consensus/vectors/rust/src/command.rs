//! The commands of `coinjecture-vectors`.

use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;

use crate::{Evaluator, Plant, run, serve};
use coinjecture::{KERNEL_VARIABLE, Kernel};

const USAGE: &str = "\
usage: coinjecture-vectors run [--plant odd-node] FILES...
       coinjecture-vectors eval [--plant odd-node] < requests.jsonl
       coinjecture-vectors kernels
       coinjecture-vectors --version

run      runs vector files, prints how many were read, run and passed; status 1 unless the three
         are equal and not 0
eval     answers one JSON request per line
kernels  tests every SHA-256 kernel of this processor and prints one line for each";

fn usage() -> String {
    format!("{USAGE}\n{KERNEL_VARIABLE}={} forces a kernel.", Kernel::ALL.map(Kernel::name).join("|"))
}

/// Does what the arguments of the process say; the whole of the program `coinjecture-vectors`.
pub fn command() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["--version"] {
        return report(writeln!(io::stdout(), "coinjecture-vectors {}", coinjecture::VERSION));
    }
    let mut evaluator = Evaluator::default();
    if let Some(place) = arguments.iter().position(|word| word == "--plant") {
        let name = arguments.get(place + 1).map(String::as_str);
        let Some(plant) = name.and_then(Plant::from_name) else {
            return wrong_usage("--plant takes odd-node");
        };
        evaluator.plant = plant;
        arguments.drain(place..place + 2);
    }
    if let Err(error) = coinjecture::init() {
        return failed(&error.to_string());
    }
    match arguments.split_first() {
        Some((command, files)) if command == "run" && !files.is_empty() => run_files(evaluator, files),
        Some((command, [])) if command == "eval" => {
            let mut input = BufReader::with_capacity(1 << 16, io::stdin());
            let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            report(serve(evaluator, &mut input, &mut output))
        }
        Some((command, [])) if command == "kernels" => report(kernels()),
        Some((command, [])) if command == "--help" => report(writeln!(io::stdout(), "{}", usage())),
        Some((command, _)) => wrong_usage(&format!("cannot do {command:?} with these words")),
        None => wrong_usage("what shall I do?"),
    }
}

fn run_files(evaluator: Evaluator, paths: &[String]) -> ExitCode {
    let mut texts = Vec::new();
    for path in paths {
        match std::fs::read_to_string(path) {
            Ok(text) => texts.push(text),
            Err(error) => return failed(&format!("cannot read {path}: {error}")),
        }
    }
    let files = paths.iter().map(String::as_str);
    let report = run(evaluator, files.zip(texts.iter().map(String::as_str)));
    for failure in &report.failures {
        eprintln!("{}: {}", failure.place, failure.what);
    }
    let (read, ran, passed) = (report.read, report.run, report.passed);
    let summary = writeln!(
        io::stdout(),
        "rust ({}, {}): {read} read, {ran} run, {passed} passed",
        coinjecture::kernels(),
        coinjecture::VERSION
    );
    if summary.is_ok() && report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn kernels() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for kernel in Kernel::ALL {
        match coinjecture::self_test(kernel) {
            Ok(()) => writeln!(out, "{kernel} ok")?,
            Err(error) => writeln!(out, "{kernel} {error}")?,
        }
    }
    Ok(())
}

fn report(result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error.to_string()),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("coinjecture-vectors: {problem}");
    ExitCode::FAILURE
}

fn wrong_usage(problem: &str) -> ExitCode {
    eprintln!("coinjecture-vectors: {problem}\n{}", usage());
    ExitCode::from(2)
}
