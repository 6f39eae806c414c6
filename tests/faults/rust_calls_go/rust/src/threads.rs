//! Threads that Go did not start, which come and go.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use spandrel::{GoError, GoErrorKind};

use crate::{ffi::GofailsError, guard::Guard};

/// What the threads call: it answers the name of the thread and the number of the call with both.
type Answer = dyn Fn(&str, u64) -> Result<String, GoError> + Send + Sync;

#[derive(Default)]
struct Counts {
    right: AtomicU64,
    errors: AtomicU64,
    panics: AtomicU64,
}

pub(crate) fn storm(
    threads: u32,
    generations: u32,
    calls: u32,
    act: Box<Answer>,
) -> Result<(u64, u64, u64), GofailsError> {
    let counts = Counts::default();
    thread::scope(|scope| {
        let (counts, act) = (&counts, &act);
        let slots: Vec<_> = (0..threads)
            .map(|slot| {
                // The thread that starts the others does not enter Go itself.
                scope.spawn(move || {
                    (0..generations).try_for_each(|generation| {
                        let name = format!("thread {slot}.{generation}");
                        thread::scope(|inner| {
                            inner.spawn(|| calls_of_one(&name, calls, act, counts)).join().unwrap_or_else(
                                |_| Err(GofailsError::Wrong { message: format!("{name} panicked") }),
                            )
                        })
                    })
                })
            })
            .collect();
        slots.into_iter().try_for_each(|slot| {
            slot.join().unwrap_or_else(|_| Err(GofailsError::Wrong { message: "a slot panicked".to_owned() }))
        })
    })?;
    Ok((counts.right.into_inner(), counts.errors.into_inner(), counts.panics.into_inner()))
}

/// The calls of one thread. Each answer must be the text that was sent, with its number.
fn calls_of_one(name: &str, calls: u32, act: &Answer, counts: &Counts) -> Result<(), GofailsError> {
    for call in 0..u64::from(calls) {
        let _guard = Guard::new();
        let counter = match act(name, call) {
            Ok(answer) if answer == format!("{name} {call}") => &counts.right,
            Ok(answer) => {
                return Err(GofailsError::Wrong {
                    message: format!("{name}, call {call}: answer {answer:?}"),
                });
            }
            Err(error) => match error.kind() {
                GoErrorKind::Returned if error.message() == "told to fail" => &counts.errors,
                GoErrorKind::Panicked if error.message() == "told to panic" => &counts.panics,
                _ => return Err(GofailsError::Wrong { message: format!("{name}, call {call}: {error}") }),
            },
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
