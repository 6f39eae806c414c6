//! The page of promises names a test or a reason on each line.

use std::{fs, path::Path};

/// The names in backticks in the last column of each row of a page's tables, or that there is none but a reason.
fn rows(page: &str) -> Vec<(String, Vec<String>)> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let last = cells.last().unwrap();
        let names = last.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (line.to_owned(), names)
    })
    .collect()
}

/// All sources with tests below a folder.
fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_source = path.extension().is_some_and(|ending| ending == "go" || ending == "rs");
        if path.is_dir() {
            sources(&path, all);
        } else if is_source {
            *all += &fs::read_to_string(path).unwrap();
        }
    }
}

fn missing(page: &str, sources: &str) -> Vec<String> {
    let mut missing = Vec::new();
    for (row, names) in rows(page) {
        if names.is_empty() && !row.contains("| not tested: ") {
            missing.push(format!("{row} has neither a test nor a reason"));
        }
        let known = |name: &String| {
            [format!("fn {name}("), format!("func {name}(")].iter().any(|text| sources.contains(text))
        };
        missing.extend(
            names.into_iter().filter(|name| !known(name)).map(|name| format!("there is no test {name}")),
        );
    }
    missing
}

#[test]
fn every_promise_has_a_test_or_a_reason() {
    let wallet = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let page = fs::read_to_string(wallet.join("PROMISES.md")).unwrap();
    let (mut tests, host) = (String::new(), Path::new(env!("CARGO_MANIFEST_DIR")));
    sources(&wallet.join("go/internal"), &mut tests);
    sources(&host.join("tests"), &mut tests);
    sources(&host.join("src"), &mut tests);
    assert_eq!(missing(&page, &tests), Vec::<String>::new());
    assert!(rows(&page).len() > 20, "the page has its tables");
    // The canaries.
    let row = "| a | b | `no_such_test` |\n| c | d | e |\n";
    assert_eq!(missing(row, &tests).len(), 2);
}
