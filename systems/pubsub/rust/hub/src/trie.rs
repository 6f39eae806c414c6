//! Which values belong to the patterns that match a subject.
//!
//! The tree is persistent: a change copies the nodes on the way to what it changes and shares all others, so a reader works on the tree that it
//! has loaded, without a lock, whatever is added meanwhile. The cost of a change grows with the depth and the logarithm of the number of children.

use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};

/// A tree of patterns. The values of one pattern are in the order of their numbers.
pub(crate) struct Trie<T> {
    literal: HashTrieMapSync<Arc<str>, Arc<Trie<T>>>,
    any: Option<Arc<Trie<T>>>,
    here: RedBlackTreeMapSync<u64, T>,
    rest: RedBlackTreeMapSync<u64, T>,
}

impl<T: Clone> Trie<T> {
    pub(crate) fn new() -> Trie<T> {
        Trie {
            literal: HashTrieMapSync::new_sync(),
            any: None,
            here: RedBlackTreeMapSync::new_sync(),
            rest: RedBlackTreeMapSync::new_sync(),
        }
    }

    /// The tree with one value more.
    pub(crate) fn with(&self, pattern: &str, number: u64, value: T) -> Trie<T> {
        let mut new = self.clone();
        let (token, after) = split(pattern);
        if token == ">" && after.is_none() {
            new.rest.insert_mut(number, value);
            return new;
        }
        let child = self.child(token);
        let child = match after {
            Some(after) => child.map_or_else(Trie::new, |child| (*child).clone()).with(after, number, value),
            None => {
                let mut child = child.map_or_else(Trie::new, |child| (*child).clone());
                child.here.insert_mut(number, value);
                child
            }
        };
        new.set(token, Some(child));
        new
    }

    /// The tree without a value of a pattern, and without nodes that nothing needs any more.
    pub(crate) fn without(&self, pattern: &str, number: u64) -> Trie<T> {
        let mut new = self.clone();
        let (token, after) = split(pattern);
        if token == ">" && after.is_none() {
            new.rest.remove_mut(&number);
            return new;
        }
        let Some(child) = self.child(token) else { return new };
        let child = match after {
            Some(after) => child.without(after, number),
            None => {
                let mut child = (*child).clone();
                child.here.remove_mut(&number);
                child
            }
        };
        new.set(token, (!child.is_empty()).then_some(child));
        new
    }

    /// Adds the values of all patterns that match to a list.
    pub(crate) fn find(&self, subject: &str, found: &mut Vec<T>) {
        found.extend(self.rest.values().cloned());
        let (token, after) = split(subject);
        for child in self.literal.get(token).into_iter().chain(&self.any) {
            match after {
                Some(after) => child.find(after, found),
                None => found.extend(child.here.values().cloned()),
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.literal.is_empty() && self.any.is_none() && self.here.is_empty() && self.rest.is_empty()
    }

    fn child(&self, token: &str) -> Option<Arc<Trie<T>>> {
        if token == "*" { self.any.clone() } else { self.literal.get(token).cloned() }
    }

    fn set(&mut self, token: &str, child: Option<Trie<T>>) {
        match (token, child.map(Arc::new)) {
            ("*", child) => self.any = child,
            (token, Some(child)) => self.literal.insert_mut(token.into(), child),
            (token, None) => {
                self.literal.remove_mut(token);
            }
        }
    }
}

impl<T> Clone for Trie<T> {
    fn clone(&self) -> Trie<T> {
        Trie {
            literal: self.literal.clone(),
            any: self.any.clone(),
            here: self.here.clone(),
            rest: self.rest.clone(),
        }
    }
}

fn split(subject: &str) -> (&str, Option<&str>) {
    match subject.split_once('.') {
        Some((token, after)) => (token, Some(after)),
        None => (subject, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject;

    /// Subjects and patterns of few tokens, so that many match.
    fn text(random: &mut fastrand::Rng, pattern: bool) -> String {
        let tokens = 1 + random.usize(..4);
        let mut text: Vec<&str> = (0..tokens)
            .map(|_| match random.u8(..if pattern { 8 } else { 5 }) {
                0 => "a",
                1 => "b",
                2 => "foo*",
                3 => ">x",
                4 => "ü",
                _ => "*",
            })
            .collect();
        if pattern && random.u8(..3) == 0 {
            *text.last_mut().unwrap() = ">";
        }
        text.join(".")
    }

    /// The tree against matching one pattern after the other. `wrong` is the canary: it leaves a pattern out.
    fn compare(seed: u64, wrong: bool) -> bool {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut trie = Trie::new();
        let mut all: Vec<(u64, String)> = Vec::new();
        for number in 0..200 {
            if random.u8(..4) == 0 && !all.is_empty() {
                let (number, pattern) = all.swap_remove(random.usize(..all.len()));
                trie = trie.without(&pattern, number);
            } else {
                let pattern = text(&mut random, true);
                trie = trie.with(&pattern, number, number);
                all.push((number, pattern));
            }
            if wrong && number == 150 {
                trie = trie.without(&all[0].1.clone(), all[0].0);
            }
            let subject = text(&mut random, false);
            let mut got = Vec::new();
            trie.find(&subject, &mut got);
            got.sort_unstable();
            let mut want: Vec<u64> =
                all.iter().filter(|(_, p)| subject::matches(p, &subject)).map(|(n, _)| *n).collect();
            want.sort_unstable();
            if got != want {
                return false;
            }
        }
        for (number, pattern) in all {
            trie = trie.without(&pattern, number);
        }
        trie.is_empty()
    }

    #[test]
    fn finds_what_matches() {
        for seed in 0..200 {
            assert!(compare(seed, false), "seed {seed}");
        }
        assert!((0..20).any(|seed| !compare(seed, true)), "the canary was not found");
    }

    #[test]
    fn an_older_tree_does_not_change() {
        let older = Trie::new().with("a.b", 1, 1);
        let newer = older.with("a.*", 2, 2).without("a.b", 1);
        let mut found = Vec::new();
        older.find("a.b", &mut found);
        newer.find("a.b", &mut found);
        assert_eq!(found, [1, 2]);
    }
}
