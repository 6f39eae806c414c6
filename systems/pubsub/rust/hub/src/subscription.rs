use std::{sync::Arc, time::Duration};

use event_listener::Event;
use parking_lot::Mutex;

use crate::{
    close::{Draining, Leaving},
    core::Core,
    error::Error,
    handler::Runner,
    hub::Hub,
    message::{Delivery, Message},
    queue::Queue,
    route::Group,
    stats::SubscriptionStats,
    wait,
};

/// A subscription, as the hub has it.
pub(crate) struct Sub {
    pub(crate) id: u64,
    pub(crate) name: Arc<str>,
    pub(crate) pattern: String,
    pub(crate) group: Option<Arc<Group>>,
    pub(crate) timeout: Duration,
    pub(crate) runner: Runner,
    pub(crate) queue: Mutex<Queue>,
    /// Something came, a handler ended, or the state changed.
    pub(crate) changed: Event,
}

/// A subscription. Clones are the same one. It stays until it is unsubscribed or the hub is closed; dropping this does not end it.
#[derive(Clone)]
pub struct Subscription {
    pub(crate) core: Arc<Core>,
    pub(crate) sub: Arc<Sub>,
    /// The handler that uses this, or 0.
    pub(crate) caller: u64,
}

/// A message that waits for a handler somewhere else, which has to claim it.
#[derive(Clone, Debug)]
pub struct Claimable {
    /// Its place in the queue.
    pub position: u64,
    /// The message.
    pub message: Message,
    /// Whether it comes from the history.
    pub replayed: bool,
}

impl Subscription {
    /// The number, unique in the process of the hub.
    pub fn id(&self) -> u64 {
        self.sub.id
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.sub.name
    }

    /// The pattern.
    pub fn pattern(&self) -> &str {
        &self.sub.pattern
    }

    /// The same subscription, for what the handler does whose hub this is.
    pub fn within(&self, hub: &Hub) -> Subscription {
        Subscription { caller: hub.caller, ..self.clone() }
    }

    /// The counters, also after it was closed.
    pub fn stats(&self) -> SubscriptionStats {
        SubscriptionStats::of(&self.sub)
    }

    /// Ends the subscription, discards what waits, and waits up to a minute until its handler does not run any more: then nothing is delivered
    /// after this returns. In the handler itself it does not wait. Returns how many messages were discarded.
    pub fn unsubscribe(&self) -> Result<u64, Error> {
        wait::block(self.begin_unsubscribe(Duration::from_secs(60))?)
    }

    /// Takes no new messages, and waits until the handler has had those that wait. A subscription without a handler is drained by those
    /// who take from it; this does not wait for them.
    pub fn drain(&self, timeout: Duration) -> Result<(), Error> {
        wait::block(self.begin_drain(timeout)?)
    }

    /// [`unsubscribe`](Subscription::unsubscribe), without waiting.
    pub fn begin_unsubscribe(&self, timeout: Duration) -> Result<Leaving, Error> {
        Leaving::begin(self, timeout)
    }

    /// [`drain`](Subscription::drain), without waiting.
    pub fn begin_drain(&self, timeout: Duration) -> Result<Draining, Error> {
        Draining::begin(self, timeout)
    }

    /// For a handler somewhere else: the oldest messages, up to a number of them and, but for the first, of bytes. They stay in the queue. If there
    /// are none, the handler is idle, and [`Hub::ready`] says when there is work again.
    pub fn waiting(&self, messages: usize, bytes: u64) -> Vec<Claimable> {
        let mut queue = self.sub.queue.lock();
        let mut total = 0;
        let found: Vec<Claimable> = queue
            .oldest()
            .take(messages)
            .take_while(|(_, message, _)| {
                let first = total == 0;
                total += message.size();
                first || total <= bytes
            })
            .map(|(position, message, replayed)| Claimable { position, message: message.clone(), replayed })
            .collect();
        if found.is_empty() {
            self.core.became_idle(&self.sub, &mut queue);
        }
        found
    }

    /// For a handler somewhere else: takes a message from the queue, and returns how many were lost before it. `None` if it does not wait any
    /// more: then the handler must not see it.
    pub fn claim(&self, position: u64) -> Option<u64> {
        let mut queue = self.sub.queue.lock();
        let message = queue.begin_at(position)?;
        self.core.memory.free(message.size());
        Some(queue.lost())
    }

    /// For a handler somewhere else: it has ended with the message that it claimed.
    pub fn finish(&self, panicked: bool) {
        self.sub.queue.lock().finish(panicked);
        self.sub.changed.notify(usize::MAX);
    }

    pub(crate) fn delivery(&self, message: Message, replayed: bool, lost: u64) -> Delivery {
        let hub = Hub { core: self.core.clone(), caller: self.sub.id };
        Delivery { message, replayed, lost, hub }
    }
}
