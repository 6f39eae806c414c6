//! Workers of the guest, for tests. The worker is the guest's program: the main function of a test is not ours.

use std::{
    thread,
    time::{Duration, Instant},
};

use guest::risk::ffi;
use spandrel_host::worker::{Options, Worker};

/// What most tests start: as often as they like, within ten seconds a call.
pub fn options() -> Options {
    let options = Options::new().program(env!("CARGO_BIN_EXE_guest")).restarts(100_000).quiet();
    let options = options.deadline(Duration::from_secs(10)).memory(512 << 20);
    #[cfg(spandrel_link = "shared")]
    let options = options.core(spandrel_host::Core::beside("libguest_core.so").in_tests());
    options
}

/// A worker that answers.
pub fn worker() -> Worker {
    let worker = Worker::start(options()).unwrap();
    assert_eq!(worker.run(|| ffi::sum(40, 2)), 42);
    worker
}

/// Waits for something that comes, without saying when.
#[expect(clippy::allow_attributes, reason = "not every test of this module waits")]
#[allow(dead_code, reason = "not every test of this module waits")]
pub fn eventually(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < Duration::from_secs(60), "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
