use std::sync::Arc;

use event_listener::Event;
use parking_lot::Mutex;

use crate::{
    error::Error,
    handler::Runner,
    hub::Hub,
    message::Delivery,
    options::Options,
    queue::Queue,
    subject::check_pattern,
    subscription::{Sub, Subscription},
};

impl Hub {
    /// Calls a handler with every message on a subject that the pattern matches, one at a time, on a thread when there is work.
    pub fn subscribe(
        &self,
        pattern: &str,
        handler: impl FnMut(&Delivery) + Send + 'static,
    ) -> Result<Subscription, Error> {
        self.subscribe_with(pattern, Options::new(), handler)
    }

    /// [`subscribe`](Hub::subscribe) with options.
    pub fn subscribe_with(
        &self,
        pattern: &str,
        options: Options,
        handler: impl FnMut(&Delivery) + Send + 'static,
    ) -> Result<Subscription, Error> {
        self.add(pattern, options, Runner::Thread(Mutex::new(Some(Box::new(handler)))))
    }

    /// Subscribes without a handler: the messages wait until they are taken.
    pub fn pull(&self, pattern: &str, options: Options) -> Result<Subscription, Error> {
        self.add(pattern, options, Runner::Pull)
    }

    /// Subscribes a handler that runs somewhere else: see [`Hub::ready`] and [`Subscription::waiting`].
    pub fn subscribe_elsewhere(&self, pattern: &str, options: Options) -> Result<Subscription, Error> {
        self.add(pattern, options, Runner::Elsewhere)
    }

    fn add(&self, pattern: &str, options: Options, runner: Runner) -> Result<Subscription, Error> {
        let core = &self.core;
        if options.messages == 0 {
            return Err(Error::InvalidInput("a queue has room for at least one message".to_owned()));
        }
        core.check_open(0)?;
        let gate = (options.replay > 0 && core.config.history > 0).then(|| core.gate.write());
        let mut table = core.subs.lock();
        if let Some(name) = options.name.as_ref().filter(|name| table.by_name.contains_key(name.as_str())) {
            return Err(Error::InvalidInput(format!("the name {name} is used")));
        }
        check_pattern(pattern)?;
        let id = core.next_id();
        let sub = Arc::new(Sub {
            id,
            name: options.name.unwrap_or_else(|| format!("#{id}")).into(),
            pattern: pattern.to_owned(),
            group: options.group.map(|name| table.group(&name)),
            timeout: options.timeout,
            runner,
            queue: Mutex::new(Queue::new(options.messages, options.bytes, options.on_full)),
            changed: Event::new(),
        });
        let mut queue = sub.queue.lock();
        if gate.is_some() {
            for message in core.history.lock().last(pattern, options.replay) {
                queue.replay(&message);
            }
            if !core.memory.exchange(queue.bytes(), 0) {
                // The handler is dropped with the subscription, and what it has captured may use the hub then.
                drop((queue, table, gate));
                return Err(Error::NoMemory(core.memory.most()));
            }
        }
        core.routes.insert(&sub);
        table.by_id.insert(id, sub.clone());
        table.by_name.insert(sub.name.clone(), id);
        drop((table, gate));
        let work = core.schedule(&sub, &mut queue);
        drop(queue);
        if work {
            core.start(&sub);
        }
        // Closing may have begun after the check and missed this one.
        if let Err(closed) = core.check_open(0) {
            Subscription { core: core.clone(), sub, caller: 0 }.discard();
            return Err(closed);
        }
        Ok(Subscription { core: core.clone(), sub, caller: self.caller })
    }
}
