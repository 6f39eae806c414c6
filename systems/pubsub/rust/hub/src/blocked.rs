use std::{sync::Arc, time::Instant};

use event_listener::{Event, EventListener};

use crate::{
    core::Core,
    deliver::{self, Sent},
    error::Error,
    subscription::Sub,
    wait::{self, Wait},
};

/// A message that waits for room in some queues. All others have it. Dropping this drops the message for those queues, and counts it so.
pub struct Blocked {
    core: Arc<Core>,
    caller: u64,
    changed: Arc<Event>,
    pending: Vec<Pending>,
    failure: Option<Error>,
    waits: Option<u64>,
}

struct Pending {
    sub: Arc<Sub>,
    token: u64,
    until: Instant,
}

impl Blocked {
    /// What a publisher has to wait for, if anything.
    pub(crate) fn of(core: &Arc<Core>, caller: u64, sent: Sent) -> Result<Option<Blocked>, Error> {
        if sent.outside.is_empty() {
            return sent.refused.map_or(Ok(None), Err);
        }
        let pending = sent.outside.into_iter().map(|(sub, token)| {
            let until = wait::until(sub.timeout);
            Pending { sub, token, until }
        });
        let mut blocked = Blocked {
            core: core.clone(),
            caller,
            changed: sent.changed,
            pending: pending.collect(),
            failure: sent.refused,
            waits: None,
        };
        if caller != 0 {
            blocked.leave_out_deadlocks();
        }
        if blocked.pending.is_empty() {
            return blocked.failure.take().map_or(Ok(None), Err);
        }
        Ok(Some(blocked))
    }

    /// Drops the message for the queues in which only this handler can make room.
    fn leave_out_deadlocks(&mut self) {
        let mut graph = self.core.graph.lock();
        let (stuck, pending): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|pending| graph.depends(pending.sub.id, self.caller));
        if !pending.is_empty() {
            let of = pending.iter().map(|pending| pending.sub.id).collect();
            self.waits = Some(graph.enter(self.caller, false, of));
        }
        drop(graph);
        self.pending = pending;
        for pending in stuck {
            if pending.expire(&self.core).is_some() {
                self.failure = Some(Error::WouldDeadlock("room in a queue"));
            }
        }
    }
}

impl Pending {
    fn waits(&self) -> bool {
        self.sub.queue.lock().is_outside(self.token)
    }

    /// Drops the message, if it still waits, and says why.
    fn expire(&self, core: &Core) -> Option<Error> {
        let mut queue = self.sub.queue.lock();
        let error = deliver::full(&self.sub, &queue);
        core.memory.free(queue.expire(self.token)?);
        Some(error)
    }
}

impl Wait for Blocked {
    type Outcome = Result<(), Error>;

    fn listen(&self) -> EventListener {
        self.changed.listen()
    }

    fn check(&mut self, now: Instant) -> Option<Result<(), Error>> {
        let Blocked { core, pending, failure, .. } = self;
        pending.retain(|pending| {
            let waits = pending.waits();
            if !waits || now < pending.until {
                return waits;
            }
            if let Some(full) = pending.expire(core) {
                failure.get_or_insert(full);
            }
            false
        });
        if !self.pending.is_empty() {
            return None;
        }
        Some(self.failure.take().map_or(Ok(()), Err))
    }

    fn deadline(&self) -> Instant {
        self.pending.iter().map(|pending| pending.until).min().unwrap_or_else(Instant::now)
    }
}

impl Drop for Blocked {
    fn drop(&mut self) {
        for pending in &self.pending {
            pending.expire(&self.core);
        }
        if let Some(token) = self.waits {
            self.core.graph.lock().leave(self.caller, token);
        }
    }
}
