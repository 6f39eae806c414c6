//! The queue of one subscription: what waits in it, what is dropped, and the counts. It knows nothing of threads.
//!
//! Everything about a message passes through here, so another transport replaces this file alone.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Instant,
};

use event_listener::Event;

use crate::{message::Message, options::OnFull};

/// What a subscription takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It takes messages.
    Open,
    /// It takes no more; what waits may be taken.
    Draining,
    /// It was full, and so takes no more; what waits may be taken.
    Disconnected,
    /// It takes no more and has nothing.
    Closed,
}

/// A message that waits. What was removed from the middle has left a place without one.
struct Entry {
    position: u64,
    message: Option<Message>,
    replayed: bool,
}

/// A message whose publisher waits for room.
struct Outside {
    token: u64,
    message: Message,
    changed: Arc<Event>,
}

/// How the queue took a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    /// It waits.
    Queued,
    /// It was dropped, and the publisher does not learn of it.
    Dropped,
    /// It was dropped: it could never have room.
    Refused,
    /// The publisher has to wait.
    Outside(u64),
}

/// The outcomes of the messages of a subscription.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) matched: u64,
    pub(crate) received: u64,
    pub(crate) dropped: u64,
    pub(crate) discarded: u64,
    pub(crate) panics: u64,
}

pub(crate) struct Queue {
    messages: usize,
    most_bytes: u64,
    on_full: OnFull,
    entries: VecDeque<Entry>,
    waiting: usize,
    bytes: u64,
    next: u64,
    outside: VecDeque<Outside>,
    /// Of `Latest`: where the message of each subject is.
    latest: HashMap<Arc<str>, u64>,
    counts: Counts,
    reported: u64,
    running: Option<Instant>,
    /// Whether somebody runs, or is about to run, the handler.
    pub(crate) scheduled: bool,
    pub(crate) state: State,
}

impl Queue {
    pub(crate) fn new(messages: usize, bytes: u64, on_full: OnFull) -> Queue {
        Queue {
            messages,
            most_bytes: bytes,
            on_full,
            entries: VecDeque::new(),
            waiting: 0,
            bytes: 0,
            next: 0,
            outside: VecDeque::new(),
            latest: HashMap::new(),
            counts: Counts::default(),
            reported: 0,
            running: None,
            scheduled: false,
            state: State::Open,
        }
    }

    /// The bytes that taking a message would add to the hub's, and those that it would free.
    pub(crate) fn weigh(&self, message: &Message) -> (u64, u64) {
        let size = message.size();
        if self.state != State::Open || size > self.most_bytes {
            return (0, 0);
        }
        match self.on_full {
            OnFull::Block => (size, 0),
            OnFull::DropNewest | OnFull::Disconnect if !self.has_room(message) => (0, 0),
            OnFull::DropNewest | OnFull::Disconnect => (size, 0),
            OnFull::DropOldest => (size, self.makes_room(size, None)),
            OnFull::Latest => (size, self.makes_room(size, self.latest.get(message.subject()).copied())),
        }
    }

    /// Whether a message has room as the queue is.
    pub(crate) fn has_room(&self, message: &Message) -> bool {
        self.outside.is_empty() && self.fits(self.waiting, self.bytes, message.size())
    }

    fn fits(&self, waiting: usize, bytes: u64, size: u64) -> bool {
        waiting < self.messages && bytes.saturating_add(size) <= self.most_bytes
    }

    /// The bytes of what goes so that a message fits: one that it replaces, then the oldest.
    fn makes_room(&self, size: u64, replaced: Option<u64>) -> u64 {
        let (mut waiting, mut bytes, mut freed) = (self.waiting, self.bytes, 0);
        let mut remove = |message: &Message| {
            waiting -= 1;
            bytes -= message.size();
            freed += message.size();
            self.fits(waiting, bytes, size)
        };
        let replaced_message = replaced.and_then(|position| self.message(position));
        if replaced_message.is_some_and(&mut remove) || self.fits(self.waiting, self.bytes, size) {
            return freed;
        }
        for entry in self.entries.iter().filter(|entry| Some(entry.position) != replaced) {
            if entry.message.as_ref().is_some_and(&mut remove) {
                break;
            }
        }
        freed
    }

    fn index(&self, position: u64) -> Option<usize> {
        self.entries.binary_search_by_key(&position, |entry| entry.position).ok()
    }

    fn message(&self, position: u64) -> Option<&Message> {
        self.entries[self.index(position)?].message.as_ref()
    }

    /// Takes a message that matched, by the policy. The caller has counted what [`weigh`](Queue::weigh) said.
    pub(crate) fn accept(&mut self, message: &Message, changed: &Arc<Event>) -> Accepted {
        self.counts.matched += 1;
        let on_full = self.on_full;
        if on_full == OnFull::Block && message.size() <= self.most_bytes && !self.has_room(message) {
            let token = self.next_position();
            self.outside.push_back(Outside { token, message: message.clone(), changed: changed.clone() });
            return Accepted::Outside(token);
        }
        self.place(message, on_full, false)
    }

    /// Takes a message of the history.
    pub(crate) fn replay(&mut self, message: &Message) {
        if self.state == State::Open {
            self.counts.matched += 1;
            let on_full = if self.on_full == OnFull::Block { OnFull::DropOldest } else { self.on_full };
            self.place(message, on_full, true);
        }
    }

    fn place(&mut self, message: &Message, on_full: OnFull, replayed: bool) -> Accepted {
        let size = message.size();
        if size > self.most_bytes {
            self.counts.dropped += 1;
            match on_full {
                OnFull::Block => return Accepted::Refused,
                OnFull::Disconnect => self.state = State::Disconnected,
                _ => {}
            }
            return Accepted::Dropped;
        }
        if let Some(earlier) = self.latest.get(message.subject()).copied() {
            self.remove(earlier);
            self.counts.dropped += 1;
        }
        while !self.fits(self.waiting, self.bytes, size) {
            match on_full {
                OnFull::DropOldest | OnFull::Latest => {
                    self.pop();
                }
                OnFull::Disconnect => self.state = State::Disconnected,
                OnFull::DropNewest | OnFull::Block => {}
            }
            self.counts.dropped += 1;
            if !matches!(on_full, OnFull::DropOldest | OnFull::Latest) {
                return Accepted::Dropped;
            }
        }
        self.push(message.clone(), replayed);
        Accepted::Queued
    }

    fn next_position(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn push(&mut self, message: Message, replayed: bool) {
        let position = self.next_position();
        if self.on_full == OnFull::Latest {
            self.latest.insert(message.shared_subject().clone(), position);
        }
        self.waiting += 1;
        self.bytes += message.size();
        self.entries.push_back(Entry { position, message: Some(message), replayed });
    }

    /// Removes the message at a position, if it waits.
    fn remove(&mut self, position: u64) -> Option<(Message, bool)> {
        let index = self.index(position)?;
        let entry = &mut self.entries[index];
        let (message, replayed) = (entry.message.take()?, entry.replayed);
        self.waiting -= 1;
        self.bytes -= message.size();
        if self.latest.get(message.subject()) == Some(&position) {
            self.latest.remove(message.subject());
        }
        while self.entries.front().is_some_and(|entry| entry.message.is_none()) {
            self.entries.pop_front();
        }
        if self.entries.len() > 2 * self.waiting + 16 {
            self.entries.retain(|entry| entry.message.is_some());
        }
        Some((message, replayed))
    }

    /// Removes the oldest message.
    fn pop(&mut self) -> Option<(Message, bool)> {
        // The front always has a message: places without one are removed with what was before them.
        let position = self.entries.front()?.position;
        self.remove(position)
    }

    /// Lets those in whose publishers wait, in their order, as far as there is room.
    fn admit(&mut self) {
        while let Some(first) = self.outside.front() {
            if !self.fits(self.waiting, self.bytes, first.message.size()) {
                break;
            }
            if let Some(first) = self.outside.pop_front() {
                self.push(first.message, false);
                first.changed.notify(usize::MAX);
            }
        }
    }

    /// Takes the oldest message as received.
    pub(crate) fn take(&mut self) -> Option<(Message, bool)> {
        let taken = self.pop()?;
        self.counts.received += 1;
        self.admit();
        Some(taken)
    }

    /// Takes the oldest message for the handler. It is received when the handler ends.
    pub(crate) fn begin(&mut self) -> Option<(Message, bool)> {
        let taken = self.pop()?;
        self.running = Some(Instant::now());
        self.admit();
        Some(taken)
    }

    /// Takes the message at a position for the handler, if it still waits.
    pub(crate) fn begin_at(&mut self, position: u64) -> Option<Message> {
        let (message, _) = self.remove(position)?;
        self.running = Some(Instant::now());
        self.admit();
        Some(message)
    }

    /// Counts the message that the handler had.
    pub(crate) fn finish(&mut self, panicked: bool) {
        if self.running.take().is_some() {
            self.counts.received += 1;
            self.counts.panics += u64::from(panicked);
        }
    }

    /// The oldest messages that wait, with their positions; they stay.
    pub(crate) fn oldest(&self) -> impl Iterator<Item = (u64, &Message, bool)> {
        let entries = self.entries.iter();
        entries.filter_map(|entry| Some((entry.position, entry.message.as_ref()?, entry.replayed)))
    }

    /// Whether the publisher of a message still waits.
    pub(crate) fn is_outside(&self, token: u64) -> bool {
        self.outside.iter().any(|outside| outside.token == token)
    }

    /// Drops a message whose publisher does not wait any longer, and returns its bytes.
    pub(crate) fn expire(&mut self, token: u64) -> Option<u64> {
        let index = self.outside.iter().position(|outside| outside.token == token)?;
        let outside = self.outside.remove(index)?;
        self.counts.dropped += 1;
        self.admit();
        Some(outside.message.size())
    }

    /// Closes, discards what waits, and returns how many messages and bytes that was.
    pub(crate) fn close(&mut self) -> (u64, u64) {
        self.state = State::Closed;
        let freed = self.bytes + self.outside.iter().map(|outside| outside.message.size()).sum::<u64>();
        let discarded = (self.waiting + self.outside.len()) as u64;
        self.counts.discarded += discarded;
        self.entries = VecDeque::new();
        self.latest = HashMap::new();
        (self.waiting, self.bytes) = (0, 0);
        for outside in std::mem::take(&mut self.outside) {
            outside.changed.notify(usize::MAX);
        }
        (discarded, freed)
    }

    /// The messages lost since this was last asked.
    pub(crate) fn lost(&mut self) -> u64 {
        let lost = self.counts.dropped - self.reported;
        self.reported = self.counts.dropped;
        lost
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Since when the handler has had its message.
    pub(crate) fn running(&self) -> Option<Instant> {
        self.running
    }

    /// The counts. A message that the handler has, or whose publisher waits, counts when its outcome is known.
    pub(crate) fn counts(&self) -> Counts {
        let undecided = u64::from(self.running.is_some()) + self.outside.len() as u64;
        Counts { matched: self.counts.matched - undecided, ..self.counts }
    }
}
