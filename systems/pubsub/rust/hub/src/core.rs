use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Weak,
        atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering},
    },
};

use event_listener::Event;
use parking_lot::{Mutex, RwLock};

use crate::{
    error::Error,
    handler::{self, Runner},
    history::History,
    inbox::Inbox,
    memory::Memory,
    options::Config,
    pool,
    queue::{Queue, State},
    route::{Cached, Found, Group, Routes, Subjects},
    subscription::Sub,
    waits::Graph,
};

/// What all handles of a hub share.
///
/// Locks are taken in this order: `subjects` or a publisher, `gate`, queues by their numbers, `subs`, and then any one of the others. A subscription that
/// is being made is locked after `subs`: nobody else can have it yet.
pub(crate) struct Core {
    pub(crate) config: Config,
    phase: AtomicU8,
    /// The order of what is published without a publisher.
    pub(crate) subjects: Subjects,
    /// With a history: publishing reads it, and a subscription that wants a replay writes it, so that no message is missed or comes twice.
    pub(crate) gate: RwLock<()>,
    pub(crate) subs: Mutex<Table>,
    pub(crate) history: Mutex<History>,
    pub(crate) routes: Routes,
    pub(crate) inboxes: Mutex<HashMap<String, Arc<Inbox>>>,
    pub(crate) graph: Mutex<Graph>,
    pub(crate) memory: Memory,
    pub(crate) published: AtomicU64,
    next_id: AtomicU64,
    /// How many handlers are scheduled.
    busy: AtomicUsize,
    /// A handler became idle, or the hub closed.
    pub(crate) moved: Event,
    ready: Mutex<VecDeque<u64>>,
    /// There is work for a handler somewhere else, or the hub closed.
    pub(crate) work: Event,
}

/// The subscriptions that are not closed.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) by_id: HashMap<u64, Arc<Sub>>,
    pub(crate) by_name: HashMap<Arc<str>, u64>,
    pub(crate) groups: HashMap<String, Weak<Group>>,
}

impl Table {
    /// The group of a name. Groups that nobody is in any more are released.
    pub(crate) fn group(&mut self, name: &str) -> Arc<Group> {
        if let Some(group) = self.groups.get(name).and_then(Weak::upgrade) {
            return group;
        }
        self.groups.retain(|_, group| group.strong_count() > 0);
        let group = Arc::new(Group::new());
        self.groups.insert(name.to_owned(), Arc::downgrade(&group));
        group
    }
}

const OPEN: u8 = 0;
const CLOSING: u8 = 1;
const CLOSED: u8 = 2;

impl Core {
    pub(crate) fn new(config: Config) -> Core {
        Core {
            phase: AtomicU8::new(OPEN),
            subs: Mutex::default(),
            subjects: Subjects::new(),
            gate: RwLock::new(()),
            history: Mutex::new(History::new(config.history)),
            routes: Routes::new(),
            inboxes: Mutex::default(),
            graph: Mutex::default(),
            memory: Memory::new(config.max_bytes),
            published: AtomicU64::new(0),
            next_id: AtomicU64::new(1),
            busy: AtomicUsize::new(0),
            moved: Event::new(),
            ready: Mutex::default(),
            work: Event::new(),
            config,
        }
    }

    /// The route of a subject. With a history, no subscription that replays it can be made before this is dropped.
    pub(crate) fn route(&self, cached: &mut Cached, subject: &str) -> Found<'_> {
        let gate = (self.config.history > 0).then(|| self.gate.read());
        Found { route: cached.get(&self.routes, subject), _gate: gate }
    }

    pub(crate) fn next_id(&self) -> u64 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    /// Refuses when the hub is not open. While it closes, handlers may go on.
    pub(crate) fn check_open(&self, caller: u64) -> Result<(), Error> {
        match self.phase.load(Ordering::Acquire) {
            OPEN => Ok(()),
            CLOSING if caller != 0 => Ok(()),
            _ => Err(Error::Closed("the hub")),
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.phase.load(Ordering::Acquire) == CLOSED
    }

    /// Begins to close. Only one does.
    pub(crate) fn begin_closing(&self) -> Result<(), Error> {
        match self.phase.compare_exchange(OPEN, CLOSING, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::Closed("the hub")),
        }
    }

    pub(crate) fn set_closed(&self) {
        self.phase.store(CLOSED, Ordering::Release);
        self.moved.notify(usize::MAX);
        self.work.notify(usize::MAX);
        for inbox in self.inboxes.lock().values() {
            inbox.changed.notify(usize::MAX);
        }
    }

    /// Notes that the handler has work. Reports whether the caller has to [`start`](Core::start) it when it has released the queue.
    pub(crate) fn schedule(&self, sub: &Sub, queue: &mut Queue) -> bool {
        if queue.scheduled || queue.waiting() == 0 || matches!(sub.runner, Runner::Pull) {
            return false;
        }
        queue.scheduled = true;
        self.busy.fetch_add(1, Ordering::Relaxed);
        true
    }

    pub(crate) fn start(self: &Arc<Core>, sub: &Arc<Sub>) {
        match &sub.runner {
            Runner::Pull => {}
            Runner::Thread(_) => {
                let (core, sub) = (self.clone(), sub.clone());
                pool::run(Box::new(move || handler::run(&core, &sub)));
            }
            Runner::Elsewhere => {
                self.ready.lock().push_back(sub.id);
                self.work.notify(usize::MAX);
            }
        }
    }

    /// The subscriptions whose handlers somewhere else have work.
    pub(crate) fn take_ready(&self) -> Vec<u64> {
        self.ready.lock().drain(..).collect()
    }

    /// Notes that the handler has nothing to do. A subscription that drains is closed then.
    pub(crate) fn became_idle(&self, sub: &Sub, queue: &mut Queue) {
        self.became_idle_with(sub, queue, |_| {});
    }

    /// The same, and does something with the state before the handler can be scheduled again.
    pub(crate) fn became_idle_with(&self, sub: &Sub, queue: &mut Queue, before: impl FnOnce(State)) {
        if queue.state == State::Draining {
            queue.state = State::Closed;
            self.remove(sub, queue.scheduled);
        }
        before(queue.state);
        if std::mem::take(&mut queue.scheduled) {
            self.busy.fetch_sub(1, Ordering::AcqRel);
            self.moved.notify(usize::MAX);
        }
        sub.changed.notify(usize::MAX);
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.busy.load(Ordering::Acquire) == 0
    }

    /// Removes a subscription from all tables. A handler elsewhere that is not scheduled is told that it has nothing to do any more.
    pub(crate) fn remove(&self, sub: &Sub, scheduled: bool) {
        self.routes.remove(sub);
        let mut subs = self.subs.lock();
        subs.by_id.remove(&sub.id);
        subs.by_name.remove(&sub.name);
        drop(subs);
        if !scheduled && matches!(sub.runner, Runner::Elsewhere) {
            self.ready.lock().push_back(sub.id);
            self.work.notify(usize::MAX);
        }
    }

    pub(crate) fn all(&self) -> Vec<Arc<Sub>> {
        let mut all: Vec<Arc<Sub>> = self.subs.lock().by_id.values().cloned().collect();
        all.sort_unstable_by_key(|sub| sub.id);
        all
    }
}
