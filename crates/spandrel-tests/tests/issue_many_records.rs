//! Records that hold each other twice: what is asked of a record is asked once, not once for each way that leads to it.
//! Of 60 records in a row there are 2^60 ways to the last, so that a test here ends or does not.

use std::fmt::Write;

/// The most records in a row.
const RECORDS: usize = 60;

/// A bridge with records in a row, each with two fields made of the next one, and the last with the given fields.
fn row(field: &dyn Fn(usize) -> String, last: &str) -> String {
    let mut source = String::from("#[spandrel::bridge(package = \"row\")]\nmod ffi {\n");
    for index in 0..RECORDS {
        let next = field(index + 1);
        writeln!(source, "    struct R{index} {{ a: {next}, b: {next} }}").expect("text is written");
    }
    writeln!(source, "    struct R{RECORDS} {{ {last} }}").expect("text is written");
    source.push_str("    extern \"Rust\" {\n        fn turn(first: R0) -> R0;\n");
    source.push_str("        fn all(rows: Vec<R0>) -> Vec<R0>;\n        fn named(row: R0) -> HashMap<String, R0>;\n    }\n");
    source.push_str("    extern \"Go\" {\n        fn back(first: &[R0]) -> Vec<R0>;\n    }\n}\n");
    source
}

/// Both halves of the code of a bridge: the files of Go, and the tokens of Rust.
fn generated(source: &str) -> Result<String, Vec<String>> {
    let refused =
        |report: spandrel_syntax::Report| report.sorted().iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut packages =
        spandrel_emit::generate(source, &|package| format!("example.com/{package}")).map_err(refused)?;
    let package = packages.remove(0);
    let rust = spandrel_emit::rust::emit(&package.plan).to_string();
    Ok(package.files.into_iter().map(|file| file.text).chain([rust]).collect())
}

#[test]
fn issue_records_in_lists_of_each_other() {
    let text = generated(&row(&|next| format!("Vec<R{next}>"), "value: u8")).expect("the bridge is accepted");
    assert!(text.contains("type R60 struct"), "{text}");
    // Nothing in it can be refused, so that the function has no error result; with text it has one.
    assert!(text.contains("func Turn(first R0) R0 {"), "{text}");
    let text =
        generated(&row(&|next| format!("Vec<R{next}>"), "value: String")).expect("the bridge is accepted");
    assert!(text.contains("func Turn(first R0) (R0, error) {"), "{text}");
}

#[test]
fn issue_records_in_options_and_maps_of_each_other() {
    for wrapped in ["Vec<Option<R>>", "HashMap<u32, R>", "Vec<(u8, [R; 2])>"] {
        let field = |next| wrapped.replace('R', &format!("R{next}"));
        generated(&row(&field, "value: u8")).unwrap_or_else(|refused| panic!("{wrapped}: {refused:?}"));
    }
}

#[test]
fn issue_records_without_fields_in_each_other() {
    // In Rust they take no memory; each counts as a byte, as it takes one where it is encoded.
    let refused = generated(&row(&|next| format!("R{next}"), "")).expect_err("2^60 values in place");
    assert!(refused.iter().any(|error| error.contains("bytes in place, more than")), "{refused:?}");
    generated(&row(&|next| format!("Vec<R{next}>"), "")).expect("lists of them are accepted");
}

#[test]
fn issue_records_that_are_refused() {
    // Two fields of the next record in place, to the limit on values in place.
    let refused = generated(&row(&|next| format!("R{next}"), "value: u8")).expect_err("2^60 bytes in place");
    assert!(refused.iter().any(|error| error.contains("bytes in place, more than")), "{refused:?}");
    // A ring.
    for wrapped in ["R", "Vec<R>", "[R; 2]"] {
        let field = |next: usize| wrapped.replace('R', &format!("R{}", next % RECORDS));
        let refused = generated(&row(&field, "value: u8")).expect_err("a record that contains itself");
        let recursive = refused.iter().filter(|error| error.contains("contains itself")).count();
        assert_eq!(recursive, RECORDS, "{wrapped}: {refused:?}");
    }
}
