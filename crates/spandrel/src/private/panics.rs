//! Panics: every panic of user code ends here and becomes a [`PanicNote`], for the error that the call returns.
//!
//! Some no call returns. A destructor may run where nobody waits for an answer: a cancelled future, a stream that was left, an
//! object whose last user was a future. What panics there is counted and told: to the hook that was set, to Go if it listens,
//! else to standard error.

use std::{
    any::Any,
    backtrace::Backtrace,
    cell::{Cell, RefCell},
    fmt,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::{
        Arc, Once, OnceLock, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// What is known of a panic.
#[derive(Clone, Debug)]
pub(super) struct PanicNote {
    /// The payload, if it was text.
    text: String,
    /// The text with its place in the source.
    message: String,
    backtrace: String,
}

thread_local! {
    /// How many bridge calls this thread is in.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// What the hook saw of the panic that is unwinding.
    static SEEN: RefCell<Option<PanicNote>> = const { RefCell::new(None) };
}

/// Installs the hook that keeps message and backtrace of panics inside bridge calls. Other panics go to the hook that
/// was there before.
pub(super) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if DEPTH.get() == 0 {
                previous(info);
            } else {
                remember(PanicNote {
                    text: payload_text(info.payload()).to_owned(),
                    message: describe(info),
                    backtrace: Backtrace::force_capture().to_string(),
                });
            }
        }));
    });
}

/// Runs user code; a panic becomes a note.
#[inline]
pub(super) fn catch_note<T>(run: impl FnOnce() -> T) -> Result<T, PanicNote> {
    let depth = DEPTH.get();
    DEPTH.set(depth + 1);
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    DEPTH.set(depth);
    result.map_err(PanicNote::take)
}

/// Runs user code whose panic will end the process: the hook that was there before reports it, so that nothing has to be
/// recorded on the way.
#[inline]
pub(super) fn catch_reported<T>(run: impl FnOnce() -> T) -> Result<T, PanicNote> {
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(PanicNote::take)
}

impl PanicNote {
    /// The note of the panic that was just caught.
    #[cold]
    fn take(payload: Box<dyn Any + Send>) -> PanicNote {
        let text = payload_text(payload.as_ref());
        // `resume_unwind` runs no hook: what the hook saw last may be a panic that the user's code has caught itself.
        let seen = forget().filter(|seen| seen.text == text);
        let note = seen.unwrap_or_else(|| PanicNote {
            text: text.to_owned(),
            message: text.to_owned(),
            backtrace: String::new(),
        });
        // A payload whose destructor panics makes another payload. A few of them are followed and told; then the last is
        // leaked. The hook keeps quiet about them, as inside a call.
        let depth = DEPTH.replace(DEPTH.get() + 1);
        let mut left = Some(payload);
        for _ in 0..8 {
            let Some(next) = left.take() else { break };
            left = panic::catch_unwind(AssertUnwindSafe(|| drop(next))).err();
            if let Some(second) = &left {
                let text = payload_text(second.as_ref()).to_owned();
                let seen = forget().filter(|seen| seen.text == text);
                let note = seen.unwrap_or_else(|| PanicNote::told(text, String::new()));
                report_lost("the payload of a panic", note);
            }
        }
        std::mem::forget(left);
        drop(forget());
        DEPTH.set(depth);
        note
    }

    /// The note of a panic that was told already.
    pub(super) fn told(message: String, backtrace: String) -> PanicNote {
        PanicNote { text: String::new(), message, backtrace }
    }

    /// The message.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// The stack at the panic.
    pub(super) fn backtrace(&self) -> &str {
        &self.backtrace
    }
}

/// Keeps what the hook saw. A thread that ends may have lost the place for it already, while destructors of other
/// thread-locals still make calls: such a panic is told without place and backtrace.
fn remember(note: PanicNote) {
    let _ = SEEN.try_with(|seen| seen.replace(Some(note)));
}

/// Takes what the hook saw.
fn forget() -> Option<PanicNote> {
    SEEN.try_with(|seen| seen.take()).ok().flatten()
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let text = payload_text(info.payload());
    // tokio's words for a task that is spawned outside of its context.
    let hint = if cfg!(feature = "async") && text.starts_with("there is no reactor running") {
        "; hint: this function does not run in the executor's context: use spandrel::runtime().spawn(…), or make it async"
    } else {
        ""
    };
    match info.location() {
        Some(place) => format!("{text} ({}:{}){hint}", place.file(), place.line()),
        None => format!("{text}{hint}"),
    }
}

fn payload_text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("panic payload is not text")
}

/// A panic that no call returns: that of a destructor which runs where nobody waits for an answer.
#[derive(Clone, Debug)]
pub struct LostPanic {
    origin: String,
    note: PanicNote,
}

impl LostPanic {
    /// The function or type that it belongs to, by its Go name, such as `feed.Fetch`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The message with its place in the source.
    pub fn message(&self) -> &str {
        self.note.message()
    }

    /// The stack at the panic.
    pub fn backtrace(&self) -> &str {
        self.note.backtrace()
    }
}

impl fmt::Display for LostPanic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: a destructor panicked where no call returns it: {}", self.origin, self.message())
    }
}

type Hook = Arc<dyn Fn(&LostPanic) + Send + Sync>;

static HOOK: RwLock<Option<Hook>> = RwLock::new(None);
static COUNT: AtomicU64 = AtomicU64::new(0);

/// Tells Go of a lost panic, unless it does not listen: then the answer is `false`. The panic is counted before that.
type TellGo = fn(&LostPanic) -> bool;

/// How Go hears of lost panics, in a bridge that has a way to tell it.
static LISTENER: OnceLock<TellGo> = OnceLock::new();

/// Says how Go hears of lost panics.
#[cfg(feature = "async")]
pub(super) fn listen(tell: TellGo) {
    let _ = LISTENER.set(tell);
}

/// Sets what hears of panics that no call returns, in place of standard error and of Go's hook.
///
/// That is the panic of a destructor which runs where nobody waits for an answer, such as that of a cancelled future. The
/// hook is called on the thread of the panic and must not block. A panic of its own is dropped.
pub fn set_lost_panic_hook(hook: impl Fn(&LostPanic) + Send + Sync + 'static) {
    let hook: Hook = Arc::new(hook);
    let before = HOOK.write().unwrap_or_else(PoisonError::into_inner).replace(hook);
    drop(before);
}

/// How many panics there were on this Rust side that no call has returned.
pub fn lost_panics() -> u64 {
    COUNT.load(Ordering::Acquire)
}

/// Tells of a panic that no call returns. `origin` is the function or the type it belongs to.
#[cold]
pub(super) fn report_lost(origin: &str, note: PanicNote) {
    let lost = LostPanic { origin: origin.to_owned(), note };
    let hook = HOOK.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(hook) = hook {
        count();
        // There is nobody left to tell.
        drop(catch_note(|| hook(&lost)));
        return;
    }
    if let Some(tell_go) = LISTENER.get()
        && tell_go(&lost)
    {
        return;
    }
    // In one piece, as other threads write as well; and before it counts, as a thread that waits for the count may end the process.
    let line = format!("spandrel: {lost}\n");
    eprint!("{line}");
    count();
}

/// The reporter finds the panic counted.
pub(super) fn count() {
    COUNT.fetch_add(1, Ordering::Release);
}
