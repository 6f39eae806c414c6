//! Why a worker does not start.

use std::{fmt, io};

/// Why a worker does not start. `Debug` reads like `Display`: it is what a failed test or `main` shows.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum WorkerError {
    /// The core cannot be loaded. No worker was started for it, or the known answer of the worker is wrong.
    #[cfg(feature = "load")]
    #[error(transparent)]
    Load(#[from] crate::LoadError),
    /// The system does not start the process.
    #[error("cannot start the worker: {step}: {source}")]
    Start {
        /// What failed.
        step: &'static str,
        /// The system's answer.
        source: io::Error,
    },
    /// The worker has started, and its core has not.
    #[error("the core of the worker does not start: {message}")]
    Core {
        /// What the worker says.
        message: String,
    },
    /// The worker ended before it was ready.
    #[error(
        "the worker {how} before it was ready; the first statement of `main` must be `spandrel_host::worker::serve()`"
    )]
    Ended {
        /// How it ended, and what it wrote last.
        how: String,
    },
    /// The worker was not ready in time.
    #[error(
        "the worker was not ready within {0:?}; the first statement of `main` must be `spandrel_host::worker::serve()`"
    )]
    TimedOut(std::time::Duration),
    /// Too many workers were started within a minute.
    #[error("{started} workers were started within a minute, which is the limit of `restarts`; {last}")]
    TooMany {
        /// How many.
        started: u32,
        /// How the last one ended.
        last: String,
    },
    /// This process is a worker: its `main` does not begin with [`serve`](super::serve), or its core asks for another worker.
    #[error(
        "a worker does not start workers; the first statement of `main` must be `spandrel_host::worker::serve()`"
    )]
    InWorker,
    /// [`Worker::stop`](super::Worker::stop) was called.
    #[error("the worker was stopped")]
    Stopped,
}

impl fmt::Debug for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
