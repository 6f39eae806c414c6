use std::time::Duration;

use crate::{
    convert,
    ffi::{Batch, Counters, HubError, Message},
    wait,
};

/// A subscription.
pub struct Subscription {
    hub: pubsub::Hub,
    subscription: pubsub::Subscription,
}

impl Subscription {
    pub(crate) fn new(hub: &pubsub::Hub, subscription: pubsub::Subscription) -> Subscription {
        Subscription { hub: hub.clone(), subscription }
    }

    /// The same one, for what a handler does.
    fn within(&self, caller: u64) -> pubsub::Subscription {
        self.subscription.within(&self.hub.within(caller))
    }

    pub(crate) fn id(&self) -> u64 {
        self.subscription.id()
    }

    pub(crate) fn name(&self) -> String {
        self.subscription.name().to_owned()
    }

    pub(crate) fn take(&self, most: u64) -> Batch {
        convert::batch(&self.subscription.try_batch(convert::size(most)))
    }

    pub(crate) async fn next(&self, most: u64) -> Batch {
        let waiting = self.subscription.begin_batch(convert::size(most), Duration::MAX);
        convert::batch(&wait::until(waiting).await)
    }

    pub(crate) fn waiting(&self, messages: u64, bytes: u64) -> Vec<Message> {
        let waiting = self.subscription.waiting(convert::size(messages), bytes);
        waiting.iter().map(|it| convert::message(it.position, &it.message, it.replayed)).collect()
    }

    pub(crate) fn claim(&self, position: u64) -> Option<u64> {
        self.subscription.claim(position)
    }

    pub(crate) fn finish(&self, panicked: bool) {
        self.subscription.finish(panicked);
    }

    pub(crate) fn counters(&self) -> Counters {
        convert::counters(self.subscription.name(), &self.subscription.stats())
    }

    pub(crate) async fn unsubscribe(&self, caller: u64, timeout: Duration) -> Result<u64, HubError> {
        let leaving = self.within(caller).begin_unsubscribe(timeout)?;
        wait::until(leaving).await.map_err(HubError::from)
    }

    pub(crate) async fn drain(&self, caller: u64, timeout: Duration) -> Result<(), HubError> {
        let draining = self.within(caller).begin_drain(timeout)?;
        wait::until(draining).await.map_err(HubError::from)
    }
}
