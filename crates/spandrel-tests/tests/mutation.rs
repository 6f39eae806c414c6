//! Neither parser nor checker panics, whatever the source; what they accept is planned and emitted without a panic.
//!
//! The mutations are the same on every run. `SPANDREL_MUTATIONS=1000000` asks for more of them than the usual number.
//! The counts are those of `cargo xtask faults --suite random`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use spandrel_tests::{
    figure,
    mutate::{self, Numbers},
    read, sources,
};

/// Mutations of each kind.
fn rounds() -> usize {
    let asked = std::env::var("SPANDREL_MUTATIONS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(8_000)
}

/// The whole pipeline on one text: whether it was accepted.
fn pipeline(source: &str) -> bool {
    match spandrel_emit::generate(source, &|package| format!("example.test/{package}")) {
        Ok(packages) => {
            for package in &packages {
                assert!(!spandrel_emit::rust::emit(&package.plan).is_empty());
            }
            !packages.is_empty()
        }
        Err(report) => {
            assert!(!report.is_empty(), "refused without a reason");
            for error in report.sorted() {
                assert!(!error.to_string().is_empty());
            }
            assert!(!report.to_compile_error().is_empty());
            false
        }
    }
}

/// What became of texts.
#[derive(Default)]
struct Outcome {
    cases: usize,
    accepted: usize,
    /// The first that made something panic; nothing comes after it.
    panicked: Option<String>,
}

fn run(texts: impl Iterator<Item = String>, pipeline: impl Fn(&str) -> bool) -> Outcome {
    let mut outcome = Outcome::default();
    for text in texts {
        outcome.cases += 1;
        match catch_unwind(AssertUnwindSafe(|| pipeline(&text))) {
            Ok(was) => outcome.accepted += usize::from(was),
            Err(_) => {
                outcome.panicked = Some(text);
                break;
            }
        }
    }
    outcome
}

/// Prints the counts, after the same texts have gone through a stage with a seeded bug: it cannot bear a piece of text.
fn figure(name: &str, outcome: &Outcome, mut texts: impl Iterator<Item = String>, piece: &str) {
    let broken = |source: &str| {
        assert!(!source.contains(piece), "seeded");
        pipeline(source)
    };
    let caught = run(&mut texts, broken).panicked.is_some_and(|text| text.contains(piece));
    figure::print(name, outcome.cases, outcome.cases, usize::from(outcome.panicked.is_some()), caught);
    assert!(caught, "a panicking stage was not noticed");
}

fn texts(folder: &str) -> Vec<String> {
    sources(folder).iter().map(|path| read(path)).collect()
}

fn token_mutations(count: usize) -> impl Iterator<Item = String> {
    let bridges = |folder: &str| -> Vec<TokenStream> {
        texts(folder).iter().filter_map(|text| bridge_only(text)).collect()
    };
    let (accepted, refused) = (bridges("tests/golden"), bridges("tests/ui"));
    (0..count).map(move |seed| {
        let mut numbers = Numbers::new(seed as u64);
        // What is accepted to begin with comes further down the pipeline.
        let bases = if numbers.below(5) == 0 { &refused } else { &accepted };
        let mut tokens = bases[numbers.below(bases.len())].clone();
        for _ in 0..=numbers.below(3) {
            tokens = mutate::tokens(tokens, &mut numbers);
        }
        tokens.to_string()
    })
}

/// The bridge module of a source, without the functions behind it: mutations of those would be wasted.
fn bridge_only(text: &str) -> Option<TokenStream> {
    let file = syn::parse_file(text).ok()?;
    let module = file.items.into_iter().find(|item| matches!(item, syn::Item::Mod(_)))?;
    Some(quote::ToTokens::into_token_stream(module))
}

#[test]
fn changed_tokens_never_panic() {
    let outcome = run(token_mutations(rounds()), pipeline);
    let name = "sources with changed tokens through parser, checker and emitter";
    figure(name, &outcome, token_mutations(rounds()), "BTreeSet < char >");
    assert_eq!(outcome.panicked, None, "this source makes the pipeline panic");
    // The mutations must reach every stage: neither all refused nor all accepted.
    let accepted = outcome.accepted;
    assert!(accepted * 100 > rounds() && accepted * 10 < rounds() * 9, "{accepted} of {} accepted", rounds());
}

fn text_mutations(count: usize) -> impl Iterator<Item = String> {
    let bases: Vec<String> = texts("tests/golden").into_iter().chain(texts("tests/ui")).collect();
    (0..count).map(move |seed| {
        let mut numbers = Numbers::new(seed as u64);
        mutate::text(&bases[numbers.below(bases.len())], &mut numbers)
    })
}

#[test]
fn changed_text_never_panics() {
    let outcome = run(text_mutations(rounds()), pipeline);
    let name = "sources with changed bytes through parser, checker and emitter";
    figure(name, &outcome, text_mutations(rounds()), "<<");
    assert_eq!(outcome.panicked, None, "this source makes the pipeline panic");
}

fn deep_mutations(count: usize) -> impl Iterator<Item = String> {
    let bases: Vec<String> = texts("tests/golden").into_iter().chain(texts("tests/ui")).collect();
    (0..count).map(move |seed| {
        let mut numbers = Numbers::new(seed as u64);
        mutate::deep(&bases[numbers.below(bases.len())], &mut numbers)
    })
}

#[test]
fn issue_nested_source_never_overflows() {
    let count = rounds() / 20;
    let outcome = run(deep_mutations(count), pipeline);
    figure("sources nested thousandfold", &outcome, deep_mutations(count), "Vec<Vec<");
    assert_eq!(outcome.panicked, None, "this source makes the pipeline panic");
    // Some stand in a bridge and some beside it.
    assert!(outcome.accepted * 20 > count && outcome.accepted * 2 < count, "{} accepted", outcome.accepted);
}

#[test]
fn every_scalar_in_every_place_is_emitted() {
    for (scalar, _) in spandrel_syntax::types::Scalar::ALL {
        for shape in ["S", "Vec<S>", "&[S]", "Option<S>", "[S; 3]", "(S, S)", "HashMap<u8, S>", "Vec<[S; 2]>"]
        {
            let ty = shape.replace('S', scalar);
            let owned = ty.replace("&[", "Vec<").replace(']', if ty.starts_with('&') { ">" } else { "]" });
            let source = format!(
                "#[spandrel::bridge(package = \"p\")] mod ffi {{ struct R {{ f: {owned} }} extern \"Rust\" {{ fn f(a: {ty}) -> {owned}; fn g(r: R) -> R; }} }}"
            );
            assert!(pipeline(&source), "{}: refused", source);
        }
    }
}
