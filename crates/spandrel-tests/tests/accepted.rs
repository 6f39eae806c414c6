//! What the checker accepts compiles: rustc takes the macro's code, gofmt and `go vet` take the generated Go.
//!
//! `SPANDREL_BRIDGES=1000` asks for more bridges than the usual number, `SPANDREL_SEED=5000` for others. The counts are
//! those of `cargo xtask faults --suite random`.

use std::path::{Path, PathBuf};

use spandrel_tests::{
    accepted::{self, Case, Failure, Lab},
    figure,
};

/// A folder of this test and seed: a longer search may run beside the usual one.
fn folder(seed: u64) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("accepted_{seed}"))
}

/// The Cargo target folder of this workspace: the dependencies in it are compiled already.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("..")
}

fn asked(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Half of the bridges made of a seed, half goldens that were changed.
fn cases(seed: u64) -> Vec<Case> {
    let count = asked("SPANDREL_BRIDGES", 20);
    let mut cases = accepted::generated(seed, (count / 2) as usize);
    // A change may also hit the name of the attribute, whose crate rustc then does not find.
    let mutated = accepted::mutated(seed, (count / 2) as usize).into_iter();
    cases.extend(mutated.filter(|case| case.text.contains("#[spandrel::bridge")));
    cases.extend(accepted::named());
    cases
}

const SMALL: &str = "#[spandrel::bridge(package = \"canary\")]\n\
    pub mod ffi { extern \"Rust\" { fn total(numbers: Vec<String>) -> Option<u64>; } }";

/// A bridge with a seeded bug of the emitter, each for another tool.
fn damage(lab: &Lab, first: usize) -> [(usize, &'static str); 3] {
    lab.expand(first, SMALL, |rust| rust.replace("packed . finish ()", "packed . finished ()"));
    let edit = |case: usize, from: &str, to: &str| {
        let path = lab.file(&format!("go/b{case}/canary/canary.go"));
        let text = spandrel_tests::read(&path);
        assert!(text.contains(from), "{text}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("the file can be written");
    };
    edit(first + 1, "reader := ", "reader  := ");
    edit(first + 2, "return result,", "return &result,");
    [(first, "cargo check"), (first + 1, "gofmt"), (first + 2, "go vet")]
}

fn described(failures: &[Failure], cases: &[Case]) -> String {
    let one = |failure: &Failure| {
        let case = &cases[failure.case];
        format!("==== {} ({})\n{}\n{}\n", case.origin, failure.tool, failure.said, case.text)
    };
    failures.iter().map(one).collect()
}

#[test]
fn what_is_accepted_compiles() {
    let seed = asked("SPANDREL_SEED", 0);
    let mut cases = cases(seed);
    let count = cases.len();
    let canary = Case { origin: "canary".to_owned(), text: SMALL.to_owned() };
    cases.extend([canary.clone(), canary.clone(), canary]);
    let lab = Lab::new(&folder(seed), &target(), &cases);
    let damaged = damage(&lab, count);

    let (failures, canaries): (Vec<Failure>, Vec<Failure>) =
        lab.failures(cases.len()).into_iter().partition(|failure| failure.case < count);
    let is_caught = |(case, tool): &(usize, &str)| {
        canaries.iter().any(|failure| failure.case == *case && failure.tool == *tool)
    };
    let caught = damaged.iter().all(is_caught);
    figure::print("accepted bridges taken by rustc, gofmt and go vet", count, 0, failures.len(), caught);
    assert!(failures.is_empty(), "{} failures of {count}\n{}", failures.len(), described(&failures, &cases));
    assert!(caught, "a damaged emission was not noticed: {canaries:?}");
}

#[test]
fn issue_own_types_may_have_the_names_of_others() {
    for case in accepted::own_names() {
        if let Err(report) = spandrel_emit::plans(&case.text) {
            panic!("{}: {:?}", case.origin, report.sorted());
        }
    }
}

#[test]
fn the_generator_reaches_every_kind_of_item() {
    let texts: String = accepted::generated(0, 400).into_iter().map(|case| case.text).collect();
    let missing: Vec<&str> = [
        "#[leaf] fn",
        "#[constructor] fn",
        "#[constructor] async fn",
        "async fn",
        "#[view] ",
        "self: &mut ",
        "#[error] ",
        "-> impl Stream<Item = Result<",
        "-> Bytes",
        "Secret<str>",
        ": Box<dyn Fn(",
        ": &dyn Fn(",
        "-> Result<()>",
        "r#type",
        "HashMap<",
        "BTreeSet<",
        "Option<",
        "u128",
        "source: ",
        "#[adopt(super::",
        "SystemTime",
        "extern \"Go\" {\n}",
    ]
    .into_iter()
    .filter(|piece| !texts.contains(piece))
    .collect();
    assert!(missing.is_empty(), "no bridge of 400 has {missing:?}");
}
