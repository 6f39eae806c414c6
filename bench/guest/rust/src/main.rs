//! Measures calls of a Rust program into Go, for suite `modes`: into a core that is linked in or loaded, and into one in a worker. Ways
//! take turns within a round, and every answer is compared. The result goes to standard output.

use std::{
    env,
    error::Error,
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use bench_guest::ffi;
use spandrel::hook::{Decision, Hook, HookCall, set_hook};
use spandrel_host::worker::{self, Options, Worker};

/// How the core gets into this program.
const HERE: &str = if cfg!(spandrel_link = "shared") { "rust_loaded" } else { "rust_linked" };

/// A call, with its answer compared.
type Once = Box<dyn Fn() -> Result<(), Box<dyn Error>>>;

struct Way {
    name: &'static str,
    once: Once,
}

/// Calls of one kind, of which the first way is the base.
struct Group {
    name: &'static str,
    /// How many calls a turn has.
    slice: u32,
    ways: Vec<Way>,
}

/// Counts calls, and wants to see no more of them.
struct Counting(AtomicU64);

impl Hook for Counting {
    fn begin(&self, _: &HookCall<'_>) -> Decision {
        self.0.fetch_add(1, Ordering::Relaxed);
        Decision::Pass
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    worker::serve();
    let rounds: usize = env::args().nth(1).map_or(Ok(41), |rounds| rounds.parse())?;
    let options = Options::new();
    #[cfg(spandrel_link = "shared")]
    let options = {
        spandrel_host::load(spandrel_host::find("libbench_guest_core.so")?)?;
        options.core(spandrel_host::Core::beside("libbench_guest_core.so").in_tests())
    };
    #[cfg(not(spandrel_link = "shared"))]
    spandrel_host::start()?;
    let mut rows = Vec::new();
    // Before the first worker and the first hook, as in a program that has none.
    rows.extend(measure(&Group { name: "rust_add", slice: 20_000, ways: adds() }, rounds)?);
    rows.extend(measure(&Group { name: "rust_transport", slice: 20_000, ways: checked() }, rounds)?);
    let worker = Worker::start(options)?;
    let there = worker.clone();
    let fill = || compare(&ffi::fill(64, 7)?[..], &[7; 64][..]);
    let ways = vec![
        Way { name: "rust_worker", once: Box::new(move || there.run(fill)) },
        Way { name: HERE, once: Box::new(move || worker::here(fill)) },
    ];
    rows.extend(measure(&Group { name: "rust_call_64", slice: 200, ways }, rounds)?);
    worker.stop();
    let hook = Arc::new(Counting(AtomicU64::new(0)));
    set_hook(Some(hook.clone()));
    let counted = vec![Way { name: "counted", once: Box::new(add) }];
    rows.extend(measure(&Group { name: "rust_add_hooked", slice: 20_000, ways: counted }, rounds)?);
    if hook.0.load(Ordering::Relaxed) != 20_000 * (rounds as u64 + 1) {
        return Err("the hook has not counted every call".into());
    }
    writeln!(std::io::stdout(), "{{\"suite\": \"modes\", \"rows\": [{}]}}", rows.join(",\n "))?;
    Ok(())
}

fn add() -> Result<(), Box<dyn Error>> {
    compare(&ffi::add(40, 2), &42)
}

/// The smallest call, beside one of a function that is exported by hand where there is one.
fn adds() -> Vec<Way> {
    vec![
        #[cfg(not(spandrel_link = "shared"))]
        Way { name: "export_by_hand", once: Box::new(|| compare(&by_hand(40, 2), &42)) },
        Way { name: HERE, once: Box::new(add) },
    ]
}

/// How often `checked` looks once more whether a call goes elsewhere.
const CHECKS: u32 = 16;

/// The smallest call, and one that looks as many times more whether a transport or a hook is set. Its goal is that each costs
/// less than a nanosecond.
fn checked() -> Vec<Way> {
    let checks = || {
        if (0..CHECKS).any(|_| std::hint::black_box(spandrel::private::anywhere())) {
            return Err("a transport is set".into());
        }
        add()
    };
    vec![Way { name: HERE, once: Box::new(add) }, Way { name: "checked_16", once: Box::new(checks) }]
}

#[cfg(not(spandrel_link = "shared"))]
fn by_hand(a: i64, b: i64) -> i64 {
    unsafe extern "C" {
        fn bench_add(a: i64, b: i64) -> i64;
    }
    // SAFETY: the core that is linked in exports this function.
    unsafe { bench_add(a, b) }
}

fn compare<T: PartialEq + ?Sized>(got: &T, expected: &T) -> Result<(), Box<dyn Error>> {
    if got == expected { Ok(()) } else { Err("a call has another answer".into()) }
}

/// Lets the ways take turns, and returns their rows.
fn measure(group: &Group, rounds: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let count = group.ways.len();
    let (mut each, mut cpu, mut times) =
        (vec![Vec::new(); count], vec![Vec::new(); count], vec![Vec::new(); count]);
    for round in 0..=rounds {
        for turn in 0..count {
            let index = (turn + round) % count;
            let (before, start) = (processor_time(), Instant::now());
            let mut last = start;
            let mut own = Vec::new();
            for _ in 0..group.slice {
                (group.ways[index].once)()?;
                // Single calls are timed where the clock costs little beside them.
                if group.slice < 1000 {
                    let now = Instant::now();
                    own.push((now - last).as_nanos() as f64);
                    last = now;
                }
            }
            // The first round warms up.
            if round > 0 {
                each[index].push(per_call(start.elapsed(), group.slice));
                cpu[index].push(per_call(processor_time() - before, group.slice));
                times[index].extend(own);
            }
        }
    }
    // The least speed-up: 0 where there is no goal.
    let goal =
        |way: &Way, base: f64| if way.name == "checked_16" { base / (base + f64::from(CHECKS)) } else { 0.0 };
    let row = |(index, way): (usize, &Way)| {
        let ratios = each[0].iter().zip(&each[index]).map(|(base, own)| base / own).collect();
        let all = if times[index].is_empty() { &each[index] } else { &times[index] };
        format!(
            "{{\"group\": \"{}\", \"name\": \"{}\", \"base\": \"{}\", \"ns\": {:.2}, \"speedup\": {:.3}, \"goal\": {:.3}, \"p50\": {:.2}, \"p99\": {:.2}, \"cpu\": {:.2}}}",
            group.name,
            way.name,
            group.ways[0].name,
            quantile(each[index].clone(), 0.5),
            quantile(ratios, 0.5),
            goal(way, quantile(each[0].clone(), 0.5)),
            quantile(all.clone(), 0.5),
            quantile(all.clone(), 0.99),
            quantile(cpu[index].clone(), 0.5),
        )
    };
    Ok(group.ways.iter().enumerate().map(row).collect())
}

fn per_call(time: Duration, calls: u32) -> f64 {
    time.as_nanos() as f64 / f64::from(calls)
}

fn quantile(mut values: Vec<f64>, q: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(q * (values.len() - 1) as f64) as usize]
}

/// The processor time of this process.
fn processor_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes a `timespec`.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
