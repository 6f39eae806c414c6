//! Projects whose Go program is built without cgo.

use crate::support::Sandbox;

#[test]
fn issue_a_new_project_without_cgo_runs_and_is_tested() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "tallies", "--link", "dynamic"]).succeeds();
    let words = ["--", "The cat, the dog"];
    let counted = "  2 the\n  1 cat\n  1 dog\n";
    let run = sandbox.spandrel("tallies", &[&["run"][..], &words].concat()).succeeds();
    assert_eq!(run.stdout, counted);
    let test = sandbox.spandrel("tallies", &["test", "--", "-v"]).succeeds();
    assert!(test.stdout.contains("--- PASS: Example"), "{}", test.stdout);
    sandbox.spandrel("tallies", &["doctor"]).succeeds();
    sandbox.spandrel("tallies", &["build", "-o", "without"]).succeeds();
    let built = sandbox.go("tallies", &["version", "-m", "without"]).succeeds();
    assert!(built.stdout.contains("CGO_ENABLED=0"), "{}", built.stdout);

    // The same project with cgo.
    let linked = sandbox.spandrel("tallies", &[&["run", "--link", "static"][..], &words].concat()).succeeds();
    assert_eq!(linked.stdout, counted);
    sandbox.spandrel("tallies", &["build", "--link", "static", "-o", "with"]).succeeds();
    let built = sandbox.go("tallies", &["version", "-m", "with"]).succeeds();
    assert!(built.stdout.contains("CGO_ENABLED=1"), "{}", built.stdout);
}

#[test]
fn new_refuses_modes_of_the_other_main() {
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "letters", "--link", "shared"]).fails(1).says(&["shared", "cure: "]);
    let rust = ["new", "letters", "--rust-main", "--link", "dynamic"];
    sandbox.spandrel(".", &rust).fails(1).says(&["dynamic", "cure: "]);
    assert!(!sandbox.path().join("letters").exists());
}
