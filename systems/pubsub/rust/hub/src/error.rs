use std::time::Duration;

/// Why the hub refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument that is never valid.
    #[error("{0}")]
    InvalidInput(String),
    /// A subject or a pattern that is not one.
    #[error("subject {subject}: {why}")]
    BadSubject {
        /// The text.
        subject: String,
        /// What is wrong with it.
        why: String,
    },
    /// The payload is larger than the hub takes. Nobody got it.
    #[error("the payload has {size} bytes, and the hub takes {most}")]
    TooLarge {
        /// The size of the payload.
        size: u64,
        /// What the hub takes.
        most: u64,
    },
    /// A subscription that blocks had no room in time. All others have the message.
    #[error("subscription {subscription} is full{}", since(*.busy))]
    Full {
        /// Its name.
        subscription: String,
        /// For how long its handler has been busy with one message, if it is.
        busy: Option<Duration>,
    },
    /// The hub, the subscription or the publisher is closed.
    #[error("{0} is closed")]
    Closed(&'static str),
    /// No subscription matches the subject of a request.
    #[error("nobody answers requests on {0}")]
    NoResponders(String),
    /// What was waited for did not happen in time.
    #[error("timed out: {0}")]
    Timeout(&'static str),
    /// Only the handler that would wait could end the wait.
    #[error("would wait for the handler that waits: {0}")]
    WouldDeadlock(&'static str),
    /// The hub's memory is used up. Nobody got the message.
    #[error("the hub may use {0} bytes, and they are used")]
    NoMemory(u64),
    /// There is no subscription of this name or number.
    #[error("there is no {0}")]
    NotFound(String),
}

fn since(busy: Option<Duration>) -> String {
    busy.map_or_else(String::new, |busy| {
        format!(": its handler has been busy with one message for {busy:.1?}")
    })
}
