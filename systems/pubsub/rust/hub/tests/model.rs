//! Random operations against a naive model of the rules: contents, order, counts, bytes and results.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it expects")]

mod common;

use std::time::Duration;

use common::*;
use pubsub::{Config, Draft, Error, Hub, OnFull, Options, State, Subscription, matches};

#[derive(Clone, PartialEq, Debug)]
struct Message {
    subject: &'static str,
    payload: String,
}

impl Message {
    fn size(&self) -> u64 {
        (self.subject.len() + self.payload.len()) as u64
    }
}

/// A queue as the rules say it, without regard to cost.
struct Model {
    sub: Subscription,
    pattern: &'static str,
    messages: usize,
    bytes: u64,
    on_full: OnFull,
    waiting: Vec<Message>,
    state: State,
    matched: u64,
    received: u64,
    dropped: u64,
    discarded: u64,
    reported: u64,
}

impl Model {
    fn size(&self) -> u64 {
        self.waiting.iter().map(Message::size).sum()
    }

    fn full(&self, message: &Message) -> bool {
        self.waiting.len() >= self.messages || self.size() + message.size() > self.bytes
    }

    /// Takes a message by the policy and reports whether the publisher learns that it did not fit.
    fn push(&mut self, message: &Message, on_full: OnFull) -> bool {
        self.matched += 1;
        if message.size() > self.bytes {
            self.dropped += 1;
            if on_full == OnFull::Disconnect {
                self.state = State::Disconnected;
            }
            return on_full == OnFull::Block;
        }
        if on_full == OnFull::Latest {
            let before = self.waiting.len();
            self.waiting.retain(|other| other.subject != message.subject);
            self.dropped += (before - self.waiting.len()) as u64;
        }
        if self.full(message) {
            match on_full {
                OnFull::DropOldest | OnFull::Latest => {
                    while self.full(message) {
                        self.waiting.remove(0);
                        self.dropped += 1;
                    }
                }
                OnFull::DropNewest | OnFull::Block => {
                    self.dropped += 1;
                    return on_full == OnFull::Block;
                }
                OnFull::Disconnect => {
                    self.dropped += 1;
                    self.state = State::Disconnected;
                    return false;
                }
            }
        }
        self.waiting.push(message.clone());
        false
    }

    fn compare(&self) -> Result<(), String> {
        let stats = self.sub.stats();
        let got = [
            stats.matched,
            stats.received,
            stats.pending,
            stats.pending_bytes,
            stats.dropped,
            stats.discarded,
        ];
        let pending = self.waiting.len() as u64;
        let want = [self.matched, self.received, pending, self.size(), self.dropped, self.discarded];
        check(&stats);
        if got != want || stats.state != self.state {
            return Err(format!("got {stats:?}, want {want:?} {:?}", self.state));
        }
        Ok(())
    }
}

const SUBJECTS: [&str; 4] = ["a", "a.b", "a.c", "long.subject.of.several.tokens"];
const PATTERNS: [&str; 6] = ["a", "a.*", ">", "*", "a.b", "long.>"];
const POLICIES: [OnFull; 5] =
    [OnFull::Block, OnFull::DropOldest, OnFull::DropNewest, OnFull::Latest, OnFull::Disconnect];

/// One hub through some operations. `wrong` is the canary: a model whose bounds are rounded up.
fn run(seed: u64, wrong: bool) -> Result<(), String> {
    let mut random = fastrand::Rng::with_seed(seed);
    let depth = random.usize(..3);
    let most = random.u64(50..2_000);
    let hub = Hub::open(Config::new().max_bytes(most).max_payload(40).history(depth));
    let publishers = SUBJECTS.map(|subject| hub.publisher(subject).unwrap());
    let mut history: Vec<Message> = Vec::new();
    let mut models: Vec<Model> = Vec::new();
    let mut published = 0;
    for step in 0..200 {
        match random.u8(..10) {
            0 if models.len() < 6 => {
                let (messages, bytes) = (random.usize(1..6), random.u64(20..120));
                let on_full = *random.choice(&POLICIES).unwrap();
                let pattern = *random.choice(&PATTERNS).unwrap();
                let replay = random.usize(..3);
                let options = Options::new().messages(messages).bytes(bytes).on_full(on_full);
                let options = options.timeout(Duration::ZERO).replay(replay);
                let messages = if wrong { messages.next_power_of_two() } else { messages };
                let sub = hub.pull(pattern, options);
                let last = |subject: &str| {
                    let of: Vec<usize> =
                        (0..history.len()).filter(|it| history[*it].subject == subject).collect();
                    of[of.len() - of.len().min(replay)..].to_vec()
                };
                let mut replayed: Vec<usize> =
                    SUBJECTS.iter().filter(|it| matches(pattern, it)).flat_map(|it| last(it)).collect();
                replayed.sort_unstable();
                let mut model = Model {
                    sub: match &sub {
                        Ok(sub) => sub.clone(),
                        Err(_) => Hub::open(Config::new()).pull("a", Options::new()).unwrap(),
                    },
                    pattern,
                    messages,
                    bytes,
                    on_full,
                    waiting: Vec::new(),
                    state: State::Open,
                    matched: 0,
                    received: 0,
                    dropped: 0,
                    discarded: 0,
                    reported: 0,
                };
                let on_full = if on_full == OnFull::Block { OnFull::DropOldest } else { on_full };
                for index in replayed {
                    if model.state == State::Open {
                        model.push(&history[index], on_full);
                    }
                }
                let used = stored(&models, &history) + model.size();
                if sub.is_ok() != (used <= most) {
                    return Err(format!("step {step}: subscribe with {used} of {most}: {:?}", sub.map(drop)));
                }
                if sub.is_ok() {
                    models.push(model);
                }
            }
            1 if !models.is_empty() => {
                let index = random.usize(..models.len());
                let mut model = models.swap_remove(index);
                let discarded = model.sub.unsubscribe();
                if discarded != Ok(model.waiting.len() as u64) {
                    return Err(format!("step {step}: unsubscribe {discarded:?}"));
                }
                model.discarded = std::mem::take(&mut model.waiting).len() as u64;
                model.state = State::Closed;
                model.compare()?;
            }
            2 | 3 if !models.is_empty() => {
                let index = random.usize(..models.len());
                let model = &mut models[index];
                let most = random.usize(..4);
                let batch = model.sub.try_batch(most);
                let want: Vec<Message> = model.waiting.drain(..most.min(model.waiting.len())).collect();
                let got: Vec<(String, String)> = batch
                    .messages
                    .iter()
                    .map(|it| (it.subject().to_owned(), String::from_utf8_lossy(it.payload()).into_owned()))
                    .collect();
                model.received += want.len() as u64;
                let lost = model.dropped - std::mem::replace(&mut model.reported, model.dropped);
                let want: Vec<_> = want.into_iter().map(|it| (it.subject.to_owned(), it.payload)).collect();
                if (&got, batch.lost) != (&want, lost) {
                    return Err(format!("step {step}: got {got:?} {}, want {want:?} {lost}", batch.lost));
                }
            }
            _ => {
                let which = random.usize(..SUBJECTS.len());
                let payload = format!("{step}{}", "x".repeat(random.usize(..38)));
                let message = Message { subject: SUBJECTS[which], payload };
                let draft = Draft::new(message.subject).payload(message.payload.clone());
                let result = if random.bool() { hub.send(draft) } else { publishers[which].send(draft) };
                publish(&mut models, &mut history, depth, most, &message, result, &mut published)
                    .map_err(|error| format!("step {step}: {error}"))?;
            }
        }
        for model in &models {
            model.compare().map_err(|error| format!("step {step}: {error}"))?;
        }
        let stats = hub.stats().unwrap();
        let want = (published, stored(&models, &history));
        if (stats.published, stats.bytes) != want {
            return Err(format!("step {step}: {} {}, want {want:?}", stats.published, stats.bytes));
        }
    }
    Ok(())
}

fn stored(models: &[Model], history: &[Message]) -> u64 {
    models.iter().map(Model::size).sum::<u64>() + history.iter().map(Message::size).sum::<u64>()
}

/// What publishing does, and whether the result says so.
fn publish(
    models: &mut [Model],
    history: &mut Vec<Message>,
    depth: usize,
    most: u64,
    message: &Message,
    result: Result<(), Error>,
    published: &mut u64,
) -> Result<(), String> {
    if message.payload.len() > 40 {
        return if matches!(result, Err(Error::TooLarge { .. })) {
            Ok(())
        } else {
            Err(format!("{result:?}"))
        };
    }
    // The rules on a copy: all of it happens, or nothing.
    let before: Vec<_> =
        models.iter().map(|it| (it.waiting.clone(), it.state, it.matched, it.dropped)).collect();
    let older = history.clone();
    let mut full = false;
    for model in models.iter_mut() {
        if model.state == State::Open && matches(model.pattern, message.subject) {
            full |= model.push(message, model.on_full);
        }
    }
    // One that waits for room counts until it is dropped, so a message that blocks is refused if it has no place in memory.
    let outside: u64 = models
        .iter()
        .zip(&before)
        .filter(|(model, (waiting, state, ..))| {
            let reached = *state == State::Open && matches(model.pattern, message.subject);
            reached
                && model.on_full == OnFull::Block
                && message.size() <= model.bytes
                && model.waiting == *waiting
        })
        .map(|_| message.size())
        .sum();
    if depth > 0 {
        history.push(message.clone());
        if history.iter().filter(|it| it.subject == message.subject).count() > depth {
            let oldest = history.iter().position(|it| it.subject == message.subject).unwrap();
            history.remove(oldest);
        }
    }
    let was: u64 = before.iter().flat_map(|it| &it.0).chain(&older).map(Message::size).sum();
    let used = stored(models, history) + outside;
    if used > most && used > was {
        for (model, (waiting, state, matched, dropped)) in models.iter_mut().zip(before) {
            (model.waiting, model.state, model.matched, model.dropped) = (waiting, state, matched, dropped);
        }
        *history = older;
        return if result == Err(Error::NoMemory(most)) {
            Ok(())
        } else {
            Err(format!("{used} of {most}: {result:?}"))
        };
    }
    *published += 1;
    match result {
        Ok(()) if !full => Ok(()),
        Err(Error::Full { .. }) if full => Ok(()),
        result => Err(format!("full {full}: {result:?}")),
    }
}

#[test]
fn random_operations() {
    for seed in 0..400 {
        if let Err(error) = run(seed, false) {
            panic!("seed {seed}, {error}");
        }
    }
}

#[test]
fn the_model_finds_a_wrong_bound() {
    assert!((0..20).any(|seed| run(seed, true).is_err()));
}
