//! Answers that come later, by hand: a callback with the answer, or a thread that waits for it.

use std::sync::mpsc;

/// Gets an answer.
pub type Done = extern "C" fn(data: usize, answer: u64);

/// Gets 64 bytes and answers with a number.
pub type VisitEvent = extern "C" fn(data: usize, bytes: *const u8) -> u64;

/// Adds two numbers and hands the sum to `done`, within the call as it is ready at once.
#[unsafe(no_mangle)]
pub extern "C" fn plain_add_ready(a: u64, b: u64, done: Done, data: usize) {
    done(data, work::add(a, b));
}

/// A number from another thread, for which this one waits.
///
/// # Panics
/// If that thread has ended.
#[unsafe(no_mangle)]
pub extern "C" fn plain_ask(value: u64) -> u64 {
    let (sender, receiver) = mpsc::sync_channel(1);
    work::ask(value, move |answer| {
        let _ = sender.send(answer);
    });
    receiver.recv().unwrap_or_default()
}

/// The same, with the answer passed to `done` by the other thread.
#[unsafe(no_mangle)]
pub extern "C" fn plain_ask_later(value: u64, done: Done, data: usize) {
    work::ask(value, move |answer| done(data, answer));
}

/// Has the thread that answers wait until `plain_release`.
#[unsafe(no_mangle)]
pub extern "C" fn plain_hold() {
    work::hold();
}

/// Ends what `plain_hold` began.
#[unsafe(no_mangle)]
pub extern "C" fn plain_release() {
    work::release();
}

/// Calls back with 64 bytes each, which count on, and returns the sum of the answers.
#[unsafe(no_mangle)]
pub extern "C" fn plain_each_event(count: u64, visit: VisitEvent, data: usize) -> u64 {
    work::packets(count).fold(0, |sum, packet| sum.wrapping_add(visit(data, packet.as_ptr())))
}
