//! Every rule of the checker has a case that it refuses, and says so as the house wants it.
//!
//! `SPANDREL_BLESS=1 cargo test -p spandrel-tests --test rules` replaces what is committed in `tests/ui/source`.

use std::{collections::BTreeSet, path::PathBuf};

use spandrel_tests::{name, read, sources, ui};

/// The cases that the macro refuses, and those that only the generator can see.
fn cases() -> Vec<PathBuf> {
    sources("tests/ui").into_iter().chain(sources("tests/ui/source")).collect()
}

#[test]
fn each_rule_has_a_case() {
    let missing = missing_cases(&ui::rules(), &cases());
    assert!(missing.is_empty(), "no case in tests/ui that is named for it and refused by it: {missing:?}");
}

#[test]
fn canary_a_rule_without_a_case_is_noticed() {
    let table = read(&spandrel_tests::project().join("crates/spandrel-syntax/src/error.rs"));
    let longer = table.replacen("pub enum Reason {", "pub enum Reason { /// New.\n NewRule(u8),", 1);
    let rules = ui::rules_of(&longer, "error.rs".as_ref());
    assert_eq!(missing_cases(&rules, &cases()), ["new_rule"]);
    // A case that lost its sting does not count for its rule.
    let without: Vec<PathBuf> = cases().into_iter().filter(|path| name(path) != "enum_empty").collect();
    assert_eq!(missing_cases(&ui::rules(), &without), ["enum_empty"]);
}

#[test]
fn each_case_is_named_for_a_rule_that_refuses_it() {
    let rules = ui::rules();
    for path in cases() {
        let case = name(&path);
        let found = ui::refusals(&read(&path));
        assert!(!found.is_empty(), "{case}: is accepted");
        if case.starts_with("several") {
            let kinds: BTreeSet<String> = found.iter().map(|error| ui::rule(&error.reason)).collect();
            assert!(kinds.len() > 1, "{case}: shows one rule only");
            continue;
        }
        let rule = ui::rule_of_case(&case, &rules).unwrap_or_else(|| panic!("{case}: names no rule"));
        let hit = found.iter().any(|error| ui::rule(&error.reason) == rule);
        assert!(hit, "{case}: is not refused by `{rule}`");
    }
}

#[test]
fn refusals_are_in_source_order_and_none_twice() {
    for path in cases() {
        let places: Vec<(usize, usize, String)> = ui::refusals(&read(&path))
            .iter()
            .map(|error| (error.span.start().line, error.span.start().column, error.to_string()))
            .collect();
        let ordered = places.windows(2).all(|pair| (pair[0].0, pair[0].1) <= (pair[1].0, pair[1].1));
        assert!(ordered, "{}: not sorted: {places:?}", name(&path));
        let distinct: BTreeSet<_> = places.iter().collect();
        assert_eq!(distinct.len(), places.len(), "{}: said twice", name(&path));
    }
}

#[test]
fn messages_have_the_house_form() {
    for path in cases() {
        for error in ui::refusals(&read(&path)) {
            let text = error.to_string();
            let wrong = form(&text).or_else(|| error.reason.hint().as_deref().and_then(form));
            assert_eq!(wrong, None, "{}: {text}", name(&path));
        }
    }
}

#[test]
fn each_refusal_has_a_hint_unless_it_is_rusts_own() {
    for path in cases() {
        for error in ui::refusals(&read(&path)) {
            let rule = ui::rule(&error.reason);
            let may_lack = rule == "rust";
            assert!(may_lack || error.reason.hint().is_some(), "{}: `{error}` has no hint", name(&path));
        }
    }
}

#[test]
fn spans_are_places_in_the_source() {
    for path in cases() {
        let text = read(&path);
        for error in ui::refusals(&text) {
            let (start, end) = (error.span.start(), error.span.end());
            let line = text.lines().nth(start.line - 1).unwrap_or_default();
            let rest: String = line.chars().skip(start.column).collect();
            assert!(!rest.trim().is_empty(), "{}: `{error}` points at nothing", name(&path));
            // Where the text ends to be Rust, there is a place and no token.
            let is_token = ui::rule(&error.reason) != "unclosed";
            assert!(
                !is_token || (start.line, start.column) < (end.line, end.column),
                "{}: `{error}` has no length",
                name(&path)
            );
        }
    }
}

#[test]
fn the_macro_and_the_generator_refuse_alike() {
    for path in sources("tests/ui") {
        let shown = read(&path.with_extension("stderr"));
        let found = ui::refusals(&read(&path));
        for error in &found {
            let wanted = format!("error: {error}");
            assert!(shown.contains(&wanted), "{}: the compiler does not say `{wanted}`", name(&path));
        }
        let count = shown.lines().filter(|line| line.starts_with("error")).count();
        assert_eq!(count, found.len(), "{}: the compiler shows more or fewer errors", name(&path));
    }
}

#[test]
fn refusals_that_only_the_generator_sees() {
    let bless = std::env::var_os("SPANDREL_BLESS").is_some();
    for path in sources("tests/ui/source") {
        let found: String = ui::refusals(&read(&path)).iter().map(ui::describe).collect();
        let file = path.with_extension("stderr");
        if bless {
            std::fs::write(&file, &found).unwrap();
        }
        assert_eq!(found, read(&file), "{}", name(&path));
    }
}

/// The rules without a case that is named for them and refused by them.
fn missing_cases(rules: &[String], cases: &[PathBuf]) -> Vec<String> {
    let mut covered = BTreeSet::new();
    for path in cases {
        let Some(rule) = ui::rule_of_case(&name(path), rules) else { continue };
        if ui::refusals(&read(path)).iter().any(|error| ui::rule(&error.reason) == rule) {
            covered.insert(rule);
        }
    }
    rules.iter().filter(|rule| !covered.contains(rule.as_str())).cloned().collect()
}

/// What is wrong with the form of a message: it begins in lower case or with code, and ends without a full stop.
fn form(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    let names = ["Go ", "Vec "];
    if first.is_uppercase() && !names.iter().any(|name| text.starts_with(name)) {
        return Some(format!("begins in upper case: {text}"));
    }
    if text.ends_with('.') && !text.ends_with("...") {
        return Some(format!("ends with a full stop: {text}"));
    }
    (text.matches('`').count() % 2 == 1).then(|| format!("has an open code mark: {text}"))
}
