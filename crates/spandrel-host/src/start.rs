//! Waiting for a core that is linked into the program.

use std::{
    fmt, io,
    sync::{
        OnceLock,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use spandrel_abi::ABI;

use crate::core::{self, Ready};

/// How long a core may take to be initialised.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Why the core did not start. `Debug` reads like `Display`: it is what a failed test or `main` shows.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// No Go core is linked into the program.
    #[error(
        "no Go core is linked into this program; call `spandrel_host::build::core()` in its build script and name the core \
         in spandrel.toml; one with `link = \"shared\"` is loaded with `spandrel_host::load`"
    )]
    NotLinked,
    /// The packages of the core were not initialised in time. They may be later: the core goes on.
    #[error("the Go core was not initialised within {0:?}: look at the init functions of its packages")]
    TimedOut(Duration),
    /// The core was built with a Go runtime module of another convention.
    #[error(
        "the Go core speaks convention {found}, this program {expected}: use one version of Spandrel in Cargo.toml and go.mod"
    )]
    OtherAbi {
        /// What the core speaks.
        found: u32,
        /// What this program speaks.
        expected: u32,
    },
    /// The thread that waits could not be made.
    #[error("no thread to wait for the Go core: {0}")]
    Thread(io::Error),
}

impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Waits until the Go core in this program is initialised, at most 30 seconds.
///
/// Go initialises the packages of the core on a thread of its own while `main` begins. Until a bridge is registered, a call
/// into Go is answered with a `GoError` of kind `Missing`, and from then to the end of all initialisation it waits. When
/// this has returned, every bridge of the core is there. It can be called again, from any thread, and then costs next to
/// nothing.
pub fn start() -> Result<(), StartError> {
    start_within(PATIENCE)
}

/// As [`start`], with another patience.
pub fn start_within(patience: Duration) -> Result<(), StartError> {
    static ANSWER: OnceLock<u32> = OnceLock::new();
    let ready = core::entry().ok_or(StartError::NotLinked)?;
    let found = match ANSWER.get() {
        Some(found) => *found,
        None => {
            let found = ask(ready, patience)?;
            *ANSWER.get_or_init(|| found)
        }
    };
    same_abi(found)
}

/// Whether both sides speak one convention.
pub(crate) fn same_abi(found: u32) -> Result<(), StartError> {
    if found == ABI { Ok(()) } else { Err(StartError::OtherAbi { found, expected: ABI }) }
}

/// Asks on a thread of its own: initialisation that hangs must not take the caller with it.
pub(crate) fn ask(ready: Ready, patience: Duration) -> Result<u32, StartError> {
    let (answer, answered) = mpsc::channel();
    thread::Builder::new()
        .name("spandrel-start".to_owned())
        .spawn(move || {
            // SAFETY: this is the function that every core exports under this name: it takes nothing, returns a number,
            // and may be called from any thread.
            let found = unsafe { ready() };
            // Nobody listens any more when the patience was too short.
            let _ = answer.send(found);
        })
        .map_err(StartError::Thread)?;
    answered.recv_timeout(patience).map_err(|error| match error {
        RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected => StartError::TimedOut(patience),
    })
}
