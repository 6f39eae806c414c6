//! The documentation is true as far as a machine can tell: its code compiles, its commands and links exist.

use std::path::{Path, PathBuf};

use spandrel_tests::docs::{
    Page, figures, go, links, manifests, manual, mode_figures, pages, reference, rust, shell,
};

/// A folder of this test that is there the next time, so that only what has changed is compiled.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The Cargo target folder of this workspace: the dependencies in it are compiled already.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("..")
}

const NOTHING: [String; 0] = [];

#[test]
fn rust_blocks_compile() {
    if let Some(said) = rust::check(&manual(), &folder("docs_rust"), &target()) {
        panic!("Rust in the documentation does not compile:\n{said}");
    }
}

#[test]
fn go_blocks_are_vetted() {
    let folder = folder("docs_go");
    // A block that was moved leaves its file behind.
    std::fs::remove_dir_all(&folder).ok();
    let wrong = go::check(&manual(), &folder);
    assert!(wrong.is_empty(), "Go in the documentation does not compile:\n{}", wrong.join("\n"));
}

#[test]
fn commands_exist() {
    assert_eq!(shell::unknown(&pages()), NOTHING);
}

#[test]
fn project_files_and_features_exist() {
    assert_eq!(manifests::wrong(&manual()), NOTHING);
}

#[test]
fn links_lead_somewhere() {
    assert_eq!(links::broken(&pages()), NOTHING);
}

#[test]
fn every_block_is_of_a_known_kind() {
    let unknown: Vec<String> = manual().iter().flat_map(Page::unknown_fences).collect();
    assert_eq!(unknown, NOTHING);
}

fn page(name: &str) -> Page {
    Page::read(&spandrel_tests::project().join("docs").join(name))
}

#[test]
fn issue_every_key_of_the_project_file_is_on_its_page() {
    assert_eq!(reference::keys(&page("project-file.md")), NOTHING);
}

#[test]
fn issue_messages_of_the_troubleshooting_page_exist() {
    assert_eq!(reference::messages(&page("troubleshooting.md")), NOTHING);
}

#[test]
fn issue_pages_have_the_batch_limit_of_the_abi() {
    let limit = spandrel_abi::limit::BATCH_ITEMS;
    for (name, says) in [
        ("async-and-streams.md", format!("up to {limit} items")),
        ("performance.md", format!("a call returns up to {limit} ")),
    ] {
        assert!(page(name).text.contains(&says), "docs/{name} does not say `{says}`");
    }
}

#[test]
fn issue_figures_of_the_readme_are_those_of_the_results() {
    let readme = Page::read(&spandrel_tests::project().join("README.md"));
    if std::env::var_os("SPANDREL_BLESS").is_some() {
        figures::bless(&readme);
        return;
    }
    let (told, expected) = figures::compare(&readme);
    assert_eq!(told, expected, "README.md and bench/results differ: SPANDREL_BLESS=1 writes the table anew");
}

#[test]
fn canary_a_wrong_figure_is_found() {
    let readme = Page::read(&spandrel_tests::project().join("README.md"));
    let (told, _) = figures::compare(&readme);
    let figure =
        told.lines().last().and_then(|row| row.split('|').nth(2)).expect("the last row has a figure");
    let wrong = Page::new(Path::new("README.md"), &readme.text.replace(figure, " 0.1 ns "));
    let (told, expected) = figures::compare(&wrong);
    assert_ne!(told, expected);
}

#[test]
fn figures_of_the_modes_are_those_of_the_results() {
    let modes = page("modes.md");
    if std::env::var_os("SPANDREL_BLESS").is_some() {
        mode_figures::bless(&modes);
        return;
    }
    let (told, expected) = mode_figures::compare(&modes);
    assert_eq!(
        told, expected,
        "docs/modes.md and bench/results differ: SPANDREL_BLESS=1 writes the table anew"
    );
    // The canary: another text is seen.
    let wrong = Page::new(Path::new("docs/modes.md"), &modes.text.replace(&told, "64 bytes in 1 ns\n"));
    let (told, expected) = mode_figures::compare(&wrong);
    assert_ne!(told, expected);
}

#[test]
fn figures_of_the_modes_have_each_way_and_no_other_row() {
    let mut results =
        "# Suite modes\n\ncpu X\n\n| group | name | base | ns | p50 | allocations |\n|---|---|\n".to_owned();
    for way in
        ["http_json", "grpc", "embedded", "dynamic", "worker", "unix", "http_flat", "http_json_generated"]
    {
        results.push_str(&format!("| call_64 | {way} | http_json | 9 | 1,234 | 1.0 |\n"));
    }
    results.push_str("| call_64 | process_per_call | http_json | 9 | 4,567,890 | 59.3 |\n");
    results.push_str("| in_flight_64 | unix | http_json | 250,000.4 | 1 | 1 |\n");
    for way in ["rust_linked", "rust_worker", "rust_loaded"] {
        results.push_str(&format!("| rust_call_64 | {way} | rust_worker | 9 | 78 |  |\n"));
    }
    results.push_str("| rust_call_64 | rust_worker | rust_worker | 9 | 99 |  |\n");
    let table = mode_figures::table(&results);
    for row in [
        "| Unix socket | 1.2 µs | – | – | 1 | – | – | 250 µs |",
        "| by hand: a process for each call | 4.6 ms | – | – | 59 | – | – | – |",
        "| Rust program: core in a worker | 78 ns | – | – | – | – | – | – |",
    ] {
        assert!(table.contains(row), "{row} is not in\n{table}");
    }
    let without = results.replace("dynamic", "other");
    assert!(
        std::panic::catch_unwind(|| mode_figures::table(&without)).is_err(),
        "a way that is missing is not seen"
    );
}

#[test]
fn canary_wrong_keys_and_messages_are_found() {
    let text = "## `[rust]`\n| `manifest` | path |\n| `colour` | text |\n### `object is closed`\n### `object is boiled … again`\n";
    let page = Page::new(Path::new("docs/canary.md"), text);
    let keys = reference::keys(&page);
    assert!(keys.contains(&"[rust] colour is not a key".to_owned()), "{keys:?}");
    assert!(keys.contains(&"[rust] profile is not on the page".to_owned()), "{keys:?}");
    assert!(keys.contains(&"[go] out is not on the page".to_owned()), "{keys:?}");
    assert!(!keys.iter().any(|key| key.contains("manifest")), "{keys:?}");
    assert_eq!(
        reference::messages(&page),
        ["docs/canary.md:5: object is boiled … again: \"object is boiled \""]
    );
}

/// A page with a mistake of each kind.
fn canary() -> [Page; 1] {
    [Page::new(Path::new("docs/canary.md"), include_str!("docs_canary.txt"))]
}

/// The line of the canary that has this comment, as `docs/canary.md:LINE`.
fn marked(comment: &str) -> String {
    let text = include_str!("docs_canary.txt");
    let line = text.lines().position(|line| line.contains(comment)).expect("the comment is there");
    format!("docs/canary.md:{}", line + 1)
}

#[test]
fn canary_wrong_rust_is_found_where_it_stands() {
    let said = rust::check(&canary(), &folder("docs_canary_rust"), &target()).expect("wrong Rust compiles");
    assert!(said.contains(&marked("// a number is not a text")), "{said}");
    assert!(said.contains(&marked("// there is no such item")), "{said}");
    assert_eq!(said.matches("--> ").count(), 2, "{said}");
}

#[test]
fn canary_wrong_go_is_found_where_it_stands() {
    let folder = folder("docs_canary_go");
    std::fs::remove_dir_all(&folder).ok();
    let wrong = go::check(&canary(), &folder).join("\n");
    assert!(wrong.contains(&marked("// there is no such function")), "{wrong}");
    assert!(wrong.contains(&marked("// there is no such result")), "{wrong}");
    assert!(wrong.contains(&marked("// there is no such method")), "{wrong}");
}

#[test]
fn canary_wrong_commands_links_and_manifests_are_found() {
    let places = |found: Vec<String>| -> Vec<String> {
        found.iter().map(|text| text.splitn(3, ':').take(2).collect::<Vec<_>>().join(":")).collect()
    };
    let unknown = shell::unknown(&canary());
    assert_eq!(
        places(unknown),
        ["# no such target", "# no such option", "# no such task", "`spandrel launch`"].map(marked)
    );
    let all: Vec<Page> = pages().into_iter().chain(canary()).collect();
    let broken = links::broken(&all);
    assert_eq!(places(broken), ["(nowhere.md)", "(types.md#nothing)"].map(marked));
    let wrong = manifests::wrong(&canary());
    assert_eq!(places(wrong), ["[rust]", "spandrel-host = "].map(marked));
    let unknown: Vec<String> = canary().iter().flat_map(Page::unknown_fences).collect();
    assert_eq!(places(unknown), [marked("```rust,ignore")]);
}
