//! An object that keeps Go values.

use crate::{
    ffi::{Actor, GofailsError},
    guard::Guard,
    routes::{Act, failed},
};

/// Keeps Go values for as long as it lives.
#[derive(Default)]
pub struct Keeper {
    actors: Vec<Actor>,
    calls: Vec<Act>,
    changes: u32,
}

impl Keeper {
    pub(crate) fn make() -> Keeper {
        Keeper::default()
    }

    pub(crate) fn keep_actor(&mut self, actor: Actor) {
        self.actors.push(actor);
    }

    pub(crate) fn keep_call(&mut self, act: Act) {
        self.calls.push(act);
    }

    pub(crate) fn call_all(&self, how: &str) -> Result<u32, GofailsError> {
        let _guard = Guard::new();
        let actors = self.actors.iter().map(|actor| actor.act(how));
        let calls = self.calls.iter().map(|act| act(how));
        actors.chain(calls).map(|answer| answer.map_err(failed)).sum()
    }

    pub(crate) fn clear(&mut self) {
        self.actors.clear();
        self.calls.clear();
    }

    pub(crate) fn change(&mut self, act: &dyn Fn() -> u32) -> u32 {
        let _guard = Guard::new();
        self.changes += 1;
        self.changes + act()
    }
}
