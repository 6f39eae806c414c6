//! Walks over the modules of a source, token by token.
//!
//! Nothing here recurses, and nothing but modules and their attributes is understood: a function of any shape is a few
//! words and a block.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::{LitStr, ext::IdentExt};

use super::{
    ModuleFile,
    attributes::{self, Attribute},
};
use crate::conditions::{Conditions, State};

/// Something found on the way.
pub(super) enum Event {
    /// A bridge.
    Bridge {
        /// Whether it is compiled.
        state: State,
        /// What stands in the parentheses of its attribute.
        arguments: TokenStream,
        /// The module, without that attribute.
        module: TokenStream,
        /// Where the condition stands that decides, or the attribute.
        span: Span,
    },
    /// A module in a file of its own.
    File(ModuleFile),
    /// A bridge's attribute on something that is not a module.
    Misplaced(Span),
}

/// Walks over everything, in source order.
pub(super) fn walk(tokens: TokenStream, conditions: &Conditions, given: State) -> Vec<Event> {
    let mut events = Vec::new();
    let mut open = vec![Scope::new(tokens, Vec::new(), given, conditions)];
    while let Some(mut scope) = open.pop() {
        let inner = scope.advance(conditions, &mut events);
        if scope.at < scope.tokens.len() {
            open.push(scope);
        }
        open.extend(inner);
    }
    events
}

/// Where something begins that is not a module; none for a module.
pub(super) fn no_module(tokens: TokenStream) -> Option<Span> {
    let conditions = Conditions::default();
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let (_, _, at) = attributes::outer(&tokens, 0, &conditions);
    let scope = Scope { tokens, at, around: Vec::new(), state: State::On };
    match scope.module(at) {
        Some(_) => None,
        None => Some(scope.tokens.get(at).map_or_else(Span::call_site, TokenTree::span)),
    }
}

/// The inside of a module, or of the file.
struct Scope {
    tokens: Vec<TokenTree>,
    at: usize,
    around: Vec<String>,
    state: State,
}

impl Scope {
    fn new(tokens: TokenStream, around: Vec<String>, mut state: State, conditions: &Conditions) -> Scope {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (inner, at) = attributes::inner(&tokens, conditions);
        for attribute in &inner {
            state = state.and(attribute.condition(conditions));
        }
        Scope { tokens, at, around, state }
    }

    /// Goes on to the end, or to the next module whose inside is to be looked at.
    fn advance(&mut self, conditions: &Conditions, events: &mut Vec<Event>) -> Option<Scope> {
        while self.at < self.tokens.len() {
            let (attributes, left, next) = attributes::outer(&self.tokens, self.at, conditions);
            let bridge = attributes.iter().find(|attribute| attribute.is_bridge());
            let Some((name, body)) = self.module(next) else {
                let place = self.tokens.get(next).map(TokenTree::span);
                events.extend(bridge.map(|bridge| Event::Misplaced(place.unwrap_or(bridge.span))));
                self.at = next + 1;
                continue;
            };
            self.at = body + 1;
            match bridge {
                Some(bridge) => {
                    let module = left.into_iter().chain(self.tokens[next..=body].iter().cloned()).collect();
                    events.push(self.bridge(bridge, &attributes, body, module, conditions));
                }
                None => {
                    let inside = self.plain(name, &attributes, body, conditions, events);
                    if inside.is_some() {
                        return inside;
                    }
                }
            }
        }
        None
    }

    fn bridge(
        &self,
        bridge: &Attribute,
        attributes: &[Attribute],
        body: usize,
        module: TokenStream,
        conditions: &Conditions,
    ) -> Event {
        let inner = match &self.tokens[body] {
            TokenTree::Group(group) => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                attributes::inner(&tokens, conditions).0
            }
            _ => Vec::new(),
        };
        let mut state = self.state.and(bridge.state.clone());
        let mut span = bridge.span;
        for attribute in attributes.iter().chain(&inner) {
            let own = attribute.condition(conditions);
            if state == State::On && own != State::On {
                span = attribute.span;
            }
            state = state.and(own);
        }
        Event::Bridge { state, arguments: bridge.rest.clone(), module, span }
    }

    /// A module that is not a bridge: its contents, if they are here.
    fn plain(
        &self,
        name: String,
        attributes: &[Attribute],
        body: usize,
        conditions: &Conditions,
        events: &mut Vec<Event>,
    ) -> Option<Scope> {
        let conditioned = |state: State, attribute: &Attribute| state.and(attribute.condition(conditions));
        let state = attributes.iter().fold(self.state.clone(), conditioned);
        let path = attributes
            .iter()
            .find(|attribute| attribute.path == "path" && !matches!(attribute.state, State::Off(_)))
            .and_then(|attribute| syn::parse2::<LitStr>(attribute.rest.clone()).ok())
            .map(|text| text.value());
        match &self.tokens[body] {
            TokenTree::Group(group) => {
                let around = self.around.iter().cloned().chain([path.unwrap_or(name)]).collect();
                Some(Scope::new(group.stream(), around, state, conditions))
            }
            _ => {
                events.push(Event::File(ModuleFile { around: self.around.clone(), name, path, state }));
                None
            }
        }
    }

    /// The name of the module that begins at a place, and where its body or its semicolon is.
    fn module(&self, mut at: usize) -> Option<(String, usize)> {
        let is = |at: usize, word: &str| matches!(self.tokens.get(at), Some(TokenTree::Ident(name)) if name == word);
        if is(at, "pub") {
            at += 1;
            let visible = |group: &Group| group.delimiter() == Delimiter::Parenthesis;
            at += usize::from(matches!(self.tokens.get(at), Some(TokenTree::Group(group)) if visible(group)));
        }
        at += usize::from(is(at, "unsafe"));
        if !is(at, "mod") {
            return None;
        }
        let Some(TokenTree::Ident(name)) = self.tokens.get(at + 1) else { return None };
        let ends = match self.tokens.get(at + 2)? {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        ends.then(|| (name.unraw().to_string(), at + 2))
    }
}
