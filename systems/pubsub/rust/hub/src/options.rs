use std::time::Duration;

/// Bounds of a hub.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) max_bytes: u64,
    pub(crate) max_payload: u64,
    pub(crate) history: usize,
}

impl Config {
    /// 256 MiB in all, 64 MiB a payload, no history.
    pub fn new() -> Config {
        Config { max_bytes: 256 << 20, max_payload: 64 << 20, history: 0 }
    }

    /// The most bytes of all messages that wait or are in the history. A message counts once for each queue that it waits in.
    pub fn max_bytes(self, max_bytes: u64) -> Config {
        Config { max_bytes, ..self }
    }

    /// The most bytes of a payload.
    pub fn max_payload(self, max_payload: u64) -> Config {
        Config { max_payload, ..self }
    }

    /// How many of the last messages of each subject later subscriptions may have.
    pub fn history(self, history: usize) -> Config {
        Config { history, ..self }
    }
}

impl Default for Config {
    fn default() -> Config {
        Config::new()
    }
}

/// What happens to a message for which a queue has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFull {
    /// The publisher waits, up to the timeout of the subscription; then the message is dropped and publishing is
    /// [`Error::Full`](crate::Error::Full).
    Block,
    /// The oldest messages are dropped until it fits.
    DropOldest,
    /// It is dropped.
    DropNewest,
    /// Of each subject only the latest message waits. If there is no room for a new subject, the oldest are dropped.
    Latest,
    /// It is dropped, and the subscription takes no more.
    Disconnect,
}

/// Options of a subscription.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) name: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) messages: usize,
    pub(crate) bytes: u64,
    pub(crate) on_full: OnFull,
    pub(crate) timeout: Duration,
    pub(crate) replay: usize,
}

impl Options {
    /// 1,024 messages, 8 MiB, the oldest are dropped.
    pub fn new() -> Options {
        Options {
            name: None,
            group: None,
            messages: 1024,
            bytes: 8 << 20,
            on_full: OnFull::DropOldest,
            timeout: Duration::from_secs(1),
            replay: 0,
        }
    }

    /// A name for counters and messages of errors, unique among the subscriptions of the hub. The default is a number.
    pub fn name(self, name: impl Into<String>) -> Options {
        Options { name: Some(name.into()), ..self }
    }

    /// Of all matching subscriptions of a group, one gets a message.
    pub fn group(self, group: impl Into<String>) -> Options {
        Options { group: Some(group.into()), ..self }
    }

    /// How many messages may wait. The bound is exact.
    pub fn messages(self, messages: usize) -> Options {
        Options { messages, ..self }
    }

    /// How many bytes of subject, reply, headers and payload may wait. The bound is exact.
    pub fn bytes(self, bytes: u64) -> Options {
        Options { bytes, ..self }
    }

    /// What happens when the queue is full.
    pub fn on_full(self, on_full: OnFull) -> Options {
        Options { on_full, ..self }
    }

    /// How long a publisher waits for room.
    pub fn timeout(self, timeout: Duration) -> Options {
        Options { timeout, ..self }
    }

    /// How many messages of the history of each subject come first.
    pub fn replay(self, replay: usize) -> Options {
        Options { replay, ..self }
    }
}

impl Default for Options {
    fn default() -> Options {
        Options::new()
    }
}
