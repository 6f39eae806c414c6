use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use event_listener::EventListener;

use crate::{
    blocked::Blocked,
    deliver::deliver,
    error::Error,
    hub::Hub,
    inbox::Inbox,
    message::{Draft, Message, check_headers},
    subject::{INBOX, check_subject},
    wait::{self, Wait},
};

/// A request that waits for an answer.
pub struct Replying {
    hub: Hub,
    subject: String,
    inbox: Arc<Inbox>,
    blocked: Option<Blocked>,
    until: Instant,
    waits: Option<u64>,
}

impl Replying {
    pub(crate) fn begin(hub: &Hub, draft: Draft, timeout: Duration) -> Result<Replying, Error> {
        check_headers(&draft.headers)?;
        let core = &hub.core;
        core.check_open(hub.caller)?;
        check_subject(&draft.subject)?;
        let subject = format!("{INBOX}{}", core.next_id());
        let inbox = Arc::new(Inbox::default());
        core.inboxes.lock().insert(subject.clone(), inbox.clone());
        // From here on dropping it removes the inbox.
        let mut replying = Replying {
            hub: hub.clone(),
            subject: subject.clone(),
            inbox,
            blocked: None,
            until: wait::until(timeout),
            waits: None,
        };
        let asked = draft.subject.clone();
        let sent = core.subjects.in_order(core, &asked, |route, asked| {
            let message = Message::new(asked, draft.reply(subject), core.config.max_payload)?;
            deliver(core, route, &message, Some(&replying.inbox.changed))
        })?;
        let reached = sent.reached.clone();
        replying.blocked = Blocked::of(core, hub.caller, sent)?;
        replying.enter(reached)?;
        Ok(replying)
    }

    /// Refuses to wait for answers that only the waiting handler could give.
    fn enter(&mut self, reached: Vec<u64>) -> Result<(), Error> {
        let caller = self.hub.caller;
        if caller == 0 || self.inbox.answer.lock().is_some() {
            return Ok(());
        }
        let mut graph = self.hub.core.graph.lock();
        if !reached.is_empty() && reached.iter().all(|sub| graph.depends(*sub, caller)) {
            return Err(Error::WouldDeadlock("an answer"));
        }
        self.waits = Some(graph.enter(caller, true, reached));
        Ok(())
    }
}

impl Wait for Replying {
    type Outcome = Result<Message, Error>;

    fn listen(&self) -> EventListener {
        self.inbox.changed.listen()
    }

    fn check(&mut self, now: Instant) -> Option<Result<Message, Error>> {
        if let Some(answer) = self.inbox.answer.lock().take() {
            return Some(Ok(answer));
        }
        if let Some(outcome) = self.blocked.as_mut().and_then(|blocked| blocked.check(now)) {
            self.blocked = None;
            if let Err(full) = outcome {
                return Some(Err(full));
            }
        }
        if self.hub.core.is_closed() {
            return Some(Err(Error::Closed("the hub")));
        }
        (now >= self.until).then_some(Err(Error::Timeout("an answer")))
    }

    fn deadline(&self) -> Instant {
        self.blocked.as_ref().map_or(self.until, |blocked| blocked.deadline().min(self.until))
    }
}

impl Drop for Replying {
    fn drop(&mut self) {
        self.hub.core.inboxes.lock().remove(&self.subject);
        if let Some(token) = self.waits {
            self.hub.core.graph.lock().leave(self.hub.caller, token);
        }
    }
}
