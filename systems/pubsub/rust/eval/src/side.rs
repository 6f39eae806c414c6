use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use parking_lot::Mutex;
use pubsub::{Error, Hub, Publisher, Subscription};
use serde_json::{Map, Value, json};

use crate::{
    answer::{self, Answer, Refused},
    handler::{self, Log},
    operation::Operation,
};

/// How long an unsubscribe waits for a handler.
const LEAVING: Duration = Duration::from_secs(1);

/// The side of Rust of one hub: its subscriptions and publishers by name. Names are those of both sides.
#[derive(Clone)]
pub struct Side {
    pub(crate) hub: Hub,
    pub(crate) state: Arc<Mutex<Named>>,
}

#[derive(Default)]
pub(crate) struct Named {
    used: HashSet<String>,
    subscriptions: BTreeMap<String, Entry>,
    publishers: HashMap<String, Arc<Publisher>>,
}

/// A subscription of this side.
#[derive(Clone)]
struct Entry {
    subscription: Subscription,
    /// What its handler was given; none without one.
    log: Option<Arc<Mutex<Log>>>,
}

impl Side {
    /// The side of a hub.
    pub fn new(hub: Hub) -> Side {
        Side { hub, state: Arc::default() }
    }

    /// Reserves a name for the life of the hub. False if it is used.
    pub fn reserve(&self, name: &str) -> bool {
        self.state.lock().used.insert(name.to_owned())
    }

    /// Releases a name that nothing got.
    pub fn release(&self, name: &str) {
        self.state.lock().used.remove(name);
    }

    /// Whether a name was used in this hub.
    pub fn is_used(&self, name: &str) -> bool {
        self.state.lock().used.contains(name)
    }

    /// Does the operation of a line that was checked, and returns its answer without the number.
    pub fn act(&self, line: &str) -> String {
        answer::text(match serde_json::from_str::<Operation>(line) {
            Ok(operation) => self.run(&self.hub, &operation),
            Err(error) => Err(Refused::new(11, error.to_string())),
        })
    }

    /// Does an operation; in a handler, through the hub of its message.
    pub(crate) fn run(&self, hub: &Hub, operation: &Operation) -> Answer {
        match operation.op.as_str() {
            "subscribe" => self.subscribe(hub, operation),
            "publisher" => self.publisher(operation),
            "publish" => self.publish(hub, operation),
            "publish_many" => self.publish_many(operation),
            "storm" => self.storm(operation),
            "request" => {
                let draft = operation.draft(hub.max_payload());
                let reply = pubsub::wait::block(hub.begin_request(draft, operation.timeout())?)?;
                Ok(answer::message(&reply, false))
            }
            "take" => self.take(operation),
            "unsubscribe" => {
                let leaving = self.live(hub, &operation.sub)?.begin_unsubscribe(LEAVING)?;
                let discarded = pubsub::wait::block(leaving)?;
                Ok(json!({ "discarded": discarded }))
            }
            "drain" => {
                self.live(hub, &operation.sub)?.drain(operation.timeout())?;
                Ok(json!({}))
            }
            "close" => Ok(json!({ "discarded": hub.close(operation.timeout())? })),
            "stats" => Ok(json!({ "published": hub.stats()?.published })),
            "counters" => Ok(self.counters()),
            other => Err(Refused::new(11, format!("Rust has no operation {other}"))),
        }
    }

    fn subscribe(&self, hub: &Hub, operation: &Operation) -> Answer {
        hub.stats()?;
        if !self.reserve(&operation.sub) {
            return Err(Refused::new(1, format!("sub: the name {} is used", operation.sub)));
        }
        let made = match &operation.handler {
            None => hub.pull(&operation.pattern, operation.options()).map(|sub| (sub, None)),
            Some(reactions) => {
                let log = Arc::new(Mutex::new(Log::default()));
                let handler = handler::new(self.clone(), reactions.clone(), log.clone());
                let made = hub.subscribe_with(&operation.pattern, operation.options(), handler);
                made.map(|sub| (sub, Some(log)))
            }
        };
        match made {
            Ok((subscription, log)) => {
                let entry = Entry { subscription, log };
                self.state.lock().subscriptions.insert(operation.sub.clone(), entry);
                Ok(json!({}))
            }
            Err(error) => {
                self.release(&operation.sub);
                Err(error.into())
            }
        }
    }

    fn publisher(&self, operation: &Operation) -> Answer {
        if !self.reserve(&operation.name) {
            return Err(Refused::new(1, format!("name: the name {} is used", operation.name)));
        }
        match self.hub.publisher(operation.subject.as_deref().unwrap_or_default()) {
            Ok(publisher) => {
                self.state.lock().publishers.insert(operation.name.clone(), Arc::new(publisher));
                Ok(json!({}))
            }
            Err(error) => {
                self.release(&operation.name);
                Err(error.into())
            }
        }
    }

    pub(crate) fn named_publisher(&self, name: &str) -> Result<Arc<Publisher>, Error> {
        let found = self.state.lock().publishers.get(name).cloned();
        found.ok_or_else(|| Error::NotFound(format!("publisher {name}")))
    }

    /// A subscription of either side that is not closed.
    fn live(&self, hub: &Hub, name: &str) -> Result<Subscription, Error> {
        hub.find(name).map_err(|error| match self.is_used(name) {
            true => Error::Closed("the subscription"),
            false => error,
        })
    }

    fn take(&self, operation: &Operation) -> Answer {
        let entry = self.state.lock().subscriptions.get(&operation.sub).cloned();
        let entry = entry.ok_or_else(|| Error::NotFound(format!("subscription {}", operation.sub)))?;
        let most = operation.most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let show = |message: &pubsub::Message, replayed: bool| match operation.brief {
            true => answer::brief(message),
            false => answer::message(message, replayed),
        };
        let Some(log) = entry.log else {
            let batch = entry.subscription.try_batch(most);
            let messages: Vec<Value> = batch.messages.iter().map(|it| show(it, it.replayed())).collect();
            return Ok(
                json!({ "messages": messages, "lost": batch.lost, "state": answer::state(batch.state) }),
            );
        };
        let stats = entry.subscription.stats();
        let taken = log.lock().take(most, stats.dropped);
        let messages: Vec<Value> =
            taken.given.iter().map(|(message, replayed)| show(message, *replayed)).collect();
        let state = answer::state(stats.state);
        Ok(json!({ "messages": messages, "lost": taken.lost, "state": state, "acts": taken.acts }))
    }

    fn counters(&self) -> Value {
        let state = self.state.lock();
        let all = state.subscriptions.iter();
        all.map(|(name, entry)| (name.clone(), answer::counters(&entry.subscription.stats())))
            .collect::<Map<_, _>>()
            .into()
    }
}
