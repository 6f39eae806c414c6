//! Ends that Rust passes to functions of Go's.

use std::{thread, time::Duration};

use spandrel::ring::{Config, Error, Sender, broadcast, channel};

use ffi::{Failed, Sink, Tick};

/// Ends as parameters of functions that Go implements.
#[spandrel::bridge(package = "given")]
pub mod ffi {
    /// Plain data.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Tick {
        pub number: u64,
        pub on: bool,
    }

    #[error]
    pub enum Failed {
        /// Go failed: {why}
        Go { why: String },
        /// the ring failed: {why}
        Ring { why: String },
    }

    extern "Rust" {
        /// Has Go read records. How many it counted.
        fn have_read(count: u64) -> Result<u64, Failed>;
        /// Sends ticks to Go, which sends them back, in tasks of tokio's. How many came back in order.
        async fn have_relayed(count: u64) -> Result<u64, Failed>;
        /// Broadcasts ticks to an async function of Go's and to a task of tokio's. What both have counted.
        async fn have_counted(count: u64) -> Result<u64, Failed>;
        /// The sum of the stream that Go makes of the records.
        async fn have_listed(count: u64) -> Result<u64, Failed>;
        /// Passes an end to the method of a Go value, and writes when the call has returned.
        fn have_attached(sink: Sink, count: u64) -> Result<(), Failed>;
        /// Passes an end to a function of Go's that fails so, and waits until the end is closed. What became of the call.
        fn have_refused(how: &str) -> Result<String, Failed>;
        /// The same of an async function.
        async fn have_refused_later(how: &str) -> Result<String, Failed>;
        /// The same of a stream.
        async fn have_refused_items(how: &str) -> Result<String, Failed>;
    }

    extern "Go" {
        /// A Go value that takes ends.
        type Sink;
        /// Reads it from now on.
        fn attach(self: &Sink, end: ring::Receiver<Tick>) -> Result<()>;
        /// Reads records up to the end.
        fn read(end: ring::Receiver<[u8]>) -> Result<u64>;
        /// Sends what it gets.
        fn relay(from: ring::Receiver<Tick>, name: &str, to: ring::Sender<Tick>);
        /// Counts up to the end.
        async fn count(end: ring::Reader<Tick>) -> Result<u64>;
        /// The records as numbers.
        fn numbers(end: ring::Receiver<[u8]>) -> impl Stream<Item = Result<u64>>;
        /// Fails.
        fn refuse(how: &str, end: ring::Writer<[u8]>) -> Result<()>;
        /// Fails later.
        async fn refuse_later(how: &str, end: ring::Sender<[u8]>) -> Result<()>;
        /// Fails with the first item.
        fn refuse_items(how: &str, end: ring::Sender<[u8]>) -> impl Stream<Item = Result<u8>>;
    }
}

/// What must happen happens within this time.
const LIMIT: Duration = Duration::from_secs(120);

fn config() -> Config {
    Config::new().messages(16)
}

fn go(error: spandrel::GoError) -> Failed {
    Failed::Go { why: error.to_string() }
}

fn ring(error: Error) -> Failed {
    Failed::Ring { why: error.to_string() }
}

fn tick(number: u64) -> Tick {
    Tick { number, on: number.is_multiple_of(3) }
}

/// Sends records with their numbers from a thread.
fn write_records(mut tx: Sender<[u8]>, count: u64) {
    thread::spawn(move || (0..count).try_for_each(|number| tx.send(&number.to_le_bytes())));
}

/// Sends ticks in a task.
fn send_ticks(mut tx: Sender<Tick>, count: u64) {
    spandrel::runtime().spawn(async move {
        for number in 0..count {
            if tx.send_async(tick(number)).await.is_err() {
                break;
            }
        }
    });
}

fn have_read(count: u64) -> Result<u64, Failed> {
    let (tx, rx) = channel::<[u8]>(config()).map_err(ring)?;
    write_records(tx, count);
    ffi::read(rx).map_err(go)
}

async fn have_relayed(count: u64) -> Result<u64, Failed> {
    let (to_go, from) = channel::<Tick>(config()).map_err(ring)?;
    let (to, mut back) = channel::<Tick>(config()).map_err(ring)?;
    send_ticks(to_go, count);
    ffi::relay(from, "ticks", to);
    let mut next = 0;
    while let Ok(batch) = back.batch_async().await {
        for item in &*batch {
            if *item != tick(next) {
                return Err(Failed::Ring { why: format!("got {item:?}, want {:?}", tick(next)) });
            }
            next += 1;
        }
    }
    Ok(next)
}

async fn have_counted(count: u64) -> Result<u64, Failed> {
    let (tx, source) = broadcast::<Tick>(config()).map_err(ring)?;
    let (for_go, mut own) = (source.reader().map_err(ring)?, source.reader().map_err(ring)?);
    send_ticks(tx, count);
    let counting = spandrel::runtime().spawn(async move {
        let mut counted = 0;
        while let Ok(batch) = own.batch_async().await {
            counted += batch.len() as u64;
        }
        counted
    });
    let counted = ffi::count(for_go).await.map_err(go)?;
    Ok(counted + counting.await.unwrap_or_default())
}

async fn have_listed(count: u64) -> Result<u64, Failed> {
    use std::{future::poll_fn, pin::Pin};

    use spandrel::Stream;

    let (tx, rx) = channel::<[u8]>(config()).map_err(ring)?;
    write_records(tx, count);
    let mut items = ffi::numbers(rx);
    let mut sum = 0;
    while let Some(item) = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await {
        sum += item.map_err(go)?;
    }
    Ok(sum)
}

fn have_attached(sink: Sink, count: u64) -> Result<(), Failed> {
    let (mut tx, rx) = channel::<Tick>(config()).map_err(ring)?;
    sink.attach(rx).map_err(go)?;
    (0..count).try_for_each(|number| tx.send(tick(number))).map_err(ring)
}

/// What became of a call, once the end is closed that it passed.
fn closed<T>(called: Result<T, spandrel::GoError>, ended: Result<(), Error>) -> Result<String, Failed> {
    match ended {
        Err(Error::Closed) => Ok(called.map_or_else(|error| error.to_string(), |_| "nothing".to_owned())),
        Err(error) => Err(ring(error)),
        Ok(()) => Err(Failed::Ring { why: "there is a record".to_owned() }),
    }
}

fn have_refused(how: &str) -> Result<String, Failed> {
    let (tx, source) = broadcast::<[u8]>(config()).map_err(ring)?;
    let mut rx = source.reader().map_err(ring)?;
    let called = ffi::refuse(how, tx);
    closed(called, rx.batch_within(LIMIT).map(|_| ()))
}

async fn have_refused_later(how: &str) -> Result<String, Failed> {
    let (tx, mut rx) = channel::<[u8]>(config()).map_err(ring)?;
    let called = ffi::refuse_later(how, tx).await;
    closed(called, rx.batch_async().await.map(|_| ()))
}

async fn have_refused_items(how: &str) -> Result<String, Failed> {
    use std::{future::poll_fn, pin::Pin};

    use spandrel::Stream;

    let (tx, mut rx) = channel::<[u8]>(config()).map_err(ring)?;
    let mut items = ffi::refuse_items(how, tx);
    let item = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    drop(items);
    closed(item.transpose(), rx.batch_async().await.map(|_| ()))
}
