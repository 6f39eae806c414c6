//! Every golden bridge is real: it compiles with the macro, under the lints of this workspace.

#[path = "../../../tests/golden/adopted.rs"]
mod adopted;
#[path = "../../../tests/golden/borrowed.rs"]
mod borrowed;
#[path = "../../../tests/golden/collections.rs"]
mod collections;
#[path = "../../../tests/golden/data_enums.rs"]
mod data_enums;
#[path = "../../../tests/golden/docs.rs"]
mod docs;
#[path = "../../../tests/golden/errors.rs"]
mod errors;
#[path = "../../../tests/golden/given.rs"]
mod given;
#[path = "../../../tests/golden/go_tasks.rs"]
mod go_tasks;
#[path = "../../../tests/golden/go_values.rs"]
mod go_values;
#[path = "../../../tests/golden/imports.rs"]
mod imports;
#[expect(non_camel_case_types, reason = "keywords are in lower case")]
#[path = "../../../tests/golden/keywords.rs"]
mod keywords;
#[path = "../../../tests/golden/lists.rs"]
mod lists;
#[path = "../../../tests/golden/memory.rs"]
mod memory;
#[path = "../../../tests/golden/names.rs"]
mod names;
#[path = "../../../tests/golden/objects.rs"]
mod objects;
#[path = "../../../tests/golden/options.rs"]
mod options;
#[path = "../../../tests/golden/packed_records.rs"]
mod packed_records;
#[path = "../../../tests/golden/plain_enums.rs"]
mod plain_enums;
#[path = "../../../tests/golden/plain_records.rs"]
mod plain_records;
#[path = "../../../tests/golden/renamed.rs"]
mod renamed;
#[path = "../../../tests/golden/rings.rs"]
mod rings;
#[path = "../../../tests/golden/scalars.rs"]
mod scalars;
#[path = "../../../tests/golden/slices.rs"]
mod slices;
#[path = "../../../tests/golden/streams.rs"]
mod streams;
#[path = "../../../tests/golden/tasks.rs"]
mod tasks;
#[path = "../../../tests/golden/text.rs"]
mod text;

#[test]
fn every_golden_is_compiled_here() {
    let this = include_str!("golden_rust.rs");
    for source in spandrel_tests::sources("tests/golden") {
        let line = format!("#[path = \"../../../tests/golden/{}.rs\"]", spandrel_tests::name(&source));
        assert!(this.contains(&line), "{line} is missing here");
    }
}
