use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use parking_lot::Mutex;

use crate::{
    blocked::Blocked,
    deliver::deliver,
    error::Error,
    hub::Hub,
    message::{Draft, Message, check_headers},
    route::Cached,
    wait,
};

/// A publisher of one subject. It knows whom it reaches, and looks again only when subscriptions have changed.
pub struct Publisher {
    hub: Hub,
    subject: Arc<str>,
    closed: AtomicBool,
    route: Mutex<Cached>,
}

impl Publisher {
    pub(crate) fn new(hub: Hub, subject: Arc<str>) -> Publisher {
        Publisher { hub, subject, closed: AtomicBool::new(false), route: Mutex::default() }
    }

    /// The subject.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Publishes a payload.
    pub fn publish(&self, payload: impl Into<Vec<u8>>) -> Result<(), Error> {
        self.send(Draft::default().payload(payload))
    }

    /// Publishes a message; the subject of the draft does not count.
    pub fn send(&self, draft: Draft) -> Result<(), Error> {
        self.begin_send(&self.hub, draft)?.map_or(Ok(()), wait::block)
    }

    /// Publishes without waiting, for whom the hub knows: in a handler, pass [`Delivery::hub`](crate::Delivery::hub).
    pub fn begin_send(&self, hub: &Hub, draft: Draft) -> Result<Option<Blocked>, Error> {
        check_headers(&draft.headers)?;
        let core = &self.hub.core;
        core.check_open(hub.caller)?;
        if self.closed.load(Ordering::Acquire) {
            return Err(Error::Closed("the publisher"));
        }
        let message = Message::new(self.subject.clone(), draft, core.config.max_payload)?;
        // Locked until the message is in all queues: the next one comes after it.
        let mut cached = self.route.lock();
        let sent = deliver(core, &core.route(&mut cached, &self.subject), &message, None);
        drop(cached);
        Blocked::of(core, hub.caller, sent?)
    }

    /// Closes the publisher. Closing twice is [`Error::Closed`].
    pub fn close(&self) -> Result<(), Error> {
        match self.closed.swap(true, Ordering::AcqRel) {
            false => Ok(()),
            true => Err(Error::Closed("the publisher")),
        }
    }
}
