//! A golden bridge with a few tokens changed: the input is the seed of the changes, so that most of what is tried gets
//! past the Rust parser and into the checker.

#![no_main]

use libfuzzer_sys::fuzz_target;
use proc_macro2::TokenStream;
use spandrel_tests::mutate::{self, Numbers};

const BRIDGES: [&str; 5] = [
    include_str!("../../tests/golden/collections.rs"),
    include_str!("../../tests/golden/data_enums.rs"),
    include_str!("../../tests/golden/errors.rs"),
    include_str!("../../tests/golden/objects.rs"),
    include_str!("../../tests/golden/plain_records.rs"),
];

fuzz_target!(|seeds: Vec<u64>| {
    let Some((first, rest)) = seeds.split_first() else { return };
    let mut numbers = Numbers::new(*first);
    let Ok(mut tokens) = BRIDGES[numbers.below(BRIDGES.len())].parse::<TokenStream>() else { return };
    for seed in rest.iter().take(8) {
        tokens = mutate::tokens(tokens, &mut Numbers::new(*seed));
    }
    let text = tokens.to_string();
    if let Ok(packages) = spandrel_emit::generate(&text, &|package| format!("example.test/{package}")) {
        for package in &packages {
            let _ = spandrel_emit::rust::emit(&package.plan);
        }
    }
});
