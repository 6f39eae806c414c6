//! One message to all who get it.

use std::sync::{Arc, atomic::Ordering};

use event_listener::Event;
use parking_lot::MutexGuard;

use crate::{
    core::Core,
    error::Error,
    message::Message,
    queue::{Accepted, Queue},
    route::Found,
    subscription::Sub,
};

/// What became of a message.
#[derive(Default)]
pub(crate) struct Sent {
    /// The queues that the publisher has to wait for.
    pub(crate) outside: Vec<(Arc<Sub>, u64)>,
    /// The subscription that blocks and can never take it.
    pub(crate) refused: Option<Error>,
    /// The numbers of those that got it or will.
    pub(crate) reached: Vec<u64>,
    /// Notified when a queue that the publisher waits for changes.
    pub(crate) changed: Arc<Event>,
}

/// Puts a message into the queues of all who get it, or into none. `answers` is notified of changes, and given for a request, which somebody must get.
pub(crate) fn deliver(
    core: &Arc<Core>,
    route: &Found<'_>,
    message: &Message,
    answers: Option<&Arc<Event>>,
) -> Result<Sent, Error> {
    let route = &route.route;
    let keeps = core.config.history > 0 && !message.is_reply();
    // All queues at once, in the order of the route: so a message is counted everywhere or nowhere, and all see the same order.
    let mut queues: Vec<MutexGuard<'_, Queue>> = route.subs.iter().map(|sub| sub.queue.lock()).collect();
    let chosen = route.choose(&queues, message);
    let inbox = if message.is_reply() { core.inboxes.lock().get(message.subject()).cloned() } else { None };
    if answers.is_some() && chosen.is_empty() && inbox.is_none() {
        return Err(Error::NoResponders(message.subject().to_owned()));
    }
    let mut history = keeps.then(|| core.history.lock());
    let (mut added, mut freed) = (0, 0);
    if let Some(history) = &history {
        (added, freed) = (message.size(), history.replaced(message.subject()));
    }
    for index in &chosen {
        let (adds, frees) = queues[*index].weigh(message);
        (added, freed) = (added + adds, freed + frees);
    }
    if !core.memory.exchange(added, freed) {
        return Err(Error::NoMemory(core.memory.most()));
    }
    if let Some(history) = &mut history {
        history.push(message);
    }
    let mut sent = Sent { changed: answers.cloned().unwrap_or_default(), ..Sent::default() };
    let mut start = Vec::new();
    for index in chosen {
        let (sub, queue) = (&route.subs[index], &mut queues[index]);
        sent.reached.push(sub.id);
        match queue.accept(message, &sent.changed) {
            Accepted::Queued | Accepted::Dropped => {}
            Accepted::Refused => sent.refused = Some(full(sub, queue)),
            Accepted::Outside(token) => sent.outside.push((sub.clone(), token)),
        }
        start.push((sub, core.schedule(sub, queue)));
    }
    core.published.fetch_add(1, Ordering::Relaxed);
    drop((queues, history));
    for (sub, work) in start {
        if work {
            core.start(sub);
        }
        sub.changed.notify(usize::MAX);
    }
    if let Some(inbox) = inbox {
        inbox.offer(message);
    }
    Ok(sent)
}

/// The error for a queue that was full.
pub(crate) fn full(sub: &Sub, queue: &Queue) -> Error {
    Error::Full { subscription: sub.name.to_string(), busy: queue.running().map(|since| since.elapsed()) }
}
