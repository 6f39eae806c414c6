//! Finds the bridge modules of a source file.

mod attributes;
mod modules;

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::{
    Reason, Report,
    bridge::Bridge,
    check,
    conditions::{Conditions, State},
    nesting, parse,
};
use modules::Event;

/// What a source file holds.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Its bridges, in order. What was refused of one is in the report and not in the bridge.
    pub bridges: Vec<Bridge>,
    /// Why bridges are not compiled and were not read: the condition of each.
    pub off: Vec<String>,
    /// Modules that lie in files of their own.
    pub modules: Vec<ModuleFile>,
    /// What was refused.
    pub report: Report,
}

/// `mod name;`, unless it is not compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleFile {
    /// The modules around it in the same file, outermost first: each is a folder.
    pub around: Vec<String>,
    /// Its name.
    pub name: String,
    /// `#[path = "…"]`.
    pub path: Option<String>,
    /// Whether it is compiled.
    pub state: State,
}

/// Reads a source file, which is compiled under `given`.
///
/// Modules are searched at any depth. The text is read token by token, as the compiler would read it, and only bridges are
/// parsed: what a bridge made by a macro says is not seen, and what stands around bridges may be nested as deeply as it
/// likes.
pub fn read(text: &str, conditions: &Conditions, given: &State) -> Source {
    let mut source = Source::default();
    let tokens = match without_shebang(text).parse::<TokenStream>() {
        Ok(tokens) => tokens,
        Err(error) => {
            source.report.push(error.span(), Reason::Unclosed);
            return source;
        }
    };
    for event in modules::walk(tokens, conditions, given.clone()) {
        match event {
            Event::File(module) => source.modules.push(module),
            Event::Misplaced(span) => source.report.push(span, Reason::NotModule),
            Event::Bridge { state: State::Off(condition), .. } => source.off.push(condition),
            Event::Bridge { state, arguments, module, span } => {
                if let State::Unknown(condition) = state {
                    source.report.push(span, Reason::Condition(condition));
                }
                let (bridge, report) = bridge(arguments, module);
                source.bridges.extend(bridge);
                source.report.absorb(report);
            }
        }
    }
    source
}

/// Reads and checks every bridge of a source text, without features.
pub fn bridges(text: &str) -> Result<Vec<Bridge>, Report> {
    let source = read(text, &Conditions::default(), &State::On);
    source.report.finish(source.bridges)
}

/// Reads and checks one bridge: the attribute's arguments and the module it stands on.
pub fn bridge(arguments: TokenStream, module: TokenStream) -> (Option<Bridge>, Report) {
    let mut report = Report::default();
    let deep = [&arguments, &module].into_iter().find_map(|tokens| nesting::too_deep(tokens.clone()));
    if let Some(span) = deep {
        report.push(span, Reason::Nesting(nesting::LEVELS));
        return (None, report);
    }
    if let Some(span) = modules::no_module(module.clone()) {
        report.push(span, Reason::NotModule);
        return (None, report);
    }
    let tokens = module.clone();
    let module = match syn::parse2(module) {
        Ok(module) => module,
        Err(error) => {
            match equals(&tokens, &error) {
                Some((span, reason)) => report.push(span, reason),
                None => report.push_rust(&error),
            }
            return (None, report);
        }
    };
    let (bridge, mut report) = parse::parse(arguments, module);
    if let Some(bridge) = &bridge {
        report.absorb(check::check(bridge, report.is_empty()));
    }
    (bridge, report)
}

/// The `=` at which the Rust parser stopped, if that is what it was, and what it means there.
fn equals(tokens: &TokenStream, error: &syn::Error) -> Option<(Span, Reason)> {
    let place = error.span();
    // The two tokens before, as far as they are words.
    let mut words = [String::new(), String::new()];
    let mut open = vec![tokens.clone().into_iter()];
    while let Some(level) = open.last_mut() {
        match level.next() {
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(TokenTree::Ident(word)) => words = [std::mem::take(&mut words[1]), word.to_string()],
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
                let span = punct.span();
                if (span.start(), span.end()) == (place.start(), place.end()) {
                    let is_type = ["struct", "enum"].contains(&words[0].as_str());
                    return Some((span, if is_type { Reason::AdoptEquals } else { Reason::DefaultValue }));
                }
            }
            Some(_) => {}
            None => drop(open.pop()),
        }
    }
    None
}

/// A first line that names an interpreter, as a comment of the same length: places stay what they are.
fn without_shebang(text: &str) -> String {
    match text.strip_prefix("#!") {
        Some(rest) if !rest.trim_start().starts_with('[') => format!("//{rest}"),
        _ => text.to_owned(),
    }
}
