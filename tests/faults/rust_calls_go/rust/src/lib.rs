//! A bridge whose Go side fails in every way it can, for the reliability figures.

mod ask;
mod guard;
mod keeper;
mod later;
mod routes;
mod threads;
mod trade;

use ask::ask;
use guard::{lock_is_free, made_and_dropped};
use keeper::Keeper;
use later::{awaited, awaited_bare, awaited_method, given_up, given_up_stream, read_items};
use routes::{
    bare, bare_method, direct, drop_on_thread, forgetful, found, kept, lent, locked, method, nested,
    on_thread, relay, relay_on_thread,
};
use threads::storm;
use trade::{traded, traded_later};

/// Everything that Rust calls in Go, and the ways there.
#[spandrel::bridge(package = "gofails")]
pub mod ffi {
    /// With gaps between its values.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Level {
        /// The lower one.
        Low = 1,
        /// The higher one.
        High = 5,
    }

    /// An enum with data.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Shape {
        /// Nothing.
        Empty,
        /// Something with a name.
        Named {
            /// The name.
            name: String,
        },
        /// Something that takes time.
        Slow {
            /// How long.
            wait: Duration,
        },
    }

    /// Everything that can be wrong, in one record.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Record {
        /// A text.
        pub label: String,
        /// Texts.
        pub lines: Vec<String>,
        /// A text or none.
        pub nick: Option<String>,
        /// An enum.
        pub level: Level,
        /// A time.
        pub wait: Duration,
        /// An enum with data.
        pub shape: Shape,
    }

    /// What a call into Go was answered with.
    #[error]
    pub enum GofailsError {
        /// {function} answered {kind}: {message}
        Go {
            /// The full name of the Go function.
            function: String,
            /// The kind of the error.
            kind: String,
            /// What was said.
            message: String,
            /// Whether a Go stack came with it.
            stack: bool,
        },
        /// {message}
        Wrong {
            /// What is wrong.
            message: String,
        },
    }

    extern "Go" {
        /// Does what it is told, and answers 7 if that is nothing.
        fn act(how: &str) -> Result<u32>;
        /// The same without a place for an error.
        fn act_bare(how: &str) -> u32;
        /// Finds an actor, or fails as told.
        fn find(how: &str) -> Result<Actor>;

        /// Answers the case with this number.
        fn give_text(case: u32) -> Result<String>;
        /// Answers the case with this number.
        fn give_texts(case: u32) -> Result<Vec<String>>;
        /// Answers the case with this number.
        fn give_option(case: u32) -> Result<Option<String>>;
        /// Answers the case with this number.
        fn give_letter(case: u32) -> Result<char>;
        /// Answers the case with this number.
        fn give_letters(case: u32) -> Result<Vec<char>>;
        /// Answers the case with this number.
        fn give_level(case: u32) -> Result<Level>;
        /// Answers the case with this number.
        fn give_levels(case: u32) -> Result<Vec<Level>>;
        /// Answers the case with this number.
        fn give_shape(case: u32) -> Result<Shape>;
        /// Answers the case with this number.
        fn give_shapes(case: u32) -> Result<Vec<Shape>>;
        /// Answers the case with this number.
        fn give_time(case: u32) -> Result<Duration>;
        /// Answers the case with this number.
        fn give_times(case: u32) -> Result<Vec<Duration>>;
        /// Answers the case with this number.
        fn give_map(case: u32) -> Result<HashMap<String, u32>>;
        /// Answers the case with this number.
        fn give_set(case: u32) -> Result<HashSet<String>>;
        /// Answers the case with this number.
        fn give_tree(case: u32) -> Result<BTreeMap<Level, Vec<String>>>;
        /// Answers the case with this number.
        fn give_tuple(case: u32) -> Result<(u8, String, bool)>;
        /// Answers the case with this number.
        fn give_record(case: u32) -> Result<Record>;

        /// Takes what Go can hold.
        fn take_time(time: Duration) -> Result<()>;
        /// Takes what Go can hold.
        fn take_times(times: &[Duration]) -> Result<()>;
        /// Takes what Go can hold.
        fn take_option(time: Option<Duration>) -> Result<()>;
        /// Takes what Go can hold.
        fn take_tuple(pair: (u8, Duration)) -> Result<()>;
        /// Takes what Go can hold.
        fn take_map(times: HashMap<String, Duration>) -> Result<()>;
        /// Takes what Go can hold.
        fn take_shape(shape: Shape) -> Result<()>;
        /// Takes what Go can hold.
        fn take_record(record: Record) -> Result<()>;

        /// Does what it is told, after a pause.
        async fn act_later(how: &str, pause: Duration) -> Result<u32>;
        /// The same without a place for an error.
        async fn act_later_bare(how: &str) -> u32;
        /// Numbers from 0 on, and then what it is told.
        fn items(count: u32, how: &str) -> impl Stream<Item = Result<u32>>;

        /// Gives the bytes back, if it is told nothing else.
        fn trade(how: &str, bytes: Bytes, key: Secret<[u8]>) -> Result<Bytes>;
        /// Gives the key back, if it is told nothing else.
        fn renew(how: &str, key: Secret<[u8]>) -> Result<Secret<[u8]>>;
        /// The same as `trade`, after a pause.
        async fn trade_later(how: &str, bytes: Bytes, pause: Duration) -> Result<Bytes>;
        /// The same as `renew`, after a pause.
        async fn renew_later(how: &str, key: Secret<[u8]>, pause: Duration) -> Result<Secret<[u8]>>;
        /// The same as `find`, after a pause.
        async fn find_later(how: &str, pause: Duration) -> Result<Actor>;

        /// Does as it is told.
        type Actor;
        /// Does what it is told, later.
        async fn act_later(self: &Actor, how: &str) -> Result<u32>;
        /// Does what it is told, and answers 7 if that is nothing.
        fn act(self: &Actor, how: &str) -> Result<u32>;
        /// The same without a place for an error.
        fn act_bare(self: &Actor, how: &str) -> u32;
    }

    extern "Rust" {
        /// Calls the free function.
        fn direct(how: &str) -> Result<u32, GofailsError>;
        /// Calls a method.
        fn method(how: &str, actor: &Actor) -> Result<u32, GofailsError>;
        /// Calls a callback.
        fn lent(how: &str, act: &dyn Fn(&str) -> Result<u32>) -> Result<u32, GofailsError>;
        /// Calls a callback that is Rust's own.
        fn kept(how: &str, act: Box<dyn Fn(&str) -> Result<u32> + Send + Sync>) -> Result<u32, GofailsError>;
        /// Calls from a thread of Rust's, joined by the call.
        fn on_thread(
            how: &str,
            act: Box<dyn Fn(&str) -> Result<u32> + Send + Sync>,
        ) -> Result<u32, GofailsError>;
        /// Calls while a mutex of Rust's is locked.
        fn locked(how: &str, act: &dyn Fn(&str) -> Result<u32>) -> Result<u32, GofailsError>;
        /// Calls through so many Rust functions, the last of which calls Go again.
        fn nested(how: &str, depth: u32, act: &dyn Fn(&str, u32) -> Result<u32>)
        -> Result<u32, GofailsError>;
        /// Calls the method of an actor that Go finds.
        fn found(how: &str, actor: &str) -> Result<u32, GofailsError>;
        /// Calls the function that has no place for an error.
        fn bare(how: &str) -> Result<u32, GofailsError>;
        /// Calls the method that has no place for an error.
        fn bare_method(how: &str, actor: Actor) -> Result<u32, GofailsError>;
        /// Seeded bug: forgets its guard.
        fn forgetful(how: &str) -> Result<u32, GofailsError>;
        /// Lets a thread drop a callback without calling it.
        fn drop_on_thread(act: Box<dyn Fn(&str) -> Result<u32> + Send + Sync>) -> Result<(), GofailsError>;

        /// Makes a fixed number of calls of every kind, and stops at the first that fails.
        fn relay(
            actor: &Actor,
            lent: &dyn Fn(&str) -> Result<u32>,
            kept: Box<dyn Fn(&str) -> Result<u32> + Send + Sync>,
        ) -> Result<u32, GofailsError>;
        /// The same from a thread of Rust's.
        fn relay_on_thread(
            actor: Actor,
            kept: Box<dyn Fn(&str) -> Result<u32> + Send + Sync>,
        ) -> Result<u32, GofailsError>;
        /// Calls back from so many threads at once; each ends after `calls` calls, and another comes, so many times.
        /// Answers the number of right answers, of errors and of panics.
        fn storm(
            threads: u32,
            generations: u32,
            calls: u32,
            act: Box<dyn Fn(&str, u64) -> Result<String> + Send + Sync>,
        ) -> Result<(u64, u64, u64), GofailsError>;

        /// Asks Go for a value, or hands one over, that has no counterpart.
        fn ask(what: &str, case: u32) -> Result<(), GofailsError>;

        /// Awaits Go.
        async fn awaited(how: &str) -> Result<u32, GofailsError>;
        /// Awaits a method.
        async fn awaited_method(how: &str, actor: Actor) -> Result<u32, GofailsError>;
        /// Awaits the function that has no place for an error.
        async fn awaited_bare(how: &str) -> Result<u32, GofailsError>;
        /// Awaits Go for so long at most, while Go takes so long; answers whether it was cancelled.
        async fn given_up(how: &str, pause: Duration, patience: Duration) -> Result<bool, GofailsError>;
        /// Reads a stream of Go's to its end, and answers the sum.
        async fn read_items(count: u32, how: &str) -> Result<u32, GofailsError>;
        /// Reads so many items of a stream of Go's and drops it.
        async fn given_up_stream(count: u32, how: &str, take: u32) -> Result<u32, GofailsError>;

        /// Hands bytes and a key over to Go, and answers how long what comes back is.
        fn traded(how: &str, len: u32) -> Result<u32, GofailsError>;
        /// Awaits bytes (0), a key (1) or a Go value (2) that Go transfers after so long, for so long at most; answers
        /// whether it was cancelled.
        async fn traded_later(
            what: u32,
            how: &str,
            pause: Duration,
            patience: Duration,
        ) -> Result<bool, GofailsError>;

        /// Whether the mutex is free.
        fn lock_is_free() -> bool;
        /// How many guards were made and how many dropped since the start.
        fn made_and_dropped() -> (u64, u64);

        /// Keeps Go values.
        type Keeper;
        /// Makes one.
        #[constructor]
        fn make() -> Keeper;
        /// Keeps an actor.
        fn keep_actor(self: &mut Keeper, actor: Actor);
        /// Keeps a callback.
        fn keep_call(self: &mut Keeper, act: Box<dyn Fn(&str) -> Result<u32> + Send + Sync>);
        /// Calls all that is retained, and stops at the first that fails.
        fn call_all(self: &Keeper, how: &str) -> Result<u32, GofailsError>;
        /// Drops all that is retained.
        fn clear(self: &mut Keeper);
        /// Changes in a way that a failing callback leaves half done.
        fn change(self: &mut Keeper, act: &dyn Fn() -> u32) -> u32;
    }
}
