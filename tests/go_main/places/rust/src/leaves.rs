//! Leaf functions that call Go, which a leaf must not do.

use std::{
    task::{Context, Waker},
    thread,
    time::Duration,
};

use spandrel::{GoError, GoErrorKind};

use crate::ffi;

/// What came of a call of Go, as a number.
fn told(answer: Result<u64, GoError>) -> u64 {
    match answer.map_err(|error| error.kind()) {
        Ok(_) => 0,
        Err(GoErrorKind::Leaf) => 1,
        Err(_) => 2,
    }
}

pub fn leaf_asks() -> u64 {
    told(ffi::answer())
}

pub fn asks() -> u64 {
    told(ffi::answer())
}

pub fn leaf_waits() -> u64 {
    let mut future = Box::pin(ffi::wait(Duration::ZERO));
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        std::task::Poll::Ready(answer) => told(answer),
        std::task::Poll::Pending => 0,
    }
}

pub fn leaf_thread_asks() -> u64 {
    thread::spawn(|| told(ffi::answer())).join().unwrap_or(3)
}

pub fn between(step: &dyn Fn()) {
    step();
}

pub struct Desk {
    notify: Box<dyn Fn() -> Result<u64, GoError> + Send + Sync>,
}

impl Desk {
    pub fn open(notify: Box<dyn Fn() -> Result<u64, GoError> + Send + Sync>) -> Desk {
        Desk { notify }
    }

    pub fn leaf_notify(&self) -> u64 {
        told((self.notify)())
    }

    pub fn leaf_notify_alone(&mut self) -> u64 {
        told((self.notify)())
    }

    pub fn occupy(&self, step: &dyn Fn()) {
        step();
    }
}

pub fn leaf_seven() -> u64 {
    7
}
