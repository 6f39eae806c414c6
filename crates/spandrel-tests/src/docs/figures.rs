//! The measured table of README.md, which comes from the committed results.

use std::path::Path;

use super::Page;
use crate::{project, read};

/// What the table calls a row, and where the results have it: group and way, against the way `cgo`.
const ROWS: [(&str, &str, &str); 5] = [
    ("two numbers in, one out", "scalar", "spandrel"),
    ("the same as a leaf call", "scalar", "spandrel_leaf"),
    ("64 KiB in", "bytes_in_64k", "spandrel"),
    ("a record with seven texts, in and out", "record_roundtrip", "spandrel"),
    ("a 64-byte item of a stream", "stream_64b", "spandrel"),
];

const START: &str = "<!-- figures: ";
const END: &str = "<!-- end of figures -->";

/// What the page says between the marks, and what the results that the first mark names say.
///
/// # Panics
///
/// When the page has no marks, or the results lack a row.
pub fn compare(page: &Page) -> (String, String) {
    let (processor, table) = marked(page);
    (table.to_owned(), expected(&read(&results(processor))))
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

/// The processor that the first mark names, and the text between the marks.
fn marked(page: &Page) -> (&str, &str) {
    let rest = page.text.split_once(START).map(|parts| parts.1);
    let (processor, rest) =
        rest.and_then(|rest| rest.split_once(" -->\n")).expect("the page has a first mark");
    (processor, rest.split_once(END).expect("the page has a last mark").0)
}

fn results(processor: &str) -> std::path::PathBuf {
    project().join(Path::new("bench/results").join(processor).join("calls.md"))
}

/// The table that results give.
fn expected(results: &str) -> String {
    let machine = results.lines().nth(2).expect("the third line names the machine");
    let machine = machine.split(", load ").next().unwrap_or(machine);
    let mut text = format!(
        "{machine}.\n\n| call | hand-written cgo | Spandrel | times as fast |\n|---|---:|---:|---:|\n"
    );
    for (label, group, way) in ROWS {
        let (base, row) = (cells(results, group, "cgo"), cells(results, group, way));
        text.push_str(&format!("| {label} | {} | {} | {} |\n", base[1], row[1], row[2]));
    }
    text
}

/// The cells of a way's row in a group.
fn cells<'a>(results: &'a str, group: &str, way: &str) -> Vec<&'a str> {
    let heading = format!("## {group}");
    let section = results.lines().skip_while(|line| *line != heading).skip(1);
    let mut rows = section.take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with("| "));
    let start = format!("| {way} |");
    let row = rows.find(|row| row.starts_with(&start));
    let row = row.unwrap_or_else(|| panic!("the results have no {way} in {group}"));
    row.trim_matches('|').split('|').map(str::trim).collect()
}
