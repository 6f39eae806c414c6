//! Answering calls that another process makes.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::private::{
    call::code,
    upcall::{
        call::Imports,
        elsewhere::{Reply, Request},
        go_value::GoValue,
        shape::Back,
    },
};

/// Go values that the other process has, by their references.
static VALUES: Mutex<Option<HashMap<u64, GoValue>>> = Mutex::new(None);

/// Makes a call for another process and returns its answer.
pub fn serve(mut request: Request) -> Reply {
    let Some(imports) = Imports::registered(request.bridge) else { return Reply::of(code::MISSING) };
    if !has(request.target) {
        return Reply::of(code::CLOSED);
    }
    let reply = imports.answer(&mut request);
    let answer = imports.declared.get(request.import as usize).map(|declared| declared.shape.answer);
    if answer == Some(Back::Value) && reply.status == code::OK {
        retain_value(GoValue::owned(reply.value));
    }
    reply
}

/// Whether the other process may call this: a function, or a value that it has.
pub(super) fn has(target: u64) -> bool {
    target == 0 || with_values(|values| values.contains_key(&target))
}

/// Retains a Go value for the other process, and returns its reference.
pub(super) fn retain_value(value: GoValue) -> u64 {
    let reference = value.reference();
    with_values(|values| values.insert(reference, value));
    reference
}

/// Releases a Go value that the other process has no longer.
pub fn release_value(reference: u64) {
    drop(with_values(|values| values.remove(&reference)));
}

fn with_values<T>(run: impl FnOnce(&mut HashMap<u64, GoValue>) -> T) -> T {
    let mut values = VALUES.lock().unwrap_or_else(PoisonError::into_inner);
    run(values.get_or_insert_default())
}
