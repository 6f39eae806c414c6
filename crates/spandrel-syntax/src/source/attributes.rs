//! The attributes of a module, with `#[cfg_attr]` resolved.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use crate::{
    conditions::{Conditions, State, split},
    nesting,
};

/// An attribute, as far as its path and what follows are concerned.
pub(super) struct Attribute {
    /// `spandrel::bridge`.
    pub(super) path: String,
    /// Where it stands.
    pub(super) span: Span,
    /// What stands in its parentheses, or behind its `=`.
    pub(super) rest: TokenStream,
    /// Whether it is there at all.
    pub(super) state: State,
}

impl Attribute {
    /// Whether it makes a bridge of the module.
    pub(super) fn is_bridge(&self) -> bool {
        match self.path.as_str() {
            "spandrel::bridge" => true,
            // With `use spandrel::bridge`. Other crates have a `bridge`, too, but none that names a package.
            "bridge" => {
                matches!(self.rest.clone().into_iter().next(), Some(TokenTree::Ident(name)) if name == "package")
            }
            _ => false,
        }
    }

    /// Whether what it stands on is compiled, as far as this attribute decides.
    pub(super) fn condition(&self, conditions: &Conditions) -> State {
        if self.path != "cfg" {
            return State::On;
        }
        match (&self.state, conditions.state(&self.rest)) {
            (State::Off(_), _) | (State::Unknown(_), State::On) => State::On,
            (State::Unknown(condition), _) => State::Unknown(condition.clone()),
            (State::On, own) => own,
        }
    }
}

/// The attributes `#[…]` from a place on, what of them the bridge itself is to read, and the place behind them.
pub(super) fn outer(
    tokens: &[TokenTree],
    start: usize,
    conditions: &Conditions,
) -> (Vec<Attribute>, Vec<TokenTree>, usize) {
    let (mut found, mut left, mut at) = (Vec::new(), Vec::new(), start);
    while let Some((brackets, next)) = brackets(tokens, at, false) {
        let attributes = read(brackets, conditions);
        let resolved = |attribute: &Attribute| attribute.is_bridge() || attribute.path == "cfg";
        if attributes.len() == 1 && attributes[0].state == State::On && !attributes.iter().any(resolved) {
            left.extend_from_slice(&tokens[at..next]);
        }
        found.extend(attributes);
        at = next;
    }
    (found, left, at)
}

/// The attributes `#![…]` at the beginning, and the place behind them.
pub(super) fn inner(tokens: &[TokenTree], conditions: &Conditions) -> (Vec<Attribute>, usize) {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some((brackets, next)) = brackets(tokens, at, true) {
        found.extend(read(brackets, conditions));
        at = next;
    }
    (found, at)
}

/// The brackets of the attribute that begins at a place, and the place behind it.
fn brackets(tokens: &[TokenTree], at: usize, inner: bool) -> Option<(&Group, usize)> {
    let is = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
    let group = at + 1 + usize::from(inner);
    if !is(at, '#') || (inner && !is(at + 1, '!')) {
        return None;
    }
    match tokens.get(group) {
        Some(TokenTree::Group(brackets)) if brackets.delimiter() == Delimiter::Bracket => {
            Some((brackets, group + 1))
        }
        _ => None,
    }
}

/// What stands in the brackets of an attribute. `#[cfg_attr(condition, a, b)]` is `a` and `b`, under the condition.
fn read(brackets: &Group, conditions: &Conditions) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut open = vec![(brackets.stream(), State::On)];
    while let Some((tokens, state)) = open.pop() {
        let Some(attribute) = attribute(tokens, state) else { continue };
        if attribute.path != "cfg_attr" || nesting::too_deep(attribute.rest.clone()).is_some() {
            found.push(attribute);
            continue;
        }
        let parts = split(attribute.rest);
        let Some((predicate, attributes)) = parts.split_first() else { continue };
        let state = attribute.state.and(conditions.state(predicate));
        open.extend(attributes.iter().rev().map(|tokens| (tokens.clone(), state.clone())));
    }
    found
}

fn attribute(tokens: TokenStream, state: State) -> Option<Attribute> {
    let mut tokens = tokens.into_iter().peekable();
    let mut path: Vec<Ident> = Vec::new();
    loop {
        match tokens.peek() {
            Some(TokenTree::Ident(_)) => {
                if let Some(TokenTree::Ident(name)) = tokens.next() {
                    path.push(name);
                }
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => drop(tokens.next()),
            _ => break,
        }
    }
    let rest = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        Some(TokenTree::Punct(equals)) if equals.as_char() == '=' => tokens.collect(),
        _ => TokenStream::new(),
    };
    let span = path.first()?.span();
    let path = path.iter().map(Ident::to_string).collect::<Vec<_>>().join("::");
    Some(Attribute { path, span, rest, state })
}
