//! Panics that no call returns.
//!
//! A destructor may run where nobody waits for an answer: a cancelled future, a stream that was left, an object whose last
//! user was a future. What panics there is counted and told: to the hook that was set, to Go if it listens, else to standard
//! error.

use std::{
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use super::panics::{self, PanicNote};

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
pub(super) fn report(origin: &str, note: PanicNote) {
    let lost = LostPanic { origin: origin.to_owned(), note };
    let hook = HOOK.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(hook) = hook {
        count();
        // There is nobody left to tell.
        drop(panics::catch_note(|| hook(&lost)));
        return;
    }
    #[cfg(feature = "async")]
    if super::tasks::go_listens() {
        count();
        super::tasks::tell_go(&lost);
        return;
    }
    // In one piece, as other threads write as well; and before it counts, as whoever waits for the count may end the process.
    let line = format!("spandrel: {lost}\n");
    eprint!("{line}");
    count();
}

/// Whoever is told finds the panic counted.
fn count() {
    COUNT.fetch_add(1, Ordering::Release);
}
