//! The measured table of docs/modes.md, which comes from the committed results of suite `modes`.

use std::collections::HashMap;

use super::Page;
use crate::project;

/// What the table calls a way, and its group and name in the results.
const ROWS: [(&str, &str, &str); 12] = [
    ("static", "call", "embedded"),
    ("dynamic", "call", "dynamic"),
    ("worker", "call", "worker"),
    ("Unix socket", "call", "unix"),
    ("HTTP, in the encoding", "call", "http_flat"),
    ("HTTP, as JSON", "call", "http_json_generated"),
    ("by hand: JSON over HTTP", "call", "http_json"),
    ("by hand: gRPC", "call", "grpc"),
    ("by hand: a process for each call", "call", "process_per_call"),
    ("Rust program: linked core", "rust_call", "rust_linked"),
    ("Rust program: loaded core", "rust_call", "rust_loaded"),
    ("Rust program: core in a worker", "rust_call", "rust_worker"),
];

/// The columns: the end of the group's name, and a column of the results.
const COLUMNS: [(&str, &str, &str); 7] = [
    ("64 bytes, p50", "_64", "p50"),
    ("p99", "_64", "p99"),
    ("processor time", "_64", "processor ns"),
    ("allocations", "_64", "allocations"),
    ("64 KiB, p50", "_64k", "p50"),
    ("an item of a stream", "stream_item", "ns"),
    ("64 at once, each", "in_flight_64", "ns"),
];

const START: &str = "<!-- figures of modes: ";
const END: &str = "<!-- end of figures of modes -->";

/// What stands there before anything is measured.
const NONE: &str = "Not measured yet: `make bench SUITE=modes`.\n";

/// What the page says between the marks, and what the results that the first mark names say.
///
/// # Panics
///
/// When the page has no marks, or the results are not a table of suite `modes`.
pub fn compare(page: &Page) -> (String, String) {
    let rest = page.text.split_once(START).map(|parts| parts.1);
    let (processor, rest) =
        rest.and_then(|rest| rest.split_once(" -->\n")).expect("the page has a first mark");
    let told = rest.split_once(END).expect("the page has a last mark").0;
    let results = project().join("bench/results").join(processor).join("modes.md");
    let expected = std::fs::read_to_string(results).map_or_else(|_| NONE.to_owned(), |text| table(&text));
    (told.to_owned(), expected)
}

/// Writes what the results say into the page.
///
/// # Panics
///
/// As `compare`, and when the page cannot be written.
pub fn bless(page: &Page) {
    let (told, expected) = compare(page);
    let path = project().join(&page.path);
    std::fs::write(&path, page.text.replace(&told, &expected))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The table that results give.
///
/// # Panics
///
/// When the results have other columns, or lack a way.
pub fn table(results: &str) -> String {
    let machine = results.lines().nth(2).expect("the third line names the machine");
    let found = rows(results);
    let heads = COLUMNS.map(|(head, ..)| head).join(" | ");
    let mut text = format!("{machine}.\n\n| | {heads} |\n|---|{}\n", "---:|".repeat(COLUMNS.len()));
    for (label, calls, way) in ROWS {
        assert!(found.contains_key(&(format!("{calls}_64"), way.to_owned())), "the results have no {way}");
        text.push_str(&format!("| {label} |"));
        for (_, group, column) in COLUMNS {
            let group = if group.starts_with('_') { format!("{calls}{group}") } else { group.to_owned() };
            let cell = found.get(&(group, way.to_owned())).and_then(|row| row.get(column));
            text.push_str(&format!(" {} |", cell.map_or("–".to_owned(), |cell| shown(column, cell))));
        }
        text.push('\n');
    }
    text
}

/// The cells of each row by column, by group and way: the first of a name.
fn rows(results: &str) -> HashMap<(String, String), HashMap<&str, &str>> {
    let mut lines = results.lines().filter(|line| line.starts_with("| ")).map(split);
    let heads = lines.next().expect("the results have a table");
    let mut found = HashMap::new();
    for row in lines {
        let row: HashMap<&str, &str> =
            heads.iter().copied().zip(row).filter(|(_, cell)| !cell.is_empty()).collect();
        let (group, name) = (row.get("group").expect("a group"), row.get("name").expect("a name"));
        found.entry(((*group).to_owned(), (*name).to_owned())).or_insert(row);
    }
    found
}

fn split(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

/// A cell as the page has it: times with three digits that count.
fn shown(column: &str, cell: &str) -> String {
    let number: f64 = cell.replace(',', "").parse().unwrap_or_else(|_| panic!("{cell} is not a number"));
    match number {
        _ if column == "allocations" => format!("{number:.0}"),
        ..1e3 => format!("{number:.0} ns"),
        ..1e5 => format!("{:.1} µs", number / 1e3),
        ..1e6 => format!("{:.0} µs", number / 1e3),
        _ => format!("{:.1} ms", number / 1e6),
    }
}
