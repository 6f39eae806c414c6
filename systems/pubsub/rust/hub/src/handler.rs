//! Handlers in Rust.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use parking_lot::Mutex;

use crate::{
    core::Core,
    message::Delivery,
    queue::State,
    subscription::{Sub, Subscription},
};

/// What a subscription calls.
pub(crate) type Handler = Box<dyn FnMut(&Delivery) + Send>;

/// Who takes from a queue.
pub(crate) enum Runner {
    /// Somebody who asks for messages.
    Pull,
    /// A handler, on a thread when there is work. It is not here while it runs.
    Thread(Mutex<Option<Handler>>),
    /// A handler of another language.
    Elsewhere,
}

impl Runner {
    /// Takes the handler of a subscription that is closed and idle, to be dropped when nothing is locked.
    pub(crate) fn retire(&self) -> Option<Handler> {
        match self {
            Runner::Thread(handler) => handler.lock().take(),
            Runner::Pull | Runner::Elsewhere => None,
        }
    }
}

/// Calls the handler with what waits, until nothing does.
pub(crate) fn run(core: &Arc<Core>, sub: &Arc<Sub>) {
    let Runner::Thread(slot) = &sub.runner else { return };
    let mut handler = slot.lock().take();
    let subscription = Subscription { core: core.clone(), sub: sub.clone(), caller: sub.id };
    loop {
        let mut queue = sub.queue.lock();
        let Some((message, replayed)) = queue.begin() else {
            core.became_idle_with(sub, &mut queue, |state| {
                if state != State::Closed {
                    *slot.lock() = handler.take();
                }
            });
            break;
        };
        core.memory.free(message.size());
        let lost = queue.lost();
        drop(queue);
        let delivery = subscription.delivery(message, replayed, lost);
        let panicked = handler.as_mut().is_some_and(|handler| call(handler, &delivery));
        drop(delivery);
        sub.queue.lock().finish(panicked);
        sub.changed.notify(usize::MAX);
    }
    // A handler that is still here is one of a closed subscription. What it has captured may do anything when it is dropped.
    call_once(|| drop(handler));
}

/// Reports whether the handler panicked.
fn call(handler: &mut Handler, delivery: &Delivery) -> bool {
    call_once(|| handler(delivery))
}

/// Reports whether a function panicked.
pub(crate) fn call_once(run: impl FnOnce()) -> bool {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(()) => false,
        Err(panic) => {
            // What was thrown may panic when it is dropped.
            drop(catch_unwind(AssertUnwindSafe(|| drop(panic))));
            true
        }
    }
}
