//! Objects of the everything.

use std::{
    sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    thread,
    time::Duration,
};

use crate::ffi::{EverythingError, Point};

static DROPPED: AtomicU64 = AtomicU64::new(0);

pub(crate) fn dropped() -> u64 {
    DROPPED.load(Ordering::SeqCst)
}

/// A number with a name.
pub struct Counter {
    value: i64,
    name: String,
}

impl Counter {
    pub(crate) fn new(start: i64) -> Counter {
        Counter { value: start, name: "counter".to_owned() }
    }

    pub(crate) fn parse(text: &str) -> Result<Counter, EverythingError> {
        match text.parse() {
            Ok(start) => Ok(Counter::new(start)),
            Err(error) => {
                Err(EverythingError::OutOfRange { field: "text".to_owned(), reason: format!("{error}") })
            }
        }
    }

    pub(crate) fn add(&mut self, step: i64) -> i64 {
        self.value += step;
        self.value
    }

    pub(crate) fn value(&self) -> i64 {
        self.value
    }

    pub(crate) fn peek(&self) -> i64 {
        self.value
    }

    pub(crate) fn bump(&mut self) -> i64 {
        self.add(1)
    }

    pub(crate) fn explode(&mut self) {
        self.value = -1;
        panic!("exploded");
    }

    pub(crate) fn trip(&self) {
        panic!("tripped");
    }

    pub(crate) fn name(&self) -> String {
        self.name.clone()
    }

    pub(crate) fn rename(&mut self, name: &str) -> Result<(), EverythingError> {
        if name.is_empty() {
            return Err(EverythingError::NotFound);
        }
        self.name = name.to_owned();
        Ok(())
    }

    pub(crate) fn absorb(&mut self, other: &Counter) -> i64 {
        self.value += other.value;
        self.value
    }

    pub(crate) fn fork(&self) -> Counter {
        Counter { value: self.value, name: self.name.clone() }
    }

    pub(crate) fn point(&self) -> Point {
        Point { x: self.value as i32, y: -(self.value as i32), visible: true }
    }

    pub(crate) fn hold(&mut self, time: Duration) {
        thread::sleep(time);
        self.value += 1;
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
    }
}

/// Counts its visitors.
#[derive(Default)]
pub struct Gate {
    inside: AtomicU32,
    armed: AtomicBool,
}

impl Gate {
    pub(crate) fn closed() -> Gate {
        Gate::default()
    }

    pub(crate) fn pass(&self, time: Duration) -> u32 {
        let inside = self.enter();
        thread::sleep(time);
        self.leave();
        inside
    }

    pub(crate) fn enter(&self) -> u32 {
        self.inside.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub(crate) fn leave(&self) {
        self.inside.fetch_sub(1, Ordering::SeqCst);
    }

    pub(crate) fn arm(&self) {
        self.armed.store(true, Ordering::SeqCst);
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
        if self.armed.load(Ordering::SeqCst) {
            panic!("the gate fell on its way out");
        }
    }
}
