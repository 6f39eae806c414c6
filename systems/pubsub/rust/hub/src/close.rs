//! The end of a subscription and of a hub.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use event_listener::EventListener;

use crate::{
    core::Core,
    error::Error,
    handler::{Handler, Runner, call_once},
    hub::Hub,
    queue::State,
    subscription::{Sub, Subscription},
    wait::{self, Wait},
};

/// What a handler waits for, noted while it does.
struct Noted {
    core: Arc<Core>,
    caller: u64,
    token: Option<u64>,
}

impl Noted {
    /// Notes it, unless one of them waits for the caller itself: then there is `None`.
    fn enter(core: &Arc<Core>, caller: u64, of: &[u64]) -> Option<Noted> {
        let mut token = None;
        if caller != 0 {
            let mut graph = core.graph.lock();
            if of.iter().any(|sub| graph.depends(*sub, caller)) {
                return None;
            }
            token = Some(graph.enter(caller, false, of.to_vec()));
        }
        Some(Noted { core: core.clone(), caller, token })
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        if let Some(token) = self.token {
            self.core.graph.lock().leave(self.caller, token);
        }
    }
}

/// Closes a subscription and returns what it discarded.
fn discard(core: &Core, sub: &Sub) -> u64 {
    let mut queue = sub.queue.lock();
    let was_closed = queue.state == State::Closed;
    let (discarded, freed) = queue.close();
    core.memory.free(freed);
    // A handler that is scheduled is dropped by the thread that runs it.
    let scheduled = queue.scheduled;
    let handler = if scheduled { None } else { sub.runner.retire() };
    drop(queue);
    if !was_closed {
        core.remove(sub, scheduled);
    }
    sub.changed.notify(usize::MAX);
    retire(handler);
    discarded
}

/// Drops a handler. What it has captured may do anything then.
fn retire(handler: Option<Handler>) {
    if handler.is_some() {
        call_once(|| drop(handler));
    }
}

impl Subscription {
    /// Closes it at once.
    pub(crate) fn discard(&self) -> u64 {
        discard(&self.core, &self.sub)
    }
}

/// Waits until the handler of a subscription that was ended does not run any more.
pub struct Leaving {
    subscription: Subscription,
    discarded: u64,
    until: Instant,
    noted: Option<Noted>,
}

impl Leaving {
    pub(crate) fn begin(subscription: &Subscription, timeout: Duration) -> Result<Leaving, Error> {
        let Subscription { core, sub, caller } = subscription;
        if sub.queue.lock().state == State::Closed {
            return Err(Error::Closed("the subscription"));
        }
        let discarded = discard(core, sub);
        let noted = Noted::enter(core, *caller, &[sub.id]);
        Ok(Leaving { subscription: subscription.clone(), discarded, until: wait::until(timeout), noted })
    }
}

impl Wait for Leaving {
    type Outcome = Result<u64, Error>;

    fn listen(&self) -> EventListener {
        self.subscription.sub.changed.listen()
    }

    fn check(&mut self, now: Instant) -> Option<Result<u64, Error>> {
        if self.noted.is_none() || self.subscription.sub.queue.lock().running().is_none() {
            return Some(Ok(self.discarded));
        }
        (now >= self.until)
            .then_some(Err(Error::Timeout("the subscription is closed, and its handler still runs")))
    }

    fn deadline(&self) -> Instant {
        self.until
    }
}

/// Waits until a subscription that takes no more is empty.
pub struct Draining {
    subscription: Subscription,
    until: Instant,
    _noted: Noted,
}

impl Draining {
    pub(crate) fn begin(subscription: &Subscription, timeout: Duration) -> Result<Draining, Error> {
        let Subscription { core, sub, caller } = subscription;
        if sub.queue.lock().state != State::Open {
            return Err(Error::Closed("the subscription"));
        }
        let noted = Noted::enter(core, *caller, &[sub.id]);
        let noted = noted.ok_or(Error::WouldDeadlock("the end of the handler"))?;
        retire(begin_draining(core, sub));
        Ok(Draining { subscription: subscription.clone(), until: wait::until(timeout), _noted: noted })
    }
}

/// Takes no new messages. Returns the handler if it is not needed any more.
fn begin_draining(core: &Core, sub: &Sub) -> Option<Handler> {
    let mut queue = sub.queue.lock();
    if queue.state != State::Open {
        return None;
    }
    queue.state = State::Draining;
    if queue.scheduled || queue.waiting() > 0 {
        return None;
    }
    core.became_idle(sub, &mut queue);
    sub.runner.retire()
}

impl Wait for Draining {
    type Outcome = Result<(), Error>;

    fn listen(&self) -> EventListener {
        self.subscription.sub.changed.listen()
    }

    fn check(&mut self, now: Instant) -> Option<Result<(), Error>> {
        let pull = matches!(self.subscription.sub.runner, Runner::Pull);
        if pull || self.subscription.sub.queue.lock().state == State::Closed {
            return Some(Ok(()));
        }
        (now >= self.until).then_some(Err(Error::Timeout("the handler has not had all messages")))
    }

    fn deadline(&self) -> Instant {
        self.until
    }
}

/// Waits until all handlers are idle.
pub struct Idle {
    core: Arc<Core>,
    until: Instant,
}

impl Idle {
    pub(crate) fn begin(hub: &Hub, timeout: Duration) -> Result<Idle, Error> {
        hub.core.check_open(hub.caller)?;
        if hub.caller != 0 {
            return Err(Error::WouldDeadlock("the handler that waits is not idle"));
        }
        Ok(Idle { core: hub.core.clone(), until: wait::until(timeout) })
    }
}

impl Wait for Idle {
    type Outcome = Result<(), Error>;

    fn listen(&self) -> EventListener {
        self.core.moved.listen()
    }

    fn check(&mut self, now: Instant) -> Option<Result<(), Error>> {
        if self.core.is_closed() {
            return Some(Err(Error::Closed("the hub")));
        }
        if self.core.is_idle() {
            return Some(Ok(()));
        }
        (now >= self.until).then_some(Err(Error::Timeout("handlers are busy")))
    }

    fn deadline(&self) -> Instant {
        self.until
    }
}

/// Waits until all handlers have had what waited for them. Dropping this closes the hub at once.
pub struct Closing {
    core: Arc<Core>,
    /// Those with handlers that are waited for.
    awaited: Vec<Arc<Sub>>,
    discarded: u64,
    until: Instant,
    ended: bool,
    _noted: Option<Noted>,
}

impl Closing {
    pub(crate) fn begin(hub: &Hub, timeout: Duration) -> Result<Closing, Error> {
        let core = &hub.core;
        core.begin_closing()?;
        let mut closing = Closing {
            core: core.clone(),
            awaited: Vec::new(),
            discarded: 0,
            until: wait::until(timeout),
            ended: false,
            _noted: None,
        };
        for sub in core.all() {
            if matches!(sub.runner, Runner::Pull) {
                closing.discarded += discard(core, &sub);
                continue;
            }
            retire(begin_draining(core, &sub));
            // One that waits for the handler that closes is not waited for.
            if hub.caller == 0 || !core.graph.lock().depends(sub.id, hub.caller) {
                closing.awaited.push(sub);
            }
        }
        let awaited: Vec<u64> = closing.awaited.iter().map(|sub| sub.id).collect();
        closing._noted = Noted::enter(core, hub.caller, &awaited);
        Ok(closing)
    }

    /// Discards the rest.
    fn end(&mut self) {
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        self.core.set_closed();
        for sub in self.core.all() {
            self.discarded += discard(&self.core, &sub);
        }
        self.core.memory.free(self.core.history.lock().clear());
        self.core.subjects.clear();
    }
}

impl Wait for Closing {
    type Outcome = u64;

    fn listen(&self) -> EventListener {
        self.core.moved.listen()
    }

    fn check(&mut self, now: Instant) -> Option<u64> {
        self.awaited.retain(|sub| sub.queue.lock().scheduled);
        if !self.awaited.is_empty() && now < self.until {
            return None;
        }
        self.end();
        Some(self.discarded)
    }

    fn deadline(&self) -> Instant {
        self.until
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        self.end();
    }
}
