//! What a worker is started with.

use std::{ffi::OsString, path::PathBuf, time::Duration};

/// What a worker is started with, and what it may do.
///
/// ```no_run
/// use std::time::Duration;
/// use spandrel_host::worker::{Options, Worker};
///
/// let options = Options::new().deadline(Duration::from_secs(5)).memory(512 << 20);
/// let worker = Worker::start(options)?;
/// # Ok::<(), spandrel_host::worker::WorkerError>(())
/// ```
#[derive(Debug)]
#[must_use = "`Worker::start` starts it"]
pub struct Options {
    #[cfg(feature = "load")]
    pub(super) core: Option<crate::Core>,
    pub(super) program: Option<PathBuf>,
    pub(super) arguments: Vec<OsString>,
    pub(super) inherit_environment: bool,
    pub(super) environment: Vec<(OsString, OsString)>,
    pub(super) memory: Option<u64>,
    pub(super) deadline: Option<Duration>,
    pub(super) restarts: u32,
    pub(super) largest_answer: u64,
    pub(super) forward: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options::new()
    }
}

impl Options {
    /// This program, with the core that is linked into it, its environment, a deadline of one minute, and no limit of memory.
    pub fn new() -> Options {
        Options {
            #[cfg(feature = "load")]
            core: None,
            program: None,
            arguments: Vec::new(),
            inherit_environment: true,
            environment: Vec::new(),
            memory: None,
            deadline: Some(Duration::from_secs(60)),
            restarts: 10,
            largest_answer: 1 << 28,
            forward: true,
        }
    }

    /// A core that is a shared library. This program verifies it, once; each worker gets the sealed copy of what was
    /// verified, and never the path. The known answer is asked of the first worker.
    #[cfg(feature = "load")]
    pub fn core(mut self, core: crate::Core) -> Options {
        self.core = Some(core);
        self
    }

    /// Another program, with the same bridges. Its `main` begins with [`serve`](super::serve).
    pub fn program(mut self, path: impl Into<PathBuf>) -> Options {
        self.program = Some(path.into());
        self
    }

    /// An argument of the worker, which `serve` does not look at.
    pub fn argument(mut self, argument: impl Into<OsString>) -> Options {
        self.arguments.push(argument.into());
        self
    }

    /// Starts the worker without the variables of this program's environment.
    pub fn clear_environment(mut self) -> Options {
        self.inherit_environment = false;
        self
    }

    /// A variable of the worker's environment. `GOTRACEBACK=none` keeps the stacks of a core that crashes out of its output.
    pub fn environment(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Options {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// The most memory that the worker may write to, in bytes (`RLIMIT_DATA`). Go ends it when there is no more.
    pub fn memory(mut self, bytes: u64) -> Options {
        self.memory = Some(bytes);
        self
    }

    /// How long a call may take, instead of one minute. Go code cannot be stopped: the worker is ended, and other calls that it
    /// had not answered fail with it. Streams have no deadline.
    pub fn deadline(mut self, deadline: Duration) -> Options {
        self.deadline = Some(deadline);
        self
    }

    /// Removes the deadline.
    pub fn without_deadline(mut self) -> Options {
        self.deadline = None;
        self
    }

    /// How many workers may be started within a minute, instead of 10. After a third of them, each one waits longer, up to a
    /// second.
    pub fn restarts(mut self, each_minute: u32) -> Options {
        self.restarts = each_minute;
        self
    }

    /// The largest answer that is accepted, in bytes, instead of 256 MiB. A worker that sends more is ended.
    pub fn largest_answer(mut self, bytes: u64) -> Options {
        self.largest_answer = bytes;
        self
    }

    /// Does not pass on what the worker writes to its standard output and standard error. The end of it is still part of the
    /// error when the worker dies.
    pub fn quiet(mut self) -> Options {
        self.forward = false;
        self
    }
}
