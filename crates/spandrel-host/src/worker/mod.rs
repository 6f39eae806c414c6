//! The core in a process of its own.
//!
//! A panic in Go is an error in Rust, in any mode. What Go itself calls fatal ends the process: a concurrent map write, a
//! stack or memory that is used up, a panic on a goroutine of its own. In a worker it ends the worker. The call returns an error of
//! kind [`Died`](spandrel::GoErrorKind::Died), and the next one starts another worker.
//!
//! The worker is the same program, so that one file ships. Its `main` begins with [`serve`]:
//!
//! ```no_run
//! # mod app { pub fn add(a: i64, b: i64) -> Result<i64, spandrel::GoError> { Ok(a + b) } }
//! use spandrel_host::worker::{self, Options, Worker};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     worker::serve();
//!     let worker = Worker::start(Options::new())?;
//!     worker.set_default();            // calls of this process go to the worker from here on
//!     println!("{}", app::add(40, 2)?);
//!     Ok(())
//! }
//! ```
//!
//! Everything that a bridge declares in `extern "Go"` works in a worker: functions, interfaces, async functions, streams,
//! `Bytes`, which are copied, and secrets, which go from locked memory to locked memory. What Go calls in Rust
//! (`extern "Rust"`) runs in the worker too, with the worker's own statics and objects.

mod child;
mod error;
mod frame;
mod keeper;
mod options;
mod output;
mod process;
mod serve;

use std::{
    collections::VecDeque,
    fmt,
    future::Future,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use spandrel::{
    GoErrorKind,
    private::{self, Failure, Reply, Request, Route, Transport},
};

use child::Child;
pub use error::WorkerError;
pub use options::Options;
use process::Spec;
pub use serve::serve;

/// A worker process, which is started again when it has ended.
///
/// Cloning it gives another handle on the same worker. The process ends with the last one of them, and with this program.
#[derive(Clone)]
pub struct Worker {
    shared: Arc<Shared>,
    transport: Arc<Handle>,
}

/// What all handles on a worker have.
#[derive(Debug)]
struct Shared {
    spec: Arc<Spec>,
    restarts: u32,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    child: Option<Arc<Child>>,
    /// When workers were started within the last minute.
    recent: VecDeque<Instant>,
    starts: u64,
    stopped: bool,
}

/// A handle with its deadline: what calls go through.
#[derive(Debug)]
struct Handle {
    shared: Arc<Shared>,
    deadline: Option<Duration>,
}

/// The time within which workers that end are counted.
const WINDOW: Duration = Duration::from_secs(60);

impl Worker {
    /// Starts a worker and waits until its core is ready, at most 35 seconds.
    pub fn start(options: Options) -> Result<Worker, WorkerError> {
        if process::is_worker() {
            return Err(WorkerError::InWorker);
        }
        #[cfg(feature = "load")]
        let (library, known_answer) = options.core.map(crate::Core::verified).transpose()?.unzip();
        #[cfg(not(feature = "load"))]
        let library = None;
        let spec = Spec {
            library,
            program: options.program,
            arguments: options.arguments,
            inherit_environment: options.inherit_environment,
            environment: options.environment,
            memory: options.memory,
            largest_answer: options.largest_answer,
            forward: options.forward,
        };
        let (spec, restarts, state) = (Arc::new(spec), options.restarts, Mutex::default());
        let shared = Arc::new(Shared { spec, restarts, state });
        let worker = Worker::with(shared, options.deadline);
        worker.shared.child()?;
        #[cfg(feature = "load")]
        if let Some(known_answer) = known_answer {
            worker.run(|| known_answer.run())?;
        }
        Ok(worker)
    }

    fn with(shared: Arc<Shared>, deadline: Option<Duration>) -> Worker {
        let transport = Arc::new(Handle { shared: Arc::clone(&shared), deadline });
        Worker { shared, transport }
    }

    /// Lets all calls of this process go to the worker, unless [`run`](Worker::run) or [`here`] says otherwise.
    pub fn set_default(&self) {
        private::set_route(self.route());
    }

    /// Runs code whose calls into Go, as far as it makes them on this thread, go to the worker.
    pub fn run<T>(&self, run: impl FnOnce() -> T) -> T {
        private::with_route(self.route(), run)
    }

    /// As [`run`](Worker::run), for a future: each time it is polled.
    pub async fn run_async<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        std::future::poll_fn(|context| self.run(|| future.as_mut().poll(context))).await
    }

    /// A handle on the same worker whose calls may take so long.
    pub fn with_deadline(&self, deadline: Duration) -> Worker {
        Worker::with(Arc::clone(&self.shared), Some(deadline))
    }

    /// The process that takes calls now; `None` if it has ended, and no call has started another one yet.
    pub fn id(&self) -> Option<u32> {
        self.shared.lock().child.as_ref().filter(|child| child.is_alive()).map(|child| child.pid)
    }

    /// How many processes were started.
    pub fn starts(&self) -> u64 {
        self.shared.lock().starts
    }

    /// Ends the process. Calls that it has not answered, and all that follow, fail.
    pub fn stop(&self) {
        let child = {
            let mut state = self.shared.lock();
            state.stopped = true;
            state.child.take()
        };
        if let Some(child) = child {
            child.end("was stopped");
            child.ending();
        }
    }

    fn route(&self) -> Route {
        Route::There(Arc::clone(&self.transport) as Arc<dyn Transport>)
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker")
            .field("id", &self.id())
            .field("deadline", &self.transport.deadline)
            .finish_non_exhaustive()
    }
}

/// Runs code whose calls into Go, as far as it makes them on this thread, go to the core in this process.
pub fn here<T>(run: impl FnOnce() -> T) -> T {
    private::with_route(Route::Here, run)
}

impl Shared {
    /// The process that takes calls, which is started if there is none.
    fn child(&self) -> Result<Arc<Child>, WorkerError> {
        let mut state = self.lock();
        if state.stopped {
            return Err(WorkerError::Stopped);
        }
        let last = match &state.child {
            Some(child) if child.is_alive() => return Ok(Arc::clone(child)),
            Some(child) => child.ending(),
            None => String::new(),
        };
        let now = Instant::now();
        state.recent.retain(|start| now.duration_since(*start) < WINDOW);
        let started = u32::try_from(state.recent.len()).unwrap_or(u32::MAX);
        if started >= self.restarts {
            return Err(WorkerError::TooMany { started, last: format!("the last one {last}") });
        }
        if started > 0 {
            thread::sleep(pause(started, self.restarts));
        }
        state.recent.push_back(Instant::now());
        state.starts += 1;
        let child = keeper::start(&self.spec)?;
        state.child = Some(Arc::clone(&child));
        Ok(child)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long to wait before the next start: after a third of those that are allowed in a minute 10 ms, then twice as long each
/// time, up to a second.
fn pause(started: u32, allowed: u32) -> Duration {
    match started.checked_sub(allowed / 3) {
        None => Duration::ZERO,
        Some(more) => Duration::from_millis(10 << more.min(7)).min(Duration::from_secs(1)),
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(child) = self.lock().child.take() {
            child.end("was stopped");
        }
    }
}

impl Handle {
    /// The process for a request: the one that has its Go value or its promise, or any.
    fn child(&self, request: &Request) -> Result<Arc<Child>, Failure> {
        if request.origin == 0 {
            return self
                .shared
                .child()
                .map_err(|error| Failure { kind: GoErrorKind::Died, message: error.to_string() });
        }
        let child = self.shared.lock().child.clone();
        child.filter(|child| child.number == request.origin && child.is_alive()).ok_or_else(|| Failure {
            kind: GoErrorKind::Died,
            message: "the Go value ended with its worker".to_owned(),
        })
    }
}

impl Transport for Handle {
    fn call(&self, request: Request) -> Result<Reply, Failure> {
        self.child(&request)?.call(&request, self.deadline)
    }

    fn post(&self, request: Request) -> Result<u64, Failure> {
        let child = self.child(&request)?;
        child.post(&request, self.deadline)?;
        Ok(child.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_second() {
        let pauses: Vec<u128> = [0, 2, 3, 4, 8, 9, 10].map(|started| pause(started, 10).as_millis()).into();
        assert_eq!(pauses, [0, 0, 10, 20, 320, 640, 1000]);
        assert_eq!(pause(300, 1000), Duration::ZERO);
    }
}
