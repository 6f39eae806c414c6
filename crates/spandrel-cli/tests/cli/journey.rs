//! From nothing to a tested program: new, doctor, run, test, check, static build.

use crate::support::{Answer, Sandbox};

#[test]
fn a_new_project_runs_tests_and_stays_in_step() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "tallies"]).succeeds();

    // Nothing is built yet: check and doctor say so, and name the cure.
    sandbox.spandrel("tallies", &["check"]).fails(1).prints(&["not built yet", "cure: spandrel build"]);
    let doctor = sandbox.spandrel("tallies", &["doctor", "--json"]).fails(1);
    let diagnosis: serde_json::Value = serde_json::from_str(&doctor.stdout).unwrap();
    let problems: Vec<&str> = diagnosis["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["state"] == "problem")
        .map(|check| check["name"].as_str().unwrap())
        .collect();
    assert_eq!(problems, ["object"], "{}", doctor.stdout);

    let run = sandbox.spandrel("tallies", &["run", "--", "The cat, the dog"]).succeeds();
    assert_eq!(run.stdout, "  2 the\n  1 cat\n  1 dog\n");

    sandbox.spandrel("tallies", &["check"]).succeeds();
    sandbox.spandrel("tallies", &["doctor"]).succeeds();
    let test = sandbox.spandrel("tallies/go", &["test", "--", "-v"]).succeeds();
    assert!(test.stdout.contains("--- PASS: Example"), "{}", test.stdout);
    assert!(test.stdout.contains("2 passed"), "{}", test.stdout);

    // The core agrees with itself, and a core in Go that is wrong does not. Nothing is left in the project.
    let before = std::fs::read_dir(sandbox.path().join("tallies/go")).unwrap().count();
    let same = ["agree", "--a", "embedded", "--b", "embedded", "--cases", "2000", "--json"];
    let found = sandbox.spandrel("tallies", &same).succeeds();
    let result: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(result["divergences"].as_array().unwrap().len(), 0, "{}", found.stdout);
    assert!(result["calls"].as_u64().unwrap() >= 2000, "{}", found.stdout);
    assert_eq!(std::fs::read_dir(sandbox.path().join("tallies/go")).unwrap().count(), before);
    sandbox.write("tallies/go/wrong/wrong.go", WRONG);
    let wrong = [
        "agree",
        "--a",
        "embedded",
        "--b",
        "./go/wrong#New",
        "--cases",
        "2000",
        "--json",
        "--out",
        "found.jsonl",
    ];
    let found = sandbox.spandrel("tallies", &wrong).fails(1);
    let result: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(result["divergences"][0]["function"], "tallies.Words", "{}", found.stdout);
    sandbox.spandrel("tallies", &["vectors", "run", "--a", "embedded", "found.jsonl"]).succeeds();
    sandbox.spandrel("tallies", &["vectors", "run", "--a", "./go/wrong#New", "found.jsonl"]).fails(1);
    sandbox.spandrel("tallies", &["vectors", "lint", "found.jsonl"]).fails(1);
    let absent = sandbox.spandrel("tallies", &["agree", "--a", "./go/absent", "--b", "embedded"]).fails(1);
    absent.says(&["there is no such folder", "cure: "]);
    sandbox
        .spandrel("tallies", &["agree", "--a", "worker", "--b", "embedded"])
        .fails(1)
        .says(&["remote = true"]);
    sandbox.edit("tallies/spandrel.toml", "[go]\n", "[go]\nremote = true\n");
    sandbox.spandrel("tallies", &["build"]).succeeds();
    let worker = ["agree", "--a", "worker", "--b", "embedded", "--cases", "2000", "--json"];
    let found = sandbox.spandrel("tallies", &worker).succeeds();
    let result: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(result["divergences"].as_array().unwrap().len(), 0, "{}", found.stdout);
    assert!(result["calls"].as_u64().unwrap() >= 2000, "{}", found.stdout);

    // A second build changes nothing.
    sandbox.spandrel("tallies", &["build"]).succeeds().says(&["0 changed", "unchanged"]);
    let gofmt =
        Answer::of(std::process::Command::new("gofmt").arg("-l").arg(sandbox.path().join("tallies/go")));
    assert_eq!(gofmt.succeeds().stdout, "");

    // A generated file that was edited by hand is found, and mended.
    sandbox.edit("tallies/go/tallies/tallies.go", "package tallies", "package tallies // mine");
    sandbox.spandrel("tallies", &["check"]).fails(1).prints(&[
        "go/tallies/tallies.go",
        "from line",
        "// mine",
        "cure: spandrel generate",
    ]);
    sandbox.spandrel("tallies", &["generate"]).succeeds().says(&["1 changed"]);
    sandbox.spandrel("tallies", &["check"]).succeeds();

    // Standing elsewhere, the cure names the project.
    sandbox.edit("tallies/rust/src/lib.rs", "limit: u64) -> Tally", "limit: u32) -> Tally");
    sandbox
        .spandrel(".", &["-C", "tallies", "check"])
        .fails(1)
        .prints(&["has another rust Tally::open", "spandrel -C "]);
}

#[test]
fn the_exit_status_of_the_program_is_passed_on() {
    let sandbox = Sandbox::new();
    sandbox.project("answer", LIB, "");
    sandbox.write(
        "answer/go/cmd/main.go",
        "package main\n\nimport (\n\t\"os\"\n\n\t\"example.com/answer/answer\"\n)\n\n\
         func main() { os.Exit(int(answer.Answer())) }\n",
    );
    sandbox.spandrel("answer", &["run", "--quiet"]).fails(42);
    sandbox.spandrel("answer", &["build", "--static", "-o", "out/fixed"]).succeeds();
    let program = std::fs::read(sandbox.path().join("answer/out/fixed")).unwrap();
    assert!(
        !program.windows(10).any(|window| window == b"/ld-linux-"),
        "the static program asks for a dynamic loader"
    );
    let status = std::process::Command::new(sandbox.path().join("answer/out/fixed")).status().unwrap();
    assert_eq!(status.code(), Some(42));
}

/// A core that does not lower the case of words.
const WRONG: &str = r#"package wrong

import (
	"strings"

	"example.com/tallies/tallies"
	"example.com/tallies/tallies/contract"
)

type core struct{ contract.Core }

func New() contract.Core { return core{tallies.Embedded()} }

func (c core) Words(line string) ([]string, error) {
	words, err := c.Core.Words(line)
	if err == nil && len(words) > 0 && strings.Contains(line, "A") {
		words[0] = "A"
	}
	return words, err
}
"#;

const LIB: &str = r#"
#[spandrel::bridge(package = "answer")]
mod ffi {
    extern "Rust" {
        fn answer() -> u32;
    }
}

fn answer() -> u32 {
    42
}
"#;
