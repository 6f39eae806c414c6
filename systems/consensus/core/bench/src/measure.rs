//! Alternatives of one piece of work, timed in turn in one process.
//!
//! Every round runs each alternative for a slice of CPU time of the calling thread, so that drift
//! of the machine hits all of them alike; ratios are taken within a round, then their median.

use std::hint::black_box;

/// CPU time that a slice should take.
const SLICE_NS: f64 = 400_000.0;

/// One way to do the work. The closure does `operations` of them.
pub(crate) struct Alternative<'a> {
    name: String,
    operations: u64,
    /// Whether it is ours; the best of the others is the base.
    ours: bool,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Alternative<'a> {
    pub(crate) fn ours(name: impl Into<String>, operations: u64, run: impl FnMut() + 'a) -> Self {
        Alternative { name: name.into(), operations, ours: true, run: Box::new(run) }
    }

    pub(crate) fn peer(name: impl Into<String>, operations: u64, run: impl FnMut() + 'a) -> Self {
        Alternative { ours: false, ..Alternative::ours(name, operations, run) }
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
            time(alternative, repeats[i]);
            let before = crate::heap::counts();
            let nanoseconds = time(alternative, repeats[i]);
            let after = crate::heap::counts();
            let operations = repeats[i] * alternative.operations;
            times[i].push(nanoseconds / operations as f64);
            heap[i] = ((after.0 - before.0) / operations, (after.1 - before.1) / operations);
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

/// How often the closure runs in a slice.
fn calibrate(alternative: &mut Alternative<'_>) -> u64 {
    let mut repeats = 1;
    loop {
        let taken = time(alternative, repeats);
        if taken >= SLICE_NS / 4.0 {
            return ((repeats as f64 * SLICE_NS / taken) as u64).max(1);
        }
        repeats *= 4;
    }
}

fn time(alternative: &mut Alternative<'_>, repeats: u64) -> f64 {
    let start = thread_time();
    for _ in 0..repeats {
        (alternative.run)();
        black_box(());
    }
    thread_time() - start
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
