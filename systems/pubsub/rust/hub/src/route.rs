//! Which subscriptions get the messages of a subject.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use parking_lot::{Mutex, MutexGuard, RwLock, RwLockReadGuard};

use crate::{
    core::Core,
    message::Message,
    queue::{Queue, State},
    subscription::Sub,
    trie::Trie,
};

/// The subscriptions of a group take turns.
pub(crate) struct Group {
    turn: AtomicUsize,
}

impl Group {
    pub(crate) fn new() -> Group {
        Group { turn: AtomicUsize::new(0) }
    }
}

/// All patterns, and a version that changes with them.
pub(crate) struct Routes {
    version: AtomicU64,
    trie: RwLock<Arc<Trie<Arc<Sub>>>>,
}

impl Routes {
    pub(crate) fn new() -> Routes {
        Routes { version: AtomicU64::new(1), trie: RwLock::new(Arc::new(Trie::new())) }
    }

    pub(crate) fn insert(&self, sub: &Arc<Sub>) {
        self.change(|trie| trie.with(&sub.pattern, sub.id, sub.clone()));
    }

    pub(crate) fn remove(&self, sub: &Sub) {
        self.change(|trie| trie.without(&sub.pattern, sub.id));
    }

    fn change(&self, change: impl FnOnce(&Trie<Arc<Sub>>) -> Trie<Arc<Sub>>) {
        let mut trie = self.trie.write();
        *trie = Arc::new(change(&trie));
        self.version.fetch_add(1, Ordering::Release);
    }

    /// The route of a subject.
    fn find(&self, subject: &str) -> Route {
        // The version first: a change in between makes the route older than it is, and it is looked up again.
        let version = self.version.load(Ordering::Acquire);
        let trie = self.trie.read().clone();
        let mut subs = Vec::new();
        trie.find(subject, &mut subs);
        Route::new(version, subs)
    }
}

/// The subscriptions that a subject reaches, valid for one version of the routes.
pub(crate) struct Route {
    version: u64,
    /// In the order of their numbers, which is the order of locking.
    pub(crate) subs: Vec<Arc<Sub>>,
    plain: Vec<usize>,
    groups: Vec<(Vec<usize>, AtomicUsize)>,
}

impl Route {
    fn new(version: u64, mut subs: Vec<Arc<Sub>>) -> Route {
        subs.sort_unstable_by_key(|sub| sub.id);
        let mut plain = Vec::new();
        let mut groups: Vec<(Arc<Group>, Vec<usize>)> = Vec::new();
        let mut places: HashMap<*const Group, usize> = HashMap::new();
        for (index, sub) in subs.iter().enumerate() {
            match &sub.group {
                None => plain.push(index),
                Some(group) => {
                    let place = *places.entry(Arc::as_ptr(group)).or_insert_with(|| {
                        groups.push((group.clone(), Vec::new()));
                        groups.len() - 1
                    });
                    groups[place].1.push(index);
                }
            }
        }
        // Each route of a group has turns of its own, and begins where the group is: fair on one subject as on many.
        let groups = groups.into_iter().map(|(group, members)| {
            let turn = group.turn.fetch_add(1, Ordering::Relaxed);
            (members, AtomicUsize::new(turn))
        });
        Route { version, plain, groups: groups.collect(), subs }
    }

    /// Those that get a message: every plain subscription, and of each group one, with room if one has.
    pub(crate) fn choose(&self, queues: &[MutexGuard<'_, Queue>], message: &Message) -> Vec<usize> {
        let open = |index: &usize| queues[*index].state == State::Open;
        let mut chosen: Vec<usize> = self.plain.iter().copied().filter(open).collect();
        for (members, turn) in &self.groups {
            let members: Vec<usize> = members.iter().copied().filter(open).collect();
            if members.is_empty() {
                continue;
            }
            let turn = turn.fetch_add(1, Ordering::Relaxed) % members.len();
            let from_turn = || members[turn..].iter().chain(&members[..turn]).copied();
            let with_room = from_turn().find(|index| queues[*index].has_room(message));
            chosen.push(with_room.unwrap_or(members[turn]));
        }
        chosen.sort_unstable();
        chosen
    }
}

/// A route that is valid for as long as this is there.
pub(crate) struct Found<'core> {
    pub(crate) route: Arc<Route>,
    pub(crate) _gate: Option<RwLockReadGuard<'core, ()>>,
}

/// A route that is looked up again when the routes have changed.
#[derive(Default)]
pub(crate) struct Cached(Option<Arc<Route>>);

impl Cached {
    pub(crate) fn get(&mut self, routes: &Routes, subject: &str) -> Arc<Route> {
        let version = routes.version.load(Ordering::Acquire);
        match &self.0 {
            Some(route) if route.version == version => route.clone(),
            _ => self.0.insert(Arc::new(routes.find(subject))).clone(),
        }
    }
}

/// How many subjects that nobody has a publisher for are remembered in each shard.
const REMEMBERED: usize = 256;

/// The order of what is published without a publisher, by subject, and the routes of late.
pub(crate) struct Subjects([Mutex<HashMap<Arc<str>, Cached>>; 16]);

impl Subjects {
    pub(crate) fn new() -> Subjects {
        Subjects(std::array::from_fn(|_| Mutex::default()))
    }

    /// Runs something with the route of a subject. Two of one subject run one after the other.
    pub(crate) fn in_order<R>(
        &self,
        core: &Core,
        subject: &str,
        run: impl FnOnce(&Found<'_>, Arc<str>) -> R,
    ) -> R {
        let hash = subject.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut shard = self.0[(hash >> 32) as usize % self.0.len()].lock();
        if shard.len() >= REMEMBERED && !shard.contains_key(subject) {
            shard.clear();
        }
        let shared =
            shard.get_key_value(subject).map_or_else(|| subject.into(), |(shared, _)| shared.clone());
        let cached = shard.entry(shared.clone()).or_default();
        run(&core.route(cached, subject), shared)
    }

    /// Releases what is remembered.
    pub(crate) fn clear(&self) {
        self.0.iter().for_each(|shard| shard.lock().clear());
    }
}
