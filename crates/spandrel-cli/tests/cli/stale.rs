//! An object that is older than its bridge: the link fails with a readable symbol, `check` names the first difference.

use crate::support::Sandbox;

const LIB: &str = r#"
#[spandrel::bridge(package = "meter")]
mod ffi {
    pub struct Sample { pub rate: u32, pub channels: u32 }
    pub enum Kind { Plain, Peak }
    #[error]
    pub enum MeterError { TooLoud { level: u32 } }
    extern "Rust" {
        fn level(sample: Sample, kind: Kind) -> Result<u32, MeterError>;
        fn reset(low: u32, high: u32);
    }
}

use ffi::*;

fn level(sample: Sample, kind: Kind) -> Result<u32, MeterError> {
    let level = sample.rate + sample.channels + matches!(kind, Kind::Peak) as u32;
    if level > 100 { Err(MeterError::TooLoud { level }) } else { Ok(level) }
}

fn reset(_low: u32, _high: u32) {}
"#;

/// A program that uses the package without naming anything that a change below renames.
const MAIN: &str = "package main\n\nimport _ \"example.com/meter/meter\"\n\nfunc main() {}\n";

/// One change a row: what is replaced, by what, and the item that `check` must name.
const CHANGES: [(&str, &str, &str, &str); 12] = [
    ("field widened", "pub rate: u32,", "pub rate: u64,", "another record Sample"),
    (
        "fields reordered",
        "pub rate: u32, pub channels: u32",
        "pub channels: u32, pub rate: u32",
        "another record Sample",
    ),
    ("field renamed", "pub rate: u32,", "pub pace: u32,", "another record Sample"),
    ("field added", "pub channels: u32 }", "pub channels: u32, pub bits: u8 }", "another record Sample"),
    (
        "record renamed",
        "pub struct Sample {",
        "pub struct Probe {",
        "has `record Sample`; the bridge has `record Probe`",
    ),
    ("variants reordered", "{ Plain, Peak }", "{ Peak, Plain }", "another enum Kind"),
    ("variant added", "{ Plain, Peak }", "{ Plain, Peak, Mean }", "another enum Kind"),
    ("error field changed", "{ level: u32 }", "{ level: i32 }", "another error MeterError"),
    ("arguments swapped", "low: u32, high: u32", "high: u32, low: u32", "another rust reset"),
    ("argument narrowed", "low: u32, high: u32", "low: u32, high: u16", "another rust reset"),
    ("function renamed", "fn reset(", "fn clear(", "has `rust reset`; the bridge has `rust clear`"),
    ("function removed", "        fn reset(low: u32, high: u32);\n", "", "has rust reset, which"),
];

#[test]
fn every_change_of_the_contract_is_refused_by_name() {
    let sandbox = Sandbox::new();
    sandbox.project("meter", LIB, "");
    sandbox.write("meter/go/cmd/main.go", MAIN);
    sandbox.spandrel("meter", &["build"]).succeeds();
    sandbox.spandrel("meter", &["check"]).succeeds();

    for (name, old, new, item) in CHANGES {
        assert!(LIB.contains(old), "{name}");
        let bridge_end = LIB.find("use ffi::*;").unwrap();
        let (bridge, rest) = LIB.split_at(bridge_end);
        let mut bridge = bridge.replacen(old, new, 1);
        if name == "record renamed" {
            bridge = bridge.replace("sample: Sample", "sample: Probe");
        }
        sandbox.write("meter/rust/src/lib.rs", &format!("{bridge}{rest}"));

        // Source against generated Go and object, before anything is regenerated.
        let check = sandbox.spandrel("meter", &["check"]).fails(1);
        assert!(check.stdout.contains(item), "{name}: no {item:?} in\n{}", check.stdout);
        let check = check.prints(&["contract.txt", "cure: spandrel generate", "cure: spandrel build"]);
        assert!(!check.stdout.contains("older"), "{name}: {}", check.stdout);

        // New Go, old object: the link fails and says what to run.
        sandbox.spandrel("meter", &["generate"]).succeeds();
        let link = sandbox.go("meter/go", &["build", "-o", "/dev/null", "./cmd"]).fails(1);
        assert!(
            link.stderr.contains("spandrel2__bridge_meter_object_is_missing_or_stale__run_spandrel_build__"),
            "{name}: {}",
            link.stderr
        );
        let json = sandbox.spandrel("meter", &["check", "--json"]).fails(1);
        let findings: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        let difference = &findings["differences"][0];
        assert_eq!(findings["differences"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(difference["side"], "object", "{name}");
        assert!(difference["what"].as_str().unwrap().contains(item), "{name}: {difference}");
        assert_eq!(difference["cure"], "spandrel build", "{name}");
    }

    // Canary: with the source as it was, the same steps find nothing.
    sandbox.write("meter/rust/src/lib.rs", LIB);
    sandbox.spandrel("meter", &["generate"]).succeeds();
    sandbox.spandrel("meter", &["check"]).succeeds();
    sandbox.go("meter/go", &["build", "-o", "/dev/null", "./cmd"]).succeeds();

    // Doc comments are no contract, but the generated text follows them.
    sandbox.edit("meter/rust/src/lib.rs", "fn reset(low", "/// Forgets.\n        fn reset(low");
    sandbox.spandrel("meter", &["check"]).fails(1).prints(&["meter.go: is not what the bridge generates"]);
    sandbox.spandrel("meter", &["generate"]).succeeds();
    sandbox.spandrel("meter", &["check"]).succeeds();

    // A side of another ABI, and only that, is called older.
    sandbox.edit("meter/go/meter/contract.txt", "abi 2\n", "abi 0\n");
    sandbox.spandrel("meter", &["check"]).fails(1).prints(&["is of older Spandrel: it speaks ABI 0"]);
}

#[test]
fn files_of_a_bridge_that_changed_or_went_are_cleared_up() {
    let sandbox = Sandbox::new();
    sandbox.project("meter", LIB, "");
    sandbox.spandrel("meter", &["generate"]).succeeds();
    let types = ["meter/go/meter/types.go", "meter/go/meter/contract/types.go"];
    assert!(types.iter().all(|path| sandbox.path().join(path).is_file()));
    // What an earlier version generated goes as well.
    sandbox
        .write("meter/go/meter/codec.go", "// Code generated by spandrel. DO NOT EDIT.\n\npackage meter\n");

    // Without records and enums there is no types.go.
    sandbox.write(
        "meter/rust/src/lib.rs",
        "#[spandrel::bridge(package = \"meter\")]\nmod ffi { extern \"Rust\" { fn f(); } }\n",
    );
    sandbox.spandrel("meter", &["check"]).fails(1);
    sandbox.spandrel("meter", &["generate"]).succeeds();
    assert!(types.iter().all(|path| !sandbox.path().join(path).exists()));
    assert!(!sandbox.path().join("meter/go/meter/codec.go").exists());

    // A renamed bridge leaves a package behind; it may hold the user's files, so it is only named.
    sandbox.edit("meter/rust/src/lib.rs", "\"meter\"", "\"gauge\"");
    sandbox
        .spandrel("meter", &["generate"])
        .succeeds()
        .says(&["go/meter was generated from a bridge that is gone"]);
    sandbox.spandrel("meter", &["check"]).fails(1).prints(&["was generated from a bridge that is gone"]);
    assert!(sandbox.path().join("meter/go/meter/contract.txt").is_file());
}
