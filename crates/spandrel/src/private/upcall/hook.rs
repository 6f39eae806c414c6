//! Hooks: what surrounds calls into Go. Until the first one is set, a call loads the flag of [`elsewhere`] and nothing else.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use super::{
    elsewhere,
    go_error::GoError,
    shape::{Back, Pass, Shape},
    typed::Arguments,
};
#[cfg(feature = "async")]
use crate::private::panics;

/// Surrounds the calls of this process into Go, wherever they go: for metrics, traces, logs and tests, and for answers in
/// place of the Go side. [`set_hook`] sets one.
///
/// It is called on the thread that makes the call. A panic in the hook panics the caller. Calls that the
/// hook makes are hooked, too.
pub trait Hook: Send + Sync {
    /// Is told that a call is about to be made, and says what becomes of it.
    fn begin(&self, call: &HookCall<'_>) -> Decision;
}

/// What a hook makes of a call.
pub enum Decision {
    /// It is made, and the hook does not see how it ends.
    Pass,
    /// It is made, and the function is told how it ended: on the thread that made the call, or that waited for its answer.
    Watch(Watch),
    /// It is not made. This is the answer, in the encoding of [`Outcome::answer`]. A function that answers with a Go value or a
    /// stream has no such answer: its call fails.
    Answer(Vec<u8>),
    /// It is not made, and fails with an error of kind `Returned` and this message.
    Fail(String),
    /// It is not made, and fails with this error.
    Raise(GoError),
    /// It is made, and the function says whether the caller gets what Go answered. A call that is answered later, or with a Go value,
    /// cannot be judged: it fails.
    Judge(Judge),
}

/// What says whether a caller gets the answer of its call.
pub type Judge = Box<dyn FnOnce(&Outcome<'_>) -> Verdict + Send>;

/// What the caller of a judged call gets.
#[derive(Debug)]
pub enum Verdict {
    /// What Go answered.
    Keep,
    /// This error.
    Raise(GoError),
}

/// What is told how a call ended.
pub type Watch = Box<dyn FnOnce(&Outcome<'_>) + Send>;

impl fmt::Debug for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Decision::Pass => f.write_str("Pass"),
            Decision::Watch(_) => f.write_str("Watch(…)"),
            Decision::Answer(bytes) => write!(f, "Answer({} bytes)", bytes.len()),
            Decision::Fail(message) => write!(f, "Fail({message:?})"),
            Decision::Raise(error) => write!(f, "Raise({error:?})"),
            Decision::Judge(_) => f.write_str("Judge(…)"),
        }
    }
}

/// A call as a hook sees it.
#[derive(Debug)]
pub struct HookCall<'a> {
    pub(super) function: &'static str,
    pub(super) shape: &'static Shape,
    pub(super) words: &'a [u64],
    pub(super) packed: &'a [u8],
    pub(super) method: bool,
    pub(super) later: bool,
}

impl HookCall<'_> {
    /// The full name of the Go function, such as `mailer.Outbox.Send`.
    pub fn function(&self) -> &'static str {
        self.function
    }

    /// Whether it is a method of a Go value.
    pub fn is_method(&self) -> bool {
        self.method
    }

    /// Whether the function is async.
    pub fn is_async(&self) -> bool {
        self.later && !self.is_stream()
    }

    /// Whether it answers with a stream.
    pub fn is_stream(&self) -> bool {
        self.shape.answer == Back::Stream
    }

    /// The encoded arguments, in order. Integers are little-endian.
    ///
    /// | argument | bytes |
    /// |---|---|
    /// | a number, and what else is passed as one word | 8 |
    /// | a record of plain data | its layout in C; what lies between the fields is of no value |
    /// | text, bytes, a slice of plain data | their number as a `u64`, and the items |
    /// | `Bytes` | their number as a `u64`, and the bytes |
    /// | a secret | 0 as a `u64`: hooks do not see secrets |
    /// | a Go value, an end of a ring | 1 as a `u64` |
    /// | everything else | behind all others, in the flat encoding |
    pub fn arguments(&self) -> Vec<u8> {
        // SAFETY: the words are those of the call that is being made, which has this shape.
        unsafe { self.shape.show(self.words, self.packed) }
    }

    /// The arguments, to be retained.
    pub fn retained(&self) -> Arguments {
        Arguments::new(self.function, self.shape, self.arguments())
    }

    /// Whether data are all that it takes and answers with: no Go value is among them, no secret, no end of a ring, and no stream. Such a call can be
    /// made of its [`HookCall::arguments`] alone.
    pub fn is_data(&self) -> bool {
        let of_data = |pass: &Pass| !matches!(pass, Pass::Value | Pass::Ring | Pass::Owned { secret: true });
        !self.method
            && self.shape.params.iter().all(of_data)
            && !matches!(self.shape.answer, Back::Value | Back::Stream | Back::Owned { secret: true })
    }
}

/// How a call ended.
pub struct Outcome<'a> {
    took: Duration,
    end: End<'a>,
}

/// The end of a call.
#[cfg_attr(not(feature = "async"), expect(dead_code, reason = "only calls that are answered later need it"))]
pub(in crate::private) enum End<'a> {
    /// With an answer, which this encodes.
    Answered(&'a dyn Fn() -> Vec<u8>),
    Failed(&'a GoError),
    /// The stream ended.
    Streamed,
    /// The future or the stream was dropped before.
    Cancelled,
}

impl Outcome<'_> {
    /// The time from the call to its end: to the answer of an async function, to the last item of a stream.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// The error, as the caller gets it; `None` if there is none.
    pub fn error(&self) -> Option<&GoError> {
        match self.end {
            End::Failed(error) => Some(error),
            _ => None,
        }
    }

    /// Whether a future or a stream was dropped before its end.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.end, End::Cancelled)
    }

    /// The encoded answer: 8 bytes for what is passed as one word, the bytes of text and of `Bytes`, the layout in C of a record
    /// of plain data, the flat encoding of everything else. Nothing of a secret, a Go value or a stream. `None` for a call
    /// that has not been answered.
    pub fn answer(&self) -> Option<Vec<u8>> {
        match self.end {
            End::Answered(answer) => Some(answer()),
            _ => None,
        }
    }
}

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("took", &self.took)
            .field("error", &self.error())
            .field("is_cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}

/// A call that a hook watches.
pub(in crate::private) struct Watched {
    pub(super) begun: Instant,
    pub(super) watch: Watch,
}

impl Watched {
    pub(in crate::private) fn end(self, end: End<'_>) {
        (self.watch)(&Outcome { took: self.begun.elapsed(), end });
    }
}

/// What a hook says of a call that has ended.
pub(super) fn judged(judge: Judge, begun: Instant, end: End<'_>) -> Verdict {
    judge(&Outcome { took: begun.elapsed(), end })
}

/// What a hook has made of a call that is answered later.
#[cfg_attr(not(feature = "async"), expect(dead_code, reason = "only calls that are answered later need it"))]
pub(super) enum Noted {
    Watched(Watched),
    Answered(Vec<u8>),
}

static HOOK: RwLock<Option<Arc<dyn Hook>>> = RwLock::new(None);

/// Those of calls that are answered later, by their promises.
static NOTED: Mutex<Option<HashMap<u64, Noted>>> = Mutex::new(None);

/// Sets the hook of this process, or none, and returns the one before. To use several, set one that calls the others.
///
/// Calls cost nothing more until the first hook is set; then, with none, they look for one.
pub fn set_hook(hook: Option<Arc<dyn Hook>>) -> Option<Arc<dyn Hook>> {
    elsewhere::expect_detours();
    std::mem::replace(&mut *HOOK.write().unwrap_or_else(PoisonError::into_inner), hook)
}

pub(super) fn current() -> Option<Arc<dyn Hook>> {
    HOOK.read().unwrap_or_else(PoisonError::into_inner).clone()
}

pub(super) fn note(promise: u64, noted: Noted) {
    lock(|all| all.insert(promise, noted));
}

/// The answer of a hook for a call that was begun; `None` if Go answers.
#[cfg(feature = "async")]
pub(in crate::private) fn answered(promise: u64) -> Option<Vec<u8>> {
    match take(promise)? {
        Noted::Answered(bytes) => Some(bytes),
        watched @ Noted::Watched(_) => {
            note(promise, watched);
            None
        }
    }
}

/// The watched call that waits for this promise.
#[cfg(feature = "async")]
pub(in crate::private) fn watched(promise: u64) -> Option<Watched> {
    match take(promise)? {
        Noted::Watched(watched) => Some(watched),
        Noted::Answered(_) => None,
    }
}

/// Tells a hook of an end that a destructor has noticed, from which nothing may unwind.
#[cfg(feature = "async")]
pub(in crate::private) fn ended(promise: u64, end: End<'_>) {
    let Some(watched) = watched(promise) else { return };
    if let Err(note) = panics::catch_note(|| watched.end(end)) {
        panics::report_lost("a hook", note);
    }
}

#[cfg(feature = "async")]
fn take(promise: u64) -> Option<Noted> {
    lock(|all| all.remove(&promise))
}

fn lock<T>(run: impl FnOnce(&mut HashMap<u64, Noted>) -> T) -> T {
    run(NOTED.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default())
}
