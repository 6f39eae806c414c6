//! The calls that wait for their comparison, off the path of the caller.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

type Job = Box<dyn FnOnce() + Send>;

/// A bounded queue, and the threads that work on it.
pub(crate) struct Queue {
    state: Mutex<State>,
    /// There is something to do, or the queue is closed.
    work: Condvar,
    /// A job is done.
    idle: Condvar,
    limit: usize,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    running: usize,
    closed: bool,
}

impl Queue {
    /// A queue with its threads, which end when it is closed.
    pub(crate) fn new(limit: usize, workers: usize) -> Arc<Queue> {
        let (state, work, idle) = Default::default();
        let queue = Arc::new(Queue { state, work, idle, limit });
        for _ in 0..workers {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.run());
        }
        queue
    }

    /// Adds a job, and reports whether there was room for it.
    pub(crate) fn add(&self, job: Job) -> bool {
        let mut state = self.lock();
        let room = !state.closed && state.jobs.len() < self.limit;
        if room {
            state.jobs.push_back(job);
            drop(state);
            self.work.notify_one();
        }
        room
    }

    /// Waits until there is nothing to do.
    pub(crate) fn flush(&self) {
        let mut state = self.lock();
        while !state.jobs.is_empty() || state.running > 0 {
            state = self.idle.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends the threads, once they have done what waits.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.work.notify_all();
    }

    fn run(&self) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                state.running += 1;
                drop(state);
                // What a callback of the program panics with is its own; the thread goes on.
                let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
                state = self.lock();
                state.running -= 1;
                self.idle.notify_all();
            } else if state.closed {
                return;
            } else {
                state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("limit", &self.limit).finish_non_exhaustive()
    }
}
