//! Measures messages of 64 bytes between two threads: through a ring, and through channels of crossbeam, flume and kanal. Ways take turns
//! within a round, every message carries its number, and the sum of what arrives is checked. The result goes to standard output.

use std::{
    error::Error,
    io::Write,
    thread,
    time::{Duration, Instant},
};

use spandrel_ring::{Config, channel};

/// A message: its number, and seven words.
type Message = [u64; 8];

/// Messages that wait at most.
const WAITING: usize = 1024;

/// Messages of one turn.
const COUNT: u64 = 400_000;

/// Turns of each way, behind one that warms up.
const ROUNDS: usize = 11;

/// Sends all messages and returns the sum of the numbers that arrived.
type Run = fn() -> Result<u64, Box<dyn Error>>;

struct Way {
    name: &'static str,
    run: Run,
    goal: Option<f64>,
}

fn message(number: u64) -> Message {
    let mut message = [0; 8];
    message[0] = number;
    message
}

macro_rules! through {
    ($bounded:path) => {
        || {
            let (tx, rx) = $bounded(WAITING);
            let reader = thread::spawn(move || {
                let mut sum = 0;
                while let Ok(message) = rx.recv() {
                    let message: Message = message;
                    sum += message[0];
                }
                sum
            });
            for number in 0..COUNT {
                tx.send(message(number)).map_err(|_| "closed")?;
            }
            drop(tx);
            reader.join().map_err(|_| "panicked".into())
        }
    };
}

fn ring<const BATCH: u64>() -> Result<u64, Box<dyn Error>> {
    let (mut tx, mut rx) = channel::<Message>(Config::new().messages(WAITING as u64))?;
    let reader = thread::spawn(move || {
        let mut sum = 0;
        while let Ok(batch) = rx.batch() {
            sum += batch.iter().map(|message| message[0]).sum::<u64>();
        }
        sum
    });
    for number in 0..COUNT {
        tx.put(message(number))?;
        if number % BATCH == 0 {
            tx.flush();
        }
    }
    drop(tx);
    reader.join().map_err(|_| "panicked".into())
}

fn main() -> Result<(), Box<dyn Error>> {
    let ways = [
        Way { name: "kanal", run: through!(kanal::bounded), goal: None },
        Way { name: "crossbeam", run: through!(crossbeam_channel::bounded), goal: None },
        Way { name: "flume", run: through!(flume::bounded), goal: None },
        Way { name: "ring", run: ring::<1>, goal: None },
        Way { name: "ring_by_16", run: ring::<16>, goal: Some(1.0) },
    ];
    let mut cpu = vec![Vec::new(); ways.len()];
    let mut wall = vec![Vec::new(); ways.len()];
    for round in 0..=ROUNDS {
        for turn in 0..ways.len() {
            let index = (turn + round) % ways.len();
            let (before, start) = (processor_time(), Instant::now());
            let sum = (ways[index].run)()?;
            let (used, took) = (processor_time() - before, start.elapsed());
            if sum != COUNT * (COUNT - 1) / 2 {
                return Err(format!("{}: got the sum {sum}", ways[index].name).into());
            }
            if round > 0 {
                cpu[index].push(each(used));
                wall[index].push(each(took));
            }
        }
    }
    // The suite pins the process: both ends are on these processors.
    let cores = thread::available_parallelism()?;
    let rows: Vec<String> = ways
        .iter()
        .enumerate()
        .map(|(index, way)| {
            let ratios = cpu[0].iter().zip(&cpu[index]).map(|(base, own)| base / own).collect();
            let goal = way.goal.map_or(String::new(), |goal| format!(", \"goal\": {goal}"));
            format!(
                "{{\"group\": \"rust_64B_on_{cores}\", \"name\": \"{}\", \"base\": \"kanal\", \"ns\": {:.3}, \"speedup\": {:.3}, \"wall\": {:.3}{goal}}}",
                way.name,
                median(cpu[index].clone()),
                median(ratios),
                median(wall[index].clone()),
            )
        })
        .collect();
    writeln!(std::io::stdout(), "{{\"suite\": \"ring\", \"rows\": [{}]}}", rows.join(",\n "))?;
    Ok(())
}

/// Nanoseconds for each message.
fn each(time: Duration) -> f64 {
    time.as_nanos() as f64 / COUNT as f64
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Processor time of this process.
fn processor_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a clock that exists, and a record of ours.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
