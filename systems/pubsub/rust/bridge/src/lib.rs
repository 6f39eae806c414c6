//! What Go uses of the hub. The Go package `pubsub` is the API over it; nothing here is called by a handler of Rust.
//!
//! Rust never calls Go. A goroutine asks which handlers have work, and pulls their messages in batches; a message stays in its queue until the
//! handler claims it, so that bounds and policies are as exact as in Rust.

mod convert;
mod hub;
mod publisher;
mod side;
mod subscription;
mod wait;

pub use hub::Hub;
pub use publisher::Publisher;
pub use side::Side;
pub use subscription::Subscription;

/// The hub, for the package above this one.
///
/// A `caller` is the number of the subscription whose handler makes the call, or 0.
#[spandrel::bridge(package = "core")]
pub mod ffi {
    /// Why the hub refused.
    #[error]
    #[derive(Clone, PartialEq)]
    pub enum HubError {
        /// {why}
        InvalidInput {
            /// What is wrong.
            why: String,
        },
        /// {why}
        BadSubject {
            /// What is wrong.
            why: String,
        },
        /// {why}
        TooLarge {
            /// The sizes.
            why: String,
        },
        /// {why}
        Full {
            /// Which subscription.
            why: String,
        },
        /// {why}
        Closed {
            /// What is closed.
            why: String,
        },
        /// {why}
        NoResponders {
            /// The subject.
            why: String,
        },
        /// {why}
        Timeout {
            /// What did not happen.
            why: String,
        },
        /// {why}
        WouldDeadlock {
            /// What would be waited for.
            why: String,
        },
        /// {why}
        NoMemory {
            /// The bound.
            why: String,
        },
        /// {why}
        NotFound {
            /// What there is not.
            why: String,
        },
    }

    /// What happens to a message for which a queue has no room.
    pub enum OnFull {
        /// The publisher waits.
        Block,
        /// The oldest are dropped.
        DropOldest,
        /// It is dropped.
        DropNewest,
        /// The latest of each subject waits.
        Latest,
        /// The subscription takes no more.
        Disconnect,
    }

    /// What a subscription takes.
    #[adopt(pubsub::State)]
    pub enum State {
        /// It takes messages.
        Open,
        /// It takes no more; what waits may be taken.
        Draining,
        /// It was full, and takes no more; what waits may be taken.
        Disconnected,
        /// It takes no more and has nothing.
        Closed,
    }

    /// Bounds of a hub.
    pub struct Config {
        /// The most bytes of all messages.
        pub max_bytes: u64,
        /// The most bytes of a payload.
        pub max_payload: u64,
        /// How many messages of each subject stay.
        pub history: u64,
    }

    /// Options of a subscription.
    pub struct Options {
        /// The name.
        pub name: Option<String>,
        /// The group.
        pub group: Option<String>,
        /// How many messages wait.
        pub messages: u64,
        /// Of how many bytes.
        pub bytes: u64,
        /// What happens when it is full.
        pub on_full: OnFull,
        /// How long a publisher waits.
        pub timeout: Duration,
        /// How many messages of the history come first.
        pub replay: u64,
    }

    /// One header.
    pub struct Header {
        /// The name.
        pub name: String,
        /// The value.
        pub value: String,
    }

    /// A message, and its place in the queue if it has not left it.
    pub struct Message {
        /// Its place in the queue, or 0.
        pub position: u64,
        /// The subject.
        pub subject: String,
        /// The payload.
        pub payload: Vec<u8>,
        /// The headers, in their order.
        pub headers: Vec<Header>,
        /// The subject for answers.
        pub reply: Option<String>,
        /// Whether it comes from the history.
        pub replayed: bool,
    }

    /// What was taken from a subscription.
    pub struct Batch {
        /// The messages.
        pub messages: Vec<Message>,
        /// How many were lost before them.
        pub lost: u64,
        /// The state.
        pub state: State,
    }

    /// Counters of a subscription.
    pub struct Counters {
        /// The name.
        pub name: String,
        /// The state.
        pub state: State,
        /// Those whose subject matched.
        pub matched: u64,
        /// Those taken, or with which the handler has ended.
        pub received: u64,
        /// Those that wait.
        pub pending: u64,
        /// The bytes of those.
        pub pending_bytes: u64,
        /// Those that the policy dropped.
        pub dropped: u64,
        /// Those that waited when it ended.
        pub discarded: u64,
        /// Those with which the handler panicked.
        pub panics: u64,
        /// For how long the handler has had its message.
        pub busy: Option<Duration>,
    }

    /// Counters of a hub.
    pub struct Totals {
        /// How many messages were published.
        pub published: u64,
        /// Of how many bytes.
        pub bytes: u64,
        /// Those of each subscription.
        pub subscriptions: Vec<Counters>,
    }

    extern "Rust" {
        /// A hub.
        type Hub;
        /// Opens a hub.
        #[constructor]
        fn open(config: Config) -> Hub;
        /// Publishes. The result is 0, or a ticket: the publisher has to wait for room by `room`, or to call `abandon`.
        fn publish(
            self: &Hub,
            caller: u64,
            subject: &str,
            payload: &[u8],
            headers: Vec<Header>,
            reply: Option<String>,
        ) -> Result<u64, HubError>;
        /// Publishes what a publisher publishes, likewise.
        fn publish_by(
            self: &Hub,
            caller: u64,
            publisher: &Publisher,
            payload: &[u8],
            headers: Vec<Header>,
            reply: Option<String>,
        ) -> Result<u64, HubError>;
        /// Waits for room in the queues of a ticket.
        async fn room(self: &Hub, ticket: u64) -> Result<(), HubError>;
        /// Does not wait for it any longer.
        fn abandon(self: &Hub, ticket: u64);
        /// Publishes a request and waits for the first answer.
        async fn request(
            self: &Hub,
            caller: u64,
            subject: &str,
            payload: &[u8],
            headers: Vec<Header>,
            timeout: Duration,
        ) -> Result<Message, HubError>;
        /// Subscribes; with a handler, `ready` says when it has work.
        fn subscribe(
            self: &Hub,
            pattern: &str,
            options: Options,
            handler: bool,
        ) -> Result<Subscription, HubError>;
        /// The subscription of a name.
        fn find(self: &Hub, name: &str) -> Result<Subscription, HubError>;
        /// Makes a publisher.
        fn publisher(self: &Hub, subject: &str) -> Result<Publisher, HubError>;
        /// Waits for handlers that have work: the numbers of their subscriptions. None when the hub is closed.
        async fn ready(self: &Hub) -> Vec<u64>;
        /// Waits until all handlers are idle.
        async fn idle(self: &Hub, caller: u64, timeout: Duration) -> Result<(), HubError>;
        /// Closes the hub and returns how many messages were discarded.
        async fn shut(self: &Hub, caller: u64, timeout: Duration) -> Result<u64, HubError>;
        /// The counters.
        fn totals(self: &Hub, caller: u64) -> Result<Totals, HubError>;

        /// A publisher.
        type Publisher;
        /// Ends it.
        fn end(self: &Publisher) -> Result<(), HubError>;

        /// A subscription.
        type Subscription;
        /// Its number.
        fn id(self: &Subscription) -> u64;
        /// Its name.
        fn name(self: &Subscription) -> String;
        /// Takes what waits.
        fn take(self: &Subscription, most: u64) -> Batch;
        /// Waits for messages and takes them.
        async fn next(self: &Subscription, most: u64) -> Batch;
        /// The oldest messages, which stay in the queue. If there are none the handler is idle.
        fn waiting(self: &Subscription, messages: u64, bytes: u64) -> Vec<Message>;
        /// Takes one of them for the handler, and returns how many were lost before it. None: the handler must not see it.
        fn claim(self: &Subscription, position: u64) -> Option<u64>;
        /// The handler has ended.
        fn finish(self: &Subscription, panicked: bool);
        /// The counters.
        fn counters(self: &Subscription) -> Counters;
        /// Ends it, and waits for its handler. Returns how many messages were discarded.
        async fn unsubscribe(self: &Subscription, caller: u64, timeout: Duration) -> Result<u64, HubError>;
        /// Takes no new messages, and waits until the handler has had the others.
        async fn drain(self: &Subscription, caller: u64, timeout: Duration) -> Result<(), HubError>;

        /// What `pubsub eval` does through the API of Rust.
        type Side;
        /// The side of Rust of a hub.
        #[constructor]
        fn start(hub: &Hub) -> Side;
        /// Reserves a name for good. False if it is used.
        fn reserve(self: &Side, name: &str) -> bool;
        /// Releases a name that nothing got.
        fn release(self: &Side, name: &str);
        /// Reports whether a name was used.
        fn is_used(self: &Side, name: &str) -> bool;
        /// Does one operation, a line of `pubsub eval` that was checked, and returns the answer without its number.
        fn act(self: &Side, line: &str) -> String;
    }
}
