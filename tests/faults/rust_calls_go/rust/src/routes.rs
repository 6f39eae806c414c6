//! The ways from Rust into Go.

use std::{mem, panic, thread};

use spandrel::GoError;

use crate::{
    ffi::{self, Actor, GofailsError},
    guard::{Guard, lock},
};

/// A callback that Rust owns.
pub(crate) type Act = Box<dyn Fn(&str) -> Result<u32, GoError> + Send + Sync>;

/// What Go answered, as an error that Go can look at.
pub(crate) fn failed(error: GoError) -> GofailsError {
    GofailsError::Go {
        function: error.function().to_owned(),
        kind: format!("{:?}", error.kind()),
        message: error.message().to_owned(),
        stack: error.stack().contains("goroutine "),
    }
}

pub(crate) fn direct(how: &str) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    ffi::act(how).map_err(failed)
}

pub(crate) fn method(how: &str, actor: &Actor) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    actor.act(how).map_err(failed)
}

pub(crate) fn lent(how: &str, act: &dyn Fn(&str) -> Result<u32, GoError>) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    act(how).map_err(failed)
}

pub(crate) fn kept(how: &str, act: Act) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    act(how).map_err(failed)
}

pub(crate) fn on_thread(how: &str, act: Act) -> Result<u32, GofailsError> {
    joined(move || {
        let _guard = Guard::new();
        act(how).map_err(failed)
    })
}

pub(crate) fn locked(how: &str, act: &dyn Fn(&str) -> Result<u32, GoError>) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    let mut held = lock();
    *held += 1;
    act(how).map_err(failed)
}

pub(crate) fn nested(
    how: &str,
    depth: u32,
    act: &dyn Fn(&str, u32) -> Result<u32, GoError>,
) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    act(how, depth).map_err(failed)
}

pub(crate) fn found(how: &str, actor: &str) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    ffi::find(actor).and_then(|actor| actor.act(how)).map_err(failed)
}

pub(crate) fn bare(how: &str) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    Ok(ffi::act_bare(how))
}

pub(crate) fn bare_method(how: &str, actor: Actor) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    Ok(actor.act_bare(how))
}

pub(crate) fn forgetful(how: &str) -> Result<u32, GofailsError> {
    mem::forget(Guard::new());
    direct(how)
}

pub(crate) fn drop_on_thread(act: Act) -> Result<(), GofailsError> {
    joined(move || {
        drop(act);
        Ok(())
    })
}

/// How often [`relay`] makes each of its calls.
const ROUNDS: u32 = 8;

pub(crate) fn relay(
    actor: &Actor,
    lent: &dyn Fn(&str) -> Result<u32, GoError>,
    kept: Act,
) -> Result<u32, GofailsError> {
    let _guard = Guard::new();
    let mut sum = 0;
    for _ in 0..ROUNDS {
        let _guard = Guard::new();
        sum += ffi::act("relay").map_err(failed)?;
        sum += actor.act("relay").map_err(failed)?;
        sum += lent("relay").map_err(failed)?;
        sum += kept("relay").map_err(failed)?;
        sum += ffi::find("relay").and_then(|found| found.act("relay")).map_err(failed)?;
    }
    Ok(sum)
}

pub(crate) fn relay_on_thread(actor: Actor, kept: Act) -> Result<u32, GofailsError> {
    joined(move || {
        let lent = |how: &str| ffi::act(how);
        relay(&actor, &lent, kept)
    })
}

/// Runs something in a thread of Rust's. Its panic goes on here.
fn joined<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| match scope.spawn(work).join() {
        Ok(answer) => answer,
        Err(payload) => panic::resume_unwind(payload),
    })
}
