//! Work that calls back.

use std::thread;

use rustix::time::{ClockId, clock_gettime};

/// Calls back with 0, 1, … and returns the sum of the answers.
#[must_use]
pub fn each_number(count: u64, visit: impl Fn(u64) -> u64) -> u64 {
    (0..count).fold(0, |sum, value| sum.wrapping_add(visit(value)))
}

/// [`each_number`] in a thread of its own. Returns the sum and the CPU time of the calls in nanoseconds.
///
/// The thread calls once before: what the first call of a thread costs is not what the others cost.
///
/// # Panics
/// If there is no thread to be had, or `visit` panics.
#[must_use]
pub fn each_number_in_thread(count: u64, visit: impl Fn(u64) -> u64 + Send) -> (u64, u64) {
    thread::scope(|scope| {
        let calls = scope.spawn(|| {
            visit(0);
            let start = thread_nanos();
            let sum = each_number(count, visit);
            (sum, thread_nanos() - start)
        });
        calls.join().expect("calling back from a thread")
    })
}

/// Calls back with 64 bytes, of which the first changes, and returns the sum of the answers.
#[must_use]
pub fn each_packet(count: u64, visit: impl Fn(&[u8]) -> u64) -> u64 {
    (0..count)
        .fold((0, [5; 64]), |(sum, mut packet): (u64, [u8; 64]), value| {
            packet[0] = value as u8;
            (sum.wrapping_add(visit(&packet)), packet)
        })
        .0
}

/// The CPU time that this thread has used.
fn thread_nanos() -> u64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec.unsigned_abs() * 1_000_000_000 + now.tv_nsec.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_is_made() {
        assert_eq!(each_number(4, |value| value + 7), 6 + 28);
        let (sum, nanos) = each_number_in_thread(100_000, |value| crate::spin(2, value));
        assert_eq!(sum, each_number(100_000, |value| crate::spin(2, value)));
        assert!((10_000..1_000_000_000).contains(&nanos), "{nanos} ns for 200000 rounds");
        assert_eq!(each_packet(3, crate::probe), 64 * 3 + 5 * 3 + 3);
    }
}
