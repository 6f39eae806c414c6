//! Threads for handlers: made when there is work, used again, and ended after a second without.

use std::{
    collections::VecDeque,
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

use parking_lot::{Condvar, Mutex};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Pool {
    state: Mutex<Waiting>,
    work: Condvar,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Job>,
    idle: usize,
}

const IDLE: Duration = Duration::from_secs(1);

fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    POOL.get_or_init(Pool::default)
}

/// Runs a job on a thread of its own. If the system has no thread for it, it waits for one that becomes idle.
pub(crate) fn run(job: Job) {
    let pool = pool();
    let mut state = pool.state.lock();
    state.jobs.push_back(job);
    if state.jobs.len() <= state.idle {
        pool.work.notify_one();
        return;
    }
    drop(state);
    let thread = thread::Builder::new().name("pubsub-handler".to_owned());
    // Without a thread the job stays in the list, and the next thread that is idle takes it.
    drop(thread.spawn(work));
}

fn work() {
    let pool = pool();
    let mut state = pool.state.lock();
    loop {
        if let Some(job) = state.jobs.pop_front() {
            drop(state);
            job();
            state = pool.state.lock();
            continue;
        }
        state.idle += 1;
        let timed_out = pool.work.wait_until(&mut state, Instant::now() + IDLE).timed_out();
        state.idle -= 1;
        if timed_out && state.jobs.is_empty() {
            return;
        }
    }
}
