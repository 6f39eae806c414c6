//! The executor: one tokio runtime per linked object, started by the first call that needs it.

use std::{cell::Cell, sync::OnceLock};

use tokio::runtime::{Builder, EnterGuard, Handle, Runtime};

thread_local! {
    static IS_WORKER: Cell<bool> = const { Cell::new(false) };
}

static EXECUTOR: OnceLock<Runtime> = OnceLock::new();

/// The runtime. It is never shut down: the process ends with what is running, as with goroutines.
pub(super) fn executor() -> &'static Runtime {
    EXECUTOR.get_or_init(|| {
        let built = Builder::new_multi_thread()
            .thread_name("spandrel-worker")
            .on_thread_park(|| IS_WORKER.set(true))
            .enable_all()
            .build();
        match built {
            Ok(runtime) => runtime,
            // Caught by the entry point of the call, which returns it as the panic it is.
            Err(error) => panic!("the executor of async functions does not start: {error}"),
        }
    })
}

/// Whether this is a thread of the executor's that polls tasks: one that has had nothing to do before, as all have.
pub(super) fn is_worker() -> bool {
    IS_WORKER.try_with(Cell::get).unwrap_or(false)
}

/// The runtime's handle, for tasks of the user's.
pub fn runtime() -> &'static Handle {
    executor().handle()
}

/// What stands around code of the user's that may spawn tasks: the runtime's context.
pub fn context() -> EnterGuard<'static> {
    enter()
}

/// As [`enter`], for a destructor: `None` on a thread that is ending and has lost the place for it.
pub(super) fn enter_to_drop() -> Option<EnterGuard<'static>> {
    let gone = Handle::try_current().is_err_and(|error| error.is_thread_local_destroyed());
    (!gone).then(enter)
}

/// Makes the runtime's timers and sockets known to what is polled on this thread.
pub(super) fn enter() -> EnterGuard<'static> {
    executor().enter()
}
