//! Publish and subscribe inside one process.
//!
//! A [`Hub`] passes messages from those who publish on a subject to those who subscribed to a pattern that matches it. Every
//! subscription has a queue of its own, bounded in messages and bytes, and says what happens when that is full. All counts are exact.
//!
//! ```
//! use pubsub::{Config, Hub, Options};
//!
//! let hub = Hub::open(Config::new());
//! let orders = hub.pull("orders.*", Options::new())?;
//! hub.publish("orders.eu", "two pears")?;
//! let batch = orders.try_batch(usize::MAX);
//! assert_eq!(batch.messages[0].payload(), b"two pears");
//! # Ok::<(), pubsub::Error>(())
//! ```
//!
//! **Handlers** run on a thread that is taken from a pool when there is work, one message at a time per subscription. A handler may
//! publish, subscribe, unsubscribe and close. What it does through [`Delivery::hub`] is known to come from it: a wait that only
//! the handler itself could end is [`Error::WouldDeadlock`], at once. Through a hub that it has captured the same wait ends by its timeout.
//!
//! **Locks.** Each queue has a lock, and a publish has those of all queues that it reaches at once, in the order of their numbers. It
//! never waits for room and never runs code of a user with one of them.
//!
//! **Transport.** A queue is the type `Queue` in `queue.rs`, one per subscription, a list under its lock. Nothing else knows how messages lie
//! in it: a ring for each publisher, with a cursor for each subscription, can take its place and must pass the same tests.

#![forbid(unsafe_code)]

mod blocked;
mod close;
mod core;
mod deliver;
mod error;
mod handler;
mod history;
mod hub;
mod inbox;
mod memory;
mod message;
mod options;
mod pool;
mod publisher;
mod pull;
mod queue;
mod request;
mod route;
mod stats;
mod subject;
mod subscribe;
mod subscription;
mod trie;
pub mod wait;
mod waits;

pub use self::{
    blocked::Blocked,
    close::{Closing, Draining, Idle, Leaving},
    error::Error,
    hub::{Hub, Ready},
    message::{Delivery, Draft, Message},
    options::{Config, OnFull, Options},
    publisher::Publisher,
    pull::{Batch, Pulling},
    queue::State,
    request::Replying,
    stats::{Stats, SubscriptionStats},
    subject::{check_pattern, check_subject, matches},
    subscription::{Claimable, Subscription},
};
