use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use parking_lot::Mutex;
use pubsub::Blocked;

use crate::{
    convert,
    ffi::{Config, Header, HubError, Message, Options, Totals},
    publisher::Publisher,
    subscription::Subscription,
    wait,
};

/// A hub, and the messages whose publishers wait.
pub struct Hub {
    pub(crate) hub: pubsub::Hub,
    next: AtomicU64,
    tickets: Arc<Mutex<HashMap<u64, Blocked>>>,
}

impl Hub {
    pub(crate) fn open(config: Config) -> Hub {
        let config = pubsub::Config::new()
            .max_bytes(config.max_bytes)
            .max_payload(config.max_payload)
            .history(convert::size(config.history));
        Hub { hub: pubsub::Hub::open(config), next: AtomicU64::new(1), tickets: Arc::default() }
    }

    fn ticket(&self, blocked: Option<Blocked>) -> u64 {
        let Some(blocked) = blocked else { return 0 };
        let ticket = self.next.fetch_add(1, Ordering::Relaxed);
        self.tickets.lock().insert(ticket, blocked);
        ticket
    }

    pub(crate) fn publish(
        &self,
        caller: u64,
        subject: &str,
        payload: &[u8],
        headers: Vec<Header>,
        reply: Option<String>,
    ) -> Result<u64, HubError> {
        let draft = convert::draft(subject, payload, headers, reply);
        Ok(self.ticket(self.hub.within(caller).begin_send(draft)?))
    }

    pub(crate) fn publish_by(
        &self,
        caller: u64,
        publisher: &Publisher,
        payload: &[u8],
        headers: Vec<Header>,
        reply: Option<String>,
    ) -> Result<u64, HubError> {
        let draft = convert::draft("", payload, headers, reply);
        Ok(self.ticket(publisher.0.begin_send(&self.hub.within(caller), draft)?))
    }

    pub(crate) fn room(&self, ticket: u64) -> impl Future<Output = Result<(), HubError>> + Send + use<> {
        let blocked = self.tickets.lock().remove(&ticket);
        async move {
            match blocked {
                Some(blocked) => Ok(wait::until(blocked).await?),
                None => Ok(()),
            }
        }
    }

    pub(crate) fn abandon(&self, ticket: u64) {
        let blocked = self.tickets.lock().remove(&ticket);
        drop(blocked);
    }

    pub(crate) async fn request(
        &self,
        caller: u64,
        subject: &str,
        payload: &[u8],
        headers: Vec<Header>,
        timeout: Duration,
    ) -> Result<Message, HubError> {
        let draft = convert::draft(subject, payload, headers, None);
        let replying = self.hub.within(caller).begin_request(draft, timeout)?;
        let answer = wait::until(replying).await?;
        Ok(convert::message(0, &answer, false))
    }

    pub(crate) fn subscribe(
        &self,
        pattern: &str,
        options: Options,
        handler: bool,
    ) -> Result<Subscription, HubError> {
        let options = options.into();
        let subscribed = match handler {
            true => self.hub.subscribe_elsewhere(pattern, options),
            false => self.hub.pull(pattern, options),
        };
        Ok(Subscription::new(&self.hub, subscribed?))
    }

    pub(crate) fn find(&self, name: &str) -> Result<Subscription, HubError> {
        Ok(Subscription::new(&self.hub, self.hub.find(name)?))
    }

    pub(crate) fn publisher(&self, subject: &str) -> Result<Publisher, HubError> {
        Ok(Publisher(self.hub.publisher(subject)?))
    }

    pub(crate) async fn ready(&self) -> Vec<u64> {
        wait::until(self.hub.ready()).await.unwrap_or_default()
    }

    pub(crate) async fn idle(&self, caller: u64, timeout: Duration) -> Result<(), HubError> {
        Ok(wait::until(self.hub.within(caller).begin_idle(timeout)?).await?)
    }

    pub(crate) async fn shut(&self, caller: u64, timeout: Duration) -> Result<u64, HubError> {
        Ok(wait::until(self.hub.within(caller).begin_close(timeout)?).await)
    }

    pub(crate) fn totals(&self, caller: u64) -> Result<Totals, HubError> {
        let stats = self.hub.within(caller).stats()?;
        let subscriptions = stats.subscriptions.iter().map(|(name, stats)| convert::counters(name, stats));
        Ok(Totals { published: stats.published, bytes: stats.bytes, subscriptions: subscriptions.collect() })
    }
}
