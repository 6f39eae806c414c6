//! What docs/getting-started.md says, done to the letter.

use crate::support::{Sandbox, home};

#[test]
fn getting_started_leads_where_it_says() {
    let page = std::fs::read_to_string(home().join("docs/getting-started.md")).unwrap();
    let block = |fence: &str, begins: &str| -> String {
        let opening = format!("```{fence}\n");
        let blocks = page.split(&opening).skip(1).map(|rest| rest.split("```").next());
        let found = blocks.flatten().find(|block| block.starts_with(begins));
        found
            .unwrap_or_else(|| panic!("the page has no {fence} block that begins with {begins:?}"))
            .to_owned()
    };
    let sandbox = Sandbox::new();
    sandbox.spandrel(".", &["new", "search"]).succeeds();
    for file in ["spandrel.toml", "rust/src/lib.rs", "rust/src/tally.rs", "go/cmd/search/main.go"] {
        assert!(sandbox.path().join("search").join(file).is_file(), "{file}");
    }

    sandbox.write("search/rust/src/lib.rs", &block("rust", "mod index;"));
    sandbox.write("search/rust/src/index.rs", &block("rust file=index.rs", "use crate::ffi"));
    sandbox.write("search/go/cmd/search/main.go", &block("go", "package main"));
    for left in block("sh", "rm ").split_whitespace().skip(1) {
        std::fs::remove_file(sandbox.path().join("search").join(left)).unwrap();
    }
    let run = sandbox.spandrel("search", &["run"]).succeeds();
    let shown = block("", "$ spandrel run");
    assert_eq!(run.stdout, shown.split_once('\n').unwrap().1);
    sandbox.spandrel("search", &["test"]).succeeds();

    // The refusal that it shows: the same words, whatever the line.
    let refusal = block("", "error: type");
    let line = refusal.lines().find_map(|line| line.split_once(" | ").map(|(_, code)| code.trim()));
    let accepted = "fn lines(self: &Index) -> u64;";
    sandbox.edit(
        "search/rust/src/lib.rs",
        accepted,
        &format!("{accepted}\n        {}", line.filter(|line| !line.is_empty()).unwrap()),
    );
    let said = sandbox.spandrel("search", &["generate"]).fails(1).stderr;
    for line in refusal.lines().filter(|line| line.contains("error: ") || line.contains("hint: ")) {
        assert!(said.contains(line), "no {line:?} in:\n{said}");
    }
}
