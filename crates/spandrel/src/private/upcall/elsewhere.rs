//! Where calls go: into the Go side of this process, or to a core in another one.
//!
//! A [`Transport`] brings calls to a core in another process. It serves the whole process or a scope of one thread. Until
//! the first one is there, a call only loads one flag.

use std::{
    cell::RefCell,
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    body::{Body, Owned},
    go_error::GoErrorKind,
    shape::Back,
};
use crate::private::{call::code, wire::refusal::Refusal};

/// The number of a request that releases a Go value, beside those of [`spandrel_abi::call`]. It never reaches Go.
pub const RELEASE: u64 = u64::MAX - 16;

/// Result codes that a transport gives instead of an answer, beside those of [`spandrel_abi::code`]. They never reach Go.
pub(in crate::private) const DIED: u64 = 254;
pub(in crate::private) const DEADLINE: u64 = 253;

/// What the references of Go values in other processes have and those of this process have not: Go counts slots and
/// generations from 0.
const ELSEWHERE: u64 = 1 << 63;

/// A call for a core in another process.
#[derive(Debug)]
pub struct Request {
    /// The hash of the bridge's contract.
    pub bridge: u64,
    /// What is called, or one of the numbers of [`spandrel_abi::call`], or [`RELEASE`].
    pub import: u64,
    /// The Go value whose method is called; 0 for a function.
    pub target: u64,
    /// The process that has the value; 0 for a function.
    pub origin: u64,
    /// What an answer that comes later is for; 0 for a call that is answered at once.
    pub promise: u64,
    /// Whether it begins a stream, which may wait for as long as it likes.
    pub stream: bool,
    /// Words, memory and packed bytes of the arguments.
    pub body: Body,
    /// `Bytes` and secrets among the arguments.
    pub owned: Vec<Owned>,
}

/// The answer of a core in another process.
#[derive(Debug)]
pub struct Reply {
    /// The result code.
    pub status: u64,
    /// A word.
    pub value: u64,
    /// Bytes, or what describes an error.
    pub body: Vec<u8>,
    /// `Bytes` or a secret.
    pub owned: Option<Owned>,
    /// The process that answers.
    pub origin: u64,
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub struct Failure {
    /// `Died`, `Deadline` or `Refused`.
    pub kind: GoErrorKind,
    /// The whole sentence.
    pub message: String,
}

/// Brings calls to a core in another process.
pub trait Transport: Send + Sync {
    /// Makes a call and waits for its answer.
    fn call(&self, request: Request) -> Result<Reply, Failure>;

    /// Sends what is answered later, or never, and says which process has it.
    fn post(&self, request: Request) -> Result<u64, Failure>;
}

/// Where calls go.
#[derive(Clone)]
pub enum Route {
    /// Into the Go side of this process.
    Here,
    /// To another process.
    There(Arc<dyn Transport>),
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Route::Here => "Here",
            Route::There(_) => "There(…)",
        })
    }
}

/// Whether a call may have to go elsewhere, or by way of a hook. It stays true once it is.
static ANYWHERE: AtomicBool = AtomicBool::new(false);

/// Where calls go that are in no scope.
static PROCESS: RwLock<Route> = RwLock::new(Route::Here);

thread_local! {
    static SCOPE: RefCell<Option<Route>> = const { RefCell::new(None) };
}

/// A Go value in another process.
#[derive(Clone)]
pub(in crate::private) struct Away {
    pub(in crate::private) transport: Arc<dyn Transport>,
    pub(in crate::private) reference: u64,
    pub(in crate::private) origin: u64,
}

#[derive(Default)]
struct Values {
    last: u64,
    away: HashMap<u64, Away>,
}

static VALUES: Mutex<Option<Values>> = Mutex::new(None);

/// What another process owes for a promise.
#[derive(Clone)]
pub(in crate::private) struct Debt {
    pub(in crate::private) transport: Arc<dyn Transport>,
    pub(in crate::private) origin: u64,
    pub(in crate::private) bridge: u64,
    #[cfg_attr(not(feature = "async"), expect(dead_code, reason = "only answers that come later need it"))]
    pub(in crate::private) answer: Back,
}

static DEBTS: Mutex<Option<HashMap<u64, Debt>>> = Mutex::new(None);

/// Whether a call may have to go elsewhere, or by way of a hook.
#[inline]
pub fn anywhere() -> bool {
    ANYWHERE.load(Ordering::Relaxed)
}

/// Says that calls may have to.
pub(super) fn expect_detours() {
    ANYWHERE.store(true, Ordering::Relaxed);
}

/// Where calls of this process go from now on, unless a scope says otherwise.
pub fn set_route(route: Route) {
    ANYWHERE.store(true, Ordering::Relaxed);
    *PROCESS.write().unwrap_or_else(PoisonError::into_inner) = route;
}

/// Runs code whose calls, as far as it makes them on this thread, go there.
pub fn with_route<T>(route: Route, run: impl FnOnce() -> T) -> T {
    struct Restore(Option<Route>);
    impl Drop for Restore {
        fn drop(&mut self) {
            SCOPE.set(self.0.take());
        }
    }
    ANYWHERE.store(true, Ordering::Relaxed);
    let _restore = Restore(SCOPE.replace(Some(route)));
    run()
}

/// The transport for a call of a function; `None` if it goes into this process.
pub(in crate::private) fn chosen() -> Option<Arc<dyn Transport>> {
    let scope = SCOPE.with_borrow(Clone::clone);
    let route = scope.unwrap_or_else(|| PROCESS.read().unwrap_or_else(PoisonError::into_inner).clone());
    match route {
        Route::Here => None,
        Route::There(transport) => Some(transport),
    }
}

/// Notes a Go value in another process, and returns the reference by which it is known here.
pub(in crate::private) fn note_value(away: Away) -> u64 {
    let mut values = lock(&VALUES);
    let values = values.get_or_insert_default();
    values.last += 1;
    let reference = ELSEWHERE | values.last;
    values.away.insert(reference, away);
    reference
}

/// The Go value of a reference; `None` if it is one of this process.
pub(in crate::private) fn value(reference: u64) -> Option<Away> {
    if reference & ELSEWHERE == 0 {
        return None;
    }
    lock(&VALUES).as_ref()?.away.get(&reference).cloned()
}

/// Releases a Go value in another process, and says whether it is one.
#[inline]
pub(in crate::private) fn release(reference: u64) -> bool {
    let away = reference & ELSEWHERE != 0;
    if away {
        release_away(reference);
    }
    away
}

#[cold]
fn release_away(reference: u64) {
    let away = lock(&VALUES).as_mut().and_then(|values| values.away.remove(&reference));
    if let Some(Away { transport, reference, origin }) = away {
        // A process that has ended has released all its values.
        let _ = transport.post(Request::about(RELEASE, reference, origin));
    }
}

/// Notes that an answer for this promise will come from another process.
pub(in crate::private) fn owe(promise: u64, debt: Debt) {
    lock(&DEBTS).get_or_insert_default().insert(promise, debt);
}

/// Notes which process owes for a promise.
pub(in crate::private) fn owed_by(promise: u64, origin: u64) {
    if let Some(debt) = lock(&DEBTS).as_mut().and_then(|debts| debts.get_mut(&promise)) {
        debt.origin = origin;
    }
}

/// What is owed for a promise.
pub(in crate::private) fn debt(promise: u64) -> Option<Debt> {
    lock(&DEBTS).as_ref()?.get(&promise).cloned()
}

/// Forgets what was owed.
pub(in crate::private) fn acquit(promise: u64) -> Option<Debt> {
    lock(&DEBTS).as_mut()?.remove(&promise)
}

impl Request {
    /// A request without arguments.
    pub fn about(import: u64, target: u64, origin: u64) -> Request {
        Request {
            bridge: 0,
            import,
            target,
            origin,
            promise: 0,
            stream: false,
            body: Body::new(),
            owned: Vec::new(),
        }
    }
}

impl Reply {
    /// An answer without content.
    pub(in crate::private) fn of(status: u64) -> Reply {
        Reply { status, value: 0, body: Vec::new(), owned: None, origin: 0 }
    }

    /// The answer that there is none.
    pub(in crate::private) fn failed(failure: &Failure) -> Reply {
        let status = match failure.kind {
            GoErrorKind::Deadline => DEADLINE,
            GoErrorKind::Refused => code::REFUSED,
            _ => DIED,
        };
        Reply::with_message(status, &failure.message)
    }

    /// The answer that the arguments are not what they should be.
    pub(in crate::private) fn refused(refusal: &Refusal) -> Reply {
        Reply::with_message(code::REFUSED, &format!("arguments: {refusal}"))
    }

    /// A failure, as the Go side would describe it.
    fn with_message(status: u64, message: &str) -> Reply {
        let mut body = (message.len() as u64).to_le_bytes().to_vec();
        body.extend_from_slice(message.as_bytes());
        Reply { body, ..Reply::of(status) }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
