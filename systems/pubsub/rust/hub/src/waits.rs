//! Who waits for whom, to find a wait that only the one who waits could end.

use std::collections::{HashMap, HashSet};

/// What a handler waits for.
#[derive(Clone)]
struct Waits {
    token: u64,
    /// Whether one of the subscriptions is enough.
    any: bool,
    of: Vec<u64>,
}

/// The waits of all handlers, by the numbers of their subscriptions.
#[derive(Default)]
pub(crate) struct Graph {
    next: u64,
    waits: HashMap<u64, Vec<Waits>>,
}

impl Graph {
    /// Whether a subscription can only go on after a handler does.
    pub(crate) fn depends(&self, sub: u64, on: u64) -> bool {
        self.reaches(sub, on, &mut HashSet::new())
    }

    fn reaches(&self, sub: u64, on: u64, seen: &mut HashSet<u64>) -> bool {
        if sub == on {
            return true;
        }
        if !seen.insert(sub) {
            return false;
        }
        self.waits.get(&sub).into_iter().flatten().any(|waits| {
            let mut reached = waits.of.iter().map(|of| self.reaches(*of, on, seen));
            if waits.any { !waits.of.is_empty() && reached.all(|it| it) } else { reached.any(|it| it) }
        })
    }

    /// Notes that a handler waits for all of some subscriptions, or any of them.
    pub(crate) fn enter(&mut self, handler: u64, any: bool, of: Vec<u64>) -> u64 {
        self.next += 1;
        self.waits.entry(handler).or_default().push(Waits { token: self.next, any, of });
        self.next
    }

    pub(crate) fn leave(&mut self, handler: u64, token: u64) {
        if let Some(waits) = self.waits.get_mut(&handler) {
            waits.retain(|it| it.token != token);
            if waits.is_empty() {
                self.waits.remove(&handler);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_found_through_others() {
        let mut graph = Graph::default();
        assert!(graph.depends(1, 1));
        let token = graph.enter(2, false, vec![3]);
        graph.enter(3, false, vec![4, 1]);
        assert!(graph.depends(2, 1));
        assert!(!graph.depends(1, 2));
        graph.leave(2, token);
        assert!(!graph.depends(2, 1));
    }

    #[test]
    fn one_answer_is_enough() {
        let mut graph = Graph::default();
        graph.enter(2, true, vec![1, 9]);
        assert!(!graph.depends(2, 1));
        graph.enter(9, true, vec![1]);
        assert!(graph.depends(2, 1));
    }
}
