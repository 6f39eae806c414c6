//! Any text: parser and checker never panic, and what they accept is planned and emitted without a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match spandrel_emit::generate(text, &|package| format!("example.test/{package}")) {
        Ok(packages) => {
            for package in &packages {
                let _ = spandrel_emit::rust::emit(&package.plan);
            }
        }
        Err(report) => assert!(!report.sorted().is_empty(), "refused without a reason"),
    }
});
