use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use crate::{message::Message, subject};

/// The last messages of each subject.
pub(crate) struct History {
    depth: usize,
    next: u64,
    subjects: HashMap<Arc<str>, VecDeque<(u64, Message)>>,
}

impl History {
    pub(crate) fn new(depth: usize) -> History {
        History { depth, next: 0, subjects: HashMap::new() }
    }

    /// The bytes that the next message of a subject would replace.
    pub(crate) fn replaced(&self, subject: &str) -> u64 {
        let last = self.subjects.get(subject).filter(|last| last.len() >= self.depth);
        last.and_then(|last| last.front()).map_or(0, |(_, message)| message.size())
    }

    pub(crate) fn push(&mut self, message: &Message) {
        let last = self.subjects.entry(message.shared_subject().clone()).or_default();
        if last.len() >= self.depth {
            last.pop_front();
        }
        last.push_back((self.next, message.clone()));
        self.next += 1;
    }

    /// The last messages of each subject that a pattern matches, in the order of publishing.
    pub(crate) fn last(&self, pattern: &str, most: usize) -> Vec<Message> {
        let matching = self.subjects.iter().filter(|(subject, _)| subject::matches(pattern, subject));
        let mut found: Vec<_> = matching.flat_map(|(_, last)| last.iter().rev().take(most)).collect();
        found.sort_unstable_by_key(|(number, _)| *number);
        found.into_iter().map(|(_, message)| message.clone()).collect()
    }

    /// Removes all messages and returns their bytes.
    pub(crate) fn clear(&mut self) -> u64 {
        let subjects = std::mem::take(&mut self.subjects);
        subjects.values().flatten().map(|(_, message)| message.size()).sum()
    }
}
