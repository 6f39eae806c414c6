use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use event_listener::EventListener;

use crate::{
    blocked::Blocked,
    close::{Closing, Idle},
    core::Core,
    deliver::deliver,
    error::Error,
    message::{Draft, Message, check_headers},
    options::Config,
    publisher::Publisher,
    request::Replying,
    stats::Stats,
    subject::check_subject,
    subscription::Subscription,
    wait::{self, Wait},
};

/// A hub. Clones are the same one. Its memory is released when it is closed, or when the last of them and of its subscriptions is dropped.
#[derive(Clone)]
pub struct Hub {
    pub(crate) core: Arc<Core>,
    /// The subscription whose handler uses this, or 0.
    pub(crate) caller: u64,
}

impl Hub {
    /// Opens a hub. It uses no memory to speak of before there are messages, and no thread before a handler has work.
    pub fn open(config: Config) -> Hub {
        Hub { core: Arc::new(Core::new(config)), caller: 0 }
    }

    /// Publishes a payload on a subject. What is published on one subject arrives in one order. To publish to nobody is not an error.
    ///
    /// If a subscription that blocks is full, this waits until it has room, up to its timeout.
    pub fn publish(&self, subject: impl Into<String>, payload: impl Into<Vec<u8>>) -> Result<(), Error> {
        self.send(Draft::new(subject).payload(payload))
    }

    /// Publishes a message.
    pub fn send(&self, draft: Draft) -> Result<(), Error> {
        self.begin_send(draft)?.map_or(Ok(()), wait::block)
    }

    /// Publishes a message without waiting: returns what there is to wait for.
    pub fn begin_send(&self, draft: Draft) -> Result<Option<Blocked>, Error> {
        check_headers(&draft.headers)?;
        self.core.check_open(self.caller)?;
        check_subject(&draft.subject)?;
        let subject = draft.subject.clone();
        let sent = self.core.subjects.in_order(&self.core, &subject, |route, subject| {
            let message = Message::new(subject, draft, self.core.config.max_payload)?;
            deliver(&self.core, route, &message, None)
        })?;
        Blocked::of(&self.core, self.caller, sent)
    }

    /// Makes a publisher of one subject. What it publishes arrives in its order.
    pub fn publisher(&self, subject: &str) -> Result<Publisher, Error> {
        self.core.check_open(self.caller)?;
        check_subject(subject)?;
        Ok(Publisher::new(self.clone(), subject.into()))
    }

    /// Publishes a request and waits for the first answer.
    pub fn request(
        &self,
        subject: impl Into<String>,
        payload: impl Into<Vec<u8>>,
        timeout: Duration,
    ) -> Result<Message, Error> {
        wait::block(self.begin_request(Draft::new(subject).payload(payload), timeout)?)
    }

    /// Publishes a request without waiting. The draft's subject for answers does not count.
    pub fn begin_request(&self, draft: Draft, timeout: Duration) -> Result<Replying, Error> {
        Replying::begin(self, draft, timeout)
    }

    /// Waits until every handler is idle and nothing waits for one.
    pub fn wait_idle(&self, timeout: Duration) -> Result<(), Error> {
        wait::block(self.begin_idle(timeout)?)
    }

    /// [`wait_idle`](Hub::wait_idle), without waiting.
    pub fn begin_idle(&self, timeout: Duration) -> Result<Idle, Error> {
        Idle::begin(self, timeout)
    }

    /// Closes the hub: handlers get what waits for them, up to the timeout; the rest is discarded and counted. In a handler, this does not wait for
    /// that handler. Returns how many messages were discarded.
    pub fn close(&self, timeout: Duration) -> Result<u64, Error> {
        Ok(wait::block(self.begin_close(timeout)?))
    }

    /// [`close`](Hub::close), without waiting.
    pub fn begin_close(&self, timeout: Duration) -> Result<Closing, Error> {
        Closing::begin(self, timeout)
    }

    /// The most bytes of a payload.
    pub fn max_payload(&self) -> u64 {
        self.core.config.max_payload
    }

    /// The counters.
    pub fn stats(&self) -> Result<Stats, Error> {
        self.core.check_open(self.caller)?;
        Ok(Stats::of(&self.core))
    }

    /// The subscription of a name, if it is not closed.
    pub fn find(&self, name: &str) -> Result<Subscription, Error> {
        self.core.check_open(self.caller)?;
        let subs = self.core.subs.lock();
        let sub = subs.by_name.get(name).and_then(|id| subs.by_id.get(id)).cloned();
        drop(subs);
        self.subscription(sub, name)
    }

    /// The subscription of a number, if it is not closed.
    pub fn find_by_id(&self, id: u64) -> Result<Subscription, Error> {
        self.core.check_open(self.caller)?;
        let sub = self.core.subs.lock().by_id.get(&id).cloned();
        self.subscription(sub, &id.to_string())
    }

    fn subscription(
        &self,
        sub: Option<Arc<crate::subscription::Sub>>,
        name: &str,
    ) -> Result<Subscription, Error> {
        let sub = sub.ok_or_else(|| Error::NotFound(format!("subscription {name}")))?;
        Ok(Subscription { core: self.core.clone(), sub, caller: self.caller })
    }

    /// The same hub, for what the handler of a subscription does.
    pub fn within(&self, subscription: u64) -> Hub {
        Hub { core: self.core.clone(), caller: subscription }
    }

    /// Waits until handlers somewhere else have work: see [`Subscription::waiting`].
    pub fn ready(&self) -> Ready {
        Ready(self.core.clone())
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").finish_non_exhaustive()
    }
}

/// Waits for work of handlers somewhere else. The outcome is the numbers of their subscriptions, or none when the hub is closed.
pub struct Ready(Arc<Core>);

impl Wait for Ready {
    type Outcome = Option<Vec<u64>>;

    fn listen(&self) -> EventListener {
        self.0.work.listen()
    }

    fn check(&mut self, _now: Instant) -> Option<Option<Vec<u64>>> {
        let closed = self.0.is_closed();
        let ready = self.0.take_ready();
        if ready.is_empty() { closed.then_some(None) } else { Some(Some(ready)) }
    }

    fn deadline(&self) -> Instant {
        wait::until(Duration::MAX)
    }
}
