//! The gates: each first catches its canaries, then passes the suites.

use std::process::Command;

use anyhow::{Context, Result};

use super::{
    result::{Canary, Figure, Suite},
    suites,
    tree::Tree,
};
use crate::tool;

const TRIPLE: &str = "x86_64-unknown-linux-gnu";

/// A program with a seeded bug, and what the gate says when it stops it.
struct Seeded {
    program: &'static str,
    says: &'static str,
}

const fn seeded(program: &'static str, says: &'static str) -> Seeded {
    Seeded { program, says }
}

const ADDRESS: [Seeded; 6] = [
    seeded("readpast", "AddressSanitizer: use-after-poison"),
    seeded("useafterfree", "AddressSanitizer: heap-use-after-free"),
    seeded("doublefree", "AddressSanitizer: attempting double-free"),
    seeded("leak", "LeakSanitizer: detected memory leaks"),
    seeded("freedbuffer", "AddressSanitizer: heap-use-after-free"),
    seeded("keptpointer", "AddressSanitizer: use-after-poison"),
];

/// AddressSanitizer with its leak check, over both languages.
pub(crate) fn address_sanitizer(tree: &Tree) -> Result<Figure> {
    let mut gate = Figure::new(Suite::Gates, "gate: AddressSanitizer and leak check over both languages");
    let mut cargo = tree.command("cargo", "tests/canary/rust");
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
    tool::must(cargo.args(["build", "--quiet", "--release", "--target", TRIPLE]))?;
    let archive = format!("{}/{TRIPLE}/release/libcanary.a", tree.cargo_target().display());
    catch(tree, &mut gate, &archive, &["-asan"], &[], &ADDRESS)?;
    // One archive a program: two archives of Rust in one program are what the one-object form is for.
    for (project, folder, packages) in [
        ("tests/go_main/go_calls_rust", "tests/go_main/go_calls_rust/go", vec!["./..."]),
        ("tests/go_main/rust_calls_go", "tests/go_main/rust_calls_go/go", vec!["./e2e"]),
        ("tests/go_main/go_calls_rust", "tests/faults/go", vec!["./values", "./leaks", "./concurrent_calls"]),
        ("tests/faults", "tests/faults/go", vec!["./panics"]),
        ("tests/faults/rust_calls_go", "tests/faults/go", vec!["./rust_calls_go", "./foreign_threads"]),
    ] {
        let mut go = sanitized(tree, project, folder)?;
        clean(&mut gate, go.arg("-short").args(packages))?;
    }
    Ok(gate)
}

/// What is done when nobody waits any more, under AddressSanitizer.
pub(crate) fn abandoned(tree: &Tree, short: bool) -> Result<Vec<Figure>> {
    let mut late = sanitized(tree, "tests/go_main/go_calls_rust", "tests/faults/go")?;
    if short {
        late.arg("-short");
    }
    suites::counted(late.arg("./abandoned"), suites::announced(tree, &["./abandoned"])?.len())
}

/// `go test` with the sanitized archive of a project.
fn sanitized(tree: &Tree, project: &str, folder: &str) -> Result<Command> {
    let arguments = ["build", "--sanitizer", "address", "--quiet"];
    let link = link_flags(&tool::must(tree.spandrel(project).args(arguments))?)?;
    let mut go = tree.command("go", folder);
    go.env("CGO_LDFLAGS", link).args(["test", "-asan", "-count=1", "-v", "-p=1", "-timeout=60m"]);
    Ok(go)
}

/// The checks of cgo and of pointer arithmetic, and a garbage collector that runs all the time and overwrites what it frees.
pub(crate) fn pointer_checks(tree: &Tree) -> Result<Vec<Figure>> {
    let archive = plain_archive(tree)?;
    let mut cgo = Figure::new(Suite::Gates, "gate: cgo pointer check with a restless garbage collector");
    let says = "argument of cgo function has Go pointer to unpinned Go pointer";
    catch(tree, &mut cgo, &archive, &[], &[], &[seeded("unpinned", says)])?;
    for folder in ["tests/go_main/go_calls_rust/go", "tests/go_main/rust_calls_go/go"] {
        let mut go = tree.command("go", folder);
        go.env("GOGC", "1").env("GODEBUG", "clobberfree=1,gccheckmark=1");
        clean(&mut cgo, go.args(["test", "-count=1", "-short", "-v", "./..."]))?;
    }

    let mut pointers = Figure::new(Suite::Gates, "gate: checkptr");
    let flags = "-gcflags=all=-d=checkptr";
    let says = "checkptr: pointer arithmetic result points to invalid allocation";
    catch(tree, &mut pointers, &archive, &[flags], &[], &[seeded("pointer", says)])?;
    let mut go = tree.command("go", "tests/go_main/go_calls_rust/go");
    clean(&mut pointers, go.args(["test", "-count=1", "-short", "-v", flags, "./..."]))?;
    Ok(vec![cgo, pointers])
}

/// What the race detector has beside it.
const STRICT: (&str, &str) = ("GOEXPERIMENT", "cgocheck2");

/// The race detector together with cgocheck2, over the suites.
pub(crate) fn race_and_pointers(tree: &Tree) -> Result<Figure> {
    let mut gate = Figure::new(Suite::Gates, "gate: -race and cgocheck2");
    let archive = plain_archive(tree)?;
    catch(tree, &mut gate, &archive, &["-race"], &[], &[seeded("race", "WARNING: DATA RACE")])?;
    let says = "unpinned Go pointer stored into non-Go memory";
    catch(tree, &mut gate, &archive, &["-race"], &[STRICT], &[seeded("storedpointer", says)])?;
    let mut go = tree.command("go", "tests/go_main/go_calls_rust/go");
    clean(&mut gate, go.envs([STRICT]).args(["test", "-race", "-count=1", "-v", "./..."]))?;
    let mut go = tree.command("go", "tests/faults/go");
    go.envs([STRICT]).args(["test", "-race", "-count=1", "-v", "-short", "-p=1"]);
    clean(&mut gate, go.args(["./values", "./panics", "./rust_calls_go", "./abandoned"]))?;
    Ok(gate)
}

/// Many goroutines and threads calling at once, under the race detector and cgocheck2.
pub(crate) fn concurrent_calls(tree: &Tree, short: bool) -> Result<Vec<Figure>> {
    let mut go = tree.command("go", "tests/faults/go");
    go.envs([STRICT]).args(["test", "-race", "-count=1", "-v", "-timeout=120m"]);
    if short {
        go.arg("-short");
    }
    let packages = ["./concurrent_calls", "./foreign_threads"];
    suites::counted(go.args(packages), suites::announced(tree, &packages)?.len())
}

/// Builds each program under the gate and counts whether it is stopped with the gate's own message.
fn catch(
    tree: &Tree,
    gate: &mut Figure,
    archive: &str,
    flags: &[&str],
    environment: &[(&str, &str)],
    programs: &[Seeded],
) -> Result<()> {
    let mut caught = true;
    for Seeded { program, says } in programs {
        let binary = tree.root.join("tests/canary/go").join(program).join(program);
        let mut go = tree.command("go", "tests/canary/go");
        // The libraries that Rust's standard library needs of a C toolchain.
        go.env("CGO_LDFLAGS", format!("{archive} -lgcc_s -lpthread -lm -ldl -lc"));
        go.envs(environment.iter().copied()).arg("build").args(flags).arg("-o").arg(&binary);
        tool::must(go.arg(format!("./{program}")))?;
        let outcome = tool::run(&mut Command::new(&binary))?;
        let noticed = !outcome.ok && outcome.text.contains(says);
        caught &= noticed;
        gate.fault(
            program,
            (!noticed).then(|| format!("not stopped with `{says}`:\n{}", tool::tail(&outcome.text))),
        );
    }
    gate.canary = if caught { Canary::Caught } else { Canary::Missed };
    Ok(())
}

/// Runs tests that must be clean and counts them.
fn clean(gate: &mut Figure, command: &mut Command) -> Result<()> {
    tool::announce(command);
    let outcome = tool::run(command)?;
    for line in outcome.text.lines() {
        if let Some(name) = line.trim_start().strip_prefix("--- PASS: ") {
            gate.case(name, None);
        } else if let Some(name) = line.trim_start().strip_prefix("--- FAIL: ") {
            gate.case(name, Some("the test fails".to_owned()));
        }
    }
    if !outcome.ok {
        gate.case("suite", Some(suites::failures(&outcome.text)));
    }
    Ok(())
}

fn plain_archive(tree: &Tree) -> Result<String> {
    let mut cargo = tree.command("cargo", "tests/canary/rust");
    tool::must(cargo.args(["build", "--quiet", "--release"]))?;
    Ok(format!("{}/release/libcanary.a", tree.cargo_target().display()))
}

/// The value of `CGO_LDFLAGS` in the line that `spandrel build --sanitizer` prints for a shell.
fn link_flags(printed: &str) -> Result<String> {
    let (_, value) =
        printed.split_once("CGO_LDFLAGS=").context("`spandrel build --sanitizer` printed no CGO_LDFLAGS")?;
    let line = value.lines().next().unwrap_or_default();
    Ok(line.trim_matches(['\'', '"']).to_owned())
}
