use std::time::{Duration, Instant};

use event_listener::EventListener;

use crate::{
    error::Error,
    handler::Runner,
    message::Delivery,
    queue::State,
    subscription::Subscription,
    wait::{self, Wait},
};

/// What was taken from a subscription.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The messages, in their order.
    pub messages: Vec<Delivery>,
    /// How many messages were lost since the last batch.
    pub lost: u64,
    /// The state after it.
    pub state: State,
}

impl Subscription {
    /// Takes the messages that wait, up to a number of them. A subscription with a handler has none for others.
    pub fn try_batch(&self, most: usize) -> Batch {
        let mut queue = self.sub.queue.lock();
        let mut messages = Vec::new();
        if matches!(self.sub.runner, Runner::Pull) {
            while messages.len() < most {
                let Some((message, replayed)) = queue.take() else { break };
                self.core.memory.free(message.size());
                messages.push(self.delivery(message, replayed, 0));
            }
            if queue.state == State::Draining && queue.waiting() == 0 {
                queue.state = State::Closed;
                self.core.remove(&self.sub, queue.scheduled);
                self.sub.changed.notify(usize::MAX);
            }
        }
        let lost = queue.lost();
        if let Some(first) = messages.first_mut() {
            first.lost = lost;
        }
        Batch { messages, lost, state: queue.state }
    }

    /// Waits for messages and takes those that wait. The batch is empty when the subscription takes no more, or after the timeout.
    pub fn batch(&self, most: usize, timeout: Duration) -> Batch {
        wait::block(self.begin_batch(most, timeout))
    }

    /// Waits for the next message. [`Error::Closed`] when there will be none, [`Error::Timeout`] when there was none in time.
    pub fn next(&self, timeout: Duration) -> Result<Delivery, Error> {
        let batch = self.batch(1, timeout);
        let ended = if batch.state == State::Open {
            Error::Timeout("a message")
        } else {
            Error::Closed("the subscription")
        };
        batch.messages.into_iter().next().ok_or(ended)
    }

    /// [`batch`](Subscription::batch), without waiting.
    pub fn begin_batch(&self, most: usize, timeout: Duration) -> Pulling {
        Pulling { subscription: self.clone(), most, until: wait::until(timeout) }
    }
}

/// Waits for messages.
pub struct Pulling {
    subscription: Subscription,
    most: usize,
    until: Instant,
}

impl Wait for Pulling {
    type Outcome = Batch;

    fn listen(&self) -> EventListener {
        self.subscription.sub.changed.listen()
    }

    fn check(&mut self, now: Instant) -> Option<Batch> {
        let queue = self.subscription.sub.queue.lock();
        let nothing = queue.waiting() == 0 && queue.state == State::Open && now < self.until;
        drop(queue);
        (!nothing).then(|| self.subscription.try_batch(self.most))
    }

    fn deadline(&self) -> Instant {
        self.until
    }
}
