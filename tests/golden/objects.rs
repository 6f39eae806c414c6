//! Objects: constructors, shared and exclusive methods, objects as parameters and results.

use std::sync::Mutex;

#[spandrel::bridge(package = "objects")]
mod ffi {
    #[error]
    enum CounterError {
        /// counter is at its limit of {limit}
        Limit { limit: u64 },
    }

    extern "Rust" {
        /// A counter with a limit.
        type Counter;

        /// Starts a counter.
        #[constructor]
        fn new(start: u64) -> Counter;
        /// Opens a counter from its saved form.
        #[constructor]
        fn open(saved: &[u8], name: String) -> Result<Counter, CounterError>;
        #[constructor]
        fn with_name(name: &str) -> Counter;
        /// The value now.
        fn value(self: &Counter) -> u64;
        fn name(self: &Counter) -> String;
        /// Adds to the value.
        fn add(self: &mut Counter, amount: u64) -> Result<u64, CounterError>;
        fn reset(self: &mut Counter);
        fn absorb(self: &mut Counter, other: &Counter, names: Vec<String>) -> Result<(), CounterError>;
        fn fork(self: &Counter) -> Counter;
        fn history(self: &Counter, c: u32) -> Vec<u64>;
        fn handle(self: &Counter, handle: u32) -> bool;
        fn span(self: &Counter) -> [u64; 2];

        /// A shared log.
        type Log;
        #[constructor]
        fn new_log(title: &str) -> Log;
        fn write(self: &Log, line: &str);
        fn lines(self: &Log) -> Vec<String>;

        /// A bench to put counters on.
        type Bench;
        #[constructor]
        fn new_bench() -> Bench;
        fn put(self: &mut Bench, b: u64);
        /// Returns a bench that nobody needs: a function may make objects, too.
        fn spare() -> Bench;

        /// Copies every value into the log.
        fn report(counter: &Counter, log: &Log, times: u32) -> Result<u32, CounterError>;
        fn swap(a: &mut Counter, b: &mut Counter);
        fn total(a: &Counter, b: &Counter) -> u64;
    }
}

use ffi::CounterError;

/// A counter.
#[derive(Clone)]
pub(crate) struct Counter {
    name: String,
    value: u64,
}

impl Counter {
    fn new(start: u64) -> Counter {
        Counter { name: String::new(), value: start }
    }

    fn with_name(name: &str) -> Counter {
        Counter { name: name.to_owned(), value: 0 }
    }

    fn open(saved: &[u8], name: String) -> Result<Counter, CounterError> {
        match saved.first() {
            Some(&start) => Ok(Counter { name, value: u64::from(start) }),
            None => Err(CounterError::Limit { limit: 0 }),
        }
    }

    fn value(&self) -> u64 {
        self.value
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn add(&mut self, amount: u64) -> Result<u64, CounterError> {
        self.value = self.value.checked_add(amount).ok_or(CounterError::Limit { limit: u64::MAX })?;
        Ok(self.value)
    }

    fn reset(&mut self) {
        self.value = 0;
    }

    fn absorb(&mut self, other: &Counter, names: Vec<String>) -> Result<(), CounterError> {
        self.name.extend(names);
        self.add(other.value).map(|_| ())
    }

    fn fork(&self) -> Counter {
        self.clone()
    }

    fn history(&self, c: u32) -> Vec<u64> {
        vec![self.value; c as usize]
    }

    fn handle(&self, handle: u32) -> bool {
        u64::from(handle) == self.value
    }

    fn span(&self) -> [u64; 2] {
        [0, self.value]
    }
}

/// A log.
pub(crate) struct Log(Mutex<Vec<String>>);

impl Log {
    fn new_log(title: &str) -> Log {
        Log(Mutex::new(vec![title.to_owned()]))
    }

    fn write(&self, line: &str) {
        if let Ok(mut lines) = self.0.lock() {
            lines.push(line.to_owned());
        }
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().map(|lines| lines.clone()).unwrap_or_default()
    }
}

/// A bench.
pub(crate) struct Bench(u64);

impl Bench {
    fn new_bench() -> Bench {
        Bench(0)
    }

    fn put(&mut self, b: u64) {
        self.0 += b;
    }
}

fn spare() -> Bench {
    Bench(0)
}

fn report(counter: &Counter, log: &Log, times: u32) -> Result<u32, CounterError> {
    (0..times).for_each(|_| log.write(&counter.value.to_string()));
    Ok(times)
}

fn swap(a: &mut Counter, b: &mut Counter) {
    std::mem::swap(a, b);
}

fn total(a: &Counter, b: &Counter) -> u64 {
    a.value + b.value
}
