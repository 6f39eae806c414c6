//! An object to panic in.

use std::sync::Mutex;

use crate::{
    ffi::{FaultError, How},
    panics::{Guard, panic_as},
};

/// Panics as it is told, in each of its methods and in its destructor.
pub struct Victim {
    rigged: Mutex<How>,
    changes: u32,
    _guard: Guard,
}

impl Victim {
    pub(crate) fn make(how: How) -> Result<Victim, FaultError> {
        let victim = Victim { rigged: Mutex::new(How::Calm), changes: 0, _guard: Guard::new() };
        panic_as(how);
        Ok(victim)
    }

    pub(crate) fn look(&self, how: How) -> u32 {
        panic_as(how) + self.changes
    }

    pub(crate) fn change(&mut self, how: How) -> u32 {
        self.changes += 1;
        panic_as(how) + self.changes
    }

    pub(crate) fn rig(&self, how: How) {
        *self.rigged.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = how;
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        let how = *self.rigged.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        panic_as(how);
    }
}
