//! Alternatives of one piece of work, timed in turn.
//!
//! Every round runs each alternative for a slice of CPU time of the thread that does it, so that drift
//! of the machine hits all of them alike; ratios are taken within a round, then their median.

use std::hint::black_box;

use crate::worker::Worker;

/// CPU time that a slice should take.
const SLICE_NS: f64 = 400_000.0;

/// One way to do the work, `operations` of it at a time.
pub(crate) struct Alternative<'a> {
    name: String,
    operations: u64,
    /// Whether it is ours; the best of the others is the base.
    ours: bool,
    work: Work<'a>,
}

/// Where the work is done.
enum Work<'a> {
    Here(Box<dyn FnMut() + 'a>),
    There(Worker),
}

/// What doing the work several times took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    /// CPU time of the thread.
    pub(crate) ns: f64,
    pub(crate) allocations: u64,
    pub(crate) bytes: u64,
}

impl<'a> Alternative<'a> {
    pub(crate) fn ours(name: impl Into<String>, operations: u64, run: impl FnMut() + 'a) -> Self {
        Alternative { name: name.into(), operations, ours: true, work: Work::Here(Box::new(run)) }
    }

    /// The same work as this, in a process of its own.
    pub(crate) fn in_worker(&self, name: impl Into<String>, worker: Worker) -> Alternative<'static> {
        let (operations, ours) = (self.operations, self.ours);
        Alternative { name: name.into(), operations, ours, work: Work::There(worker) }
    }

    pub(crate) fn peer(name: impl Into<String>, operations: u64, run: impl FnMut() + 'a) -> Self {
        Alternative { ours: false, ..Alternative::ours(name, operations, run) }
    }

    /// Does the work so many times.
    pub(crate) fn slice(&mut self, repeats: u64) -> Slice {
        let run = match &mut self.work {
            Work::Here(run) => run,
            Work::There(worker) => return worker.slice(repeats),
        };
        let (before, start) = (crate::heap::counts(), thread_time());
        for _ in 0..repeats {
            run();
            black_box(());
        }
        let (end, after) = (thread_time(), crate::heap::counts());
        Slice { ns: end - start, allocations: after.0 - before.0, bytes: after.1 - before.1 }
    }
}

/// What one alternative took.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) base: String,
    /// Median per operation.
    pub(crate) ns: f64,
    /// The best slice per operation.
    pub(crate) least_ns: f64,
    /// Median over the rounds of base ÷ this.
    pub(crate) speedup: f64,
    pub(crate) allocations: u64,
    pub(crate) bytes: u64,
    pub(crate) rounds: usize,
}

/// Times the alternatives over so many rounds.
pub(crate) fn measure(mut alternatives: Vec<Alternative<'_>>, rounds: usize) -> Vec<Row> {
    let repeats: Vec<u64> = alternatives.iter_mut().map(calibrate).collect();
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); alternatives.len()];
    let mut heap = vec![(0, 0); alternatives.len()];
    for _ in 0..rounds {
        for (i, alternative) in alternatives.iter_mut().enumerate() {
            // An untimed slice first: caches, and the clock that the processor lowers for wide
            // vectors and raises again after them, are then this alternative's own.
            alternative.slice(repeats[i]);
            let slice = alternative.slice(repeats[i]);
            let operations = repeats[i] * alternative.operations;
            times[i].push(slice.ns / operations as f64);
            heap[i] = (slice.allocations / operations, slice.bytes / operations);
        }
    }
    let medians: Vec<f64> = times.iter().map(|times| median(times)).collect();
    let base = (0..alternatives.len())
        .filter(|&i| !alternatives[i].ours)
        .min_by(|&a, &b| medians[a].total_cmp(&medians[b]))
        .unwrap_or(0);
    (0..alternatives.len())
        .map(|i| {
            let ratios: Vec<f64> =
                times[base].iter().zip(&times[i]).map(|(base, this)| base / this).collect();
            Row {
                name: alternatives[i].name.clone(),
                base: alternatives[base].name.clone(),
                ns: medians[i],
                least_ns: times[i].iter().copied().fold(f64::INFINITY, f64::min),
                speedup: median(&ratios),
                allocations: heap[i].0,
                bytes: heap[i].1,
                rounds,
            }
        })
        .collect()
}

/// How often the work is done in a slice.
fn calibrate(alternative: &mut Alternative<'_>) -> u64 {
    let mut repeats = 1;
    loop {
        let taken = alternative.slice(repeats).ns;
        if taken >= SLICE_NS / 4.0 {
            return ((repeats as f64 * SLICE_NS / taken) as u64).max(1);
        }
        repeats *= 4;
    }
}

/// CPU time of this thread in nanoseconds.
fn thread_time() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is a valid place for the answer.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
