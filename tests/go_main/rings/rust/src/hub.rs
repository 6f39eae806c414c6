//! A hub: a ring for each subject, and readers of many of them.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
};

use spandrel::ring::{Added, Config, Error, Full, Merge, Reader, Source, Writer, broadcast, merge};

use ffi::Failed;

/// Readers of many rings, in either language.
#[spandrel::bridge(package = "hub")]
pub mod ffi {
    #[error]
    pub enum Failed {
        /// the ring failed: {why}
        Ring { why: String },
    }

    extern "Rust" {
        type Hub;
        /// Rings of so many messages, which wait or lose their oldest, and taps of so many rings.
        #[constructor]
        fn open(messages: u64, lossy: bool, rings: u32) -> Hub;
        /// Go's writer of the ring of a new subject.
        fn bus(self: &Hub, subject: u32) -> Result<ring::Writer<[u8]>, Failed>;
        /// A thread of Rust's that writes records to the ring of a new subject, and closes it.
        fn publish(self: &Hub, subject: u32, count: u64) -> Result<(), Failed>;
        /// Go's reader of all subjects that there are and that come.
        fn tap(self: &Hub) -> Result<ring::Reader<[u8]>, Failed>;
        /// The same, from which Rust has read some records.
        fn used_tap(self: &Hub, some: u64) -> Result<ring::Reader<[u8]>, Failed>;
        /// A thread of Rust's that reads all subjects.
        fn listen(self: &Hub) -> Result<(), Failed>;
        /// The same in a task of tokio's.
        fn listen_in_a_task(self: &Hub) -> Result<(), Failed>;
        /// Has the taps leave the ring of a subject. How many did not know it any more.
        fn remove(self: &Hub, subject: u32) -> u32;
        /// How many rings the taps read.
        fn rings(self: &Hub) -> u64;
        /// No subject comes any more.
        fn finish(self: &Hub);
        /// Waits for the threads: how many records they have read, and how many were lost.
        fn result(self: &Hub) -> (u64, u64);
    }
}

/// What a thread saw: records, and lost ones.
type Seen = (u64, u64);

#[derive(Default)]
struct State {
    sources: Vec<(u32, Source<[u8]>)>,
    taps: Vec<Tap>,
    threads: Vec<JoinHandle<Seen>>,
}

struct Tap {
    merge: Merge<[u8]>,
    added: Vec<(u32, Added)>,
}

pub struct Hub {
    config: Config,
    rings: u32,
    state: Mutex<State>,
}

fn ring(error: Error) -> Failed {
    Failed::Ring { why: error.to_string() }
}

fn record(subject: u32, number: u64) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[..4].copy_from_slice(&subject.to_le_bytes());
    bytes[4..].copy_from_slice(&number.to_le_bytes());
    bytes
}

/// Checks that the records of each subject come in order.
#[derive(Default)]
struct Order(std::collections::HashMap<u32, u64>);

impl Order {
    fn check(&mut self, record: &[u8]) {
        let subject = u32::from_le_bytes(record[..4].try_into().expect("a subject"));
        let number = u64::from_le_bytes(record[4..].try_into().expect("a number"));
        let before = self.0.insert(subject, number);
        assert!(before < Some(number), "record {number} of {subject} behind {before:?}");
    }
}

fn read_all(mut rx: Reader<[u8]>) -> Seen {
    let (mut order, mut read) = (Order::default(), 0);
    while let Ok(batch) = rx.batch() {
        for record in batch {
            order.check(record);
            read += 1;
        }
    }
    (read, rx.lost())
}

impl Hub {
    fn open(messages: u64, lossy: bool, rings: u32) -> Hub {
        let full = if lossy { Full::Overwrite } else { Full::Wait };
        Hub { config: Config::new().messages(messages).full(full), rings, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bus(&self, subject: u32) -> Result<Writer<[u8]>, Failed> {
        let (writer, source) = broadcast::<[u8]>(self.config).map_err(ring)?;
        let mut state = self.state();
        let mut failed = None;
        // A tap whose reader has closed is dropped.
        state.taps.retain_mut(|tap| match tap.merge.add(&source) {
            Ok(added) => {
                tap.added.push((subject, added));
                true
            }
            Err(Error::Closed) => false,
            Err(error) => {
                failed = Some(ring(error));
                true
            }
        });
        state.sources.push((subject, source));
        failed.map_or(Ok(writer), Err)
    }

    fn publish(&self, subject: u32, count: u64) -> Result<(), Failed> {
        let mut writer = self.bus(subject)?;
        thread::spawn(move || {
            for number in 0..count {
                let record = record(subject, number);
                let sent = if number.is_multiple_of(3) { writer.put(&record) } else { writer.send(&record) };
                sent.expect("a broadcast ring that waits");
            }
        });
        Ok(())
    }

    fn tap(&self) -> Result<Reader<[u8]>, Failed> {
        let (merge, reader) = merge::<[u8]>(self.rings).map_err(ring)?;
        let mut state = self.state();
        let mut added = Vec::new();
        for (subject, source) in &state.sources {
            added.push((*subject, merge.add(source).map_err(ring)?));
        }
        state.taps.push(Tap { merge, added });
        Ok(reader)
    }

    fn used_tap(&self, some: u64) -> Result<Reader<[u8]>, Failed> {
        let mut reader = self.tap()?;
        let (mut order, mut read) = (Order::default(), 0);
        while read < some {
            // What is not taken is released, too: one at a time.
            if let Some(record) = reader.batch().map_err(ring)?.next() {
                order.check(record);
            }
            read += 1;
        }
        Ok(reader)
    }

    fn listen(&self) -> Result<(), Failed> {
        let reader = self.tap()?;
        self.state().threads.push(thread::spawn(move || read_all(reader)));
        Ok(())
    }

    fn listen_in_a_task(&self) -> Result<(), Failed> {
        let mut reader = self.tap()?;
        let thread = thread::spawn(move || {
            spandrel::runtime().block_on(async move {
                let (mut order, mut read) = (Order::default(), 0);
                while let Ok(batch) = reader.batch_async().await {
                    for record in batch {
                        order.check(record);
                        read += 1;
                    }
                }
                (read, reader.lost())
            })
        });
        self.state().threads.push(thread);
        Ok(())
    }

    fn remove(&self, subject: u32) -> u32 {
        let mut state = self.state();
        state.sources.retain(|(known, _)| *known != subject);
        let mut unknown = 0;
        for tap in &mut state.taps {
            let (gone, rest) =
                std::mem::take(&mut tap.added).into_iter().partition(|(known, _)| *known == subject);
            tap.added = rest;
            let gone: Vec<(u32, Added)> = gone;
            unknown += gone.into_iter().filter(|(_, added)| !tap.merge.remove(*added)).count() as u32;
        }
        unknown
    }

    fn rings(&self) -> u64 {
        self.state().taps.iter().map(|tap| tap.merge.rings() as u64).sum()
    }

    fn finish(&self) {
        let mut state = self.state();
        state.taps.clear();
        state.sources.clear();
    }

    fn result(&self) -> Seen {
        let threads = std::mem::take(&mut self.state().threads);
        let seen = threads.into_iter().map(|thread| thread.join().unwrap_or_default());
        seen.fold((0, 0), |sum, seen| (sum.0 + seen.0, sum.1 + seen.1))
    }
}
