//! The Rust ends of rings.

use std::{
    sync::{Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use spandrel::ring::{Config, Error, Full, Reader, Receiver, Sender, Writer, broadcast, channel};

use crate::ffi::{self, Corner, Sample};

/// What a thread saw: messages that were right, and lost ones.
type Seen = (u64, u64);

/// Threads with ends, and the ends for Go.
#[derive(Default)]
pub struct Peer {
    ends: Mutex<Ends>,
    threads: Mutex<Vec<JoinHandle<Seen>>>,
}

/// The ends for Go.
#[derive(Default)]
struct Ends {
    records: Option<Receiver<[u8]>>,
    input: Option<Sender<[u8]>>,
    samples: Option<Reader<Sample>>,
    counter: Option<Sender<Sample>>,
    bus: Option<Writer<[u8]>>,
}

/// Bytes of a record, which depend on its number.
fn record(number: u64, buffer: &mut Vec<u8>) {
    let size = 8 + (number * 37 % 90) as usize + if number % 500 == 7 { 9000 } else { 0 };
    buffer.clear();
    buffer.resize(size, number as u8);
    buffer[..8].copy_from_slice(&number.to_le_bytes());
}

/// Whether it is the record of that number.
fn is_record(bytes: &[u8], number: u64) -> bool {
    let mut expected = Vec::new();
    record(number, &mut expected);
    bytes == expected
}

/// The sample of a number.
fn sample(number: u64) -> Sample {
    let corner = |n: u64| Corner { x: n as i16, y: !(n as i32) };
    Sample {
        number,
        odd: number % 2 == 1,
        half: number as f64 / 2.0,
        corners: [corner(number), corner(number + 1)],
        last: number as u8,
    }
}

fn config(messages: u64) -> Config {
    Config::new().messages(messages)
}

fn read(rx: &mut Receiver<[u8]>, most: u64) -> Seen {
    let mut next = 0;
    while next < most {
        let Ok(batch) = rx.batch() else { break };
        for record in batch {
            assert!(is_record(record, next), "record {next}");
            next += 1;
        }
    }
    (next, rx.lost())
}

impl Peer {
    fn new(ends: Ends, threads: Vec<JoinHandle<Seen>>) -> Peer {
        Peer { ends: Mutex::new(ends), threads: Mutex::new(threads) }
    }

    pub fn sending(count: u64, messages: u64, panics: bool) -> Peer {
        let (mut tx, rx) = channel::<[u8]>(config(messages)).expect("a ring");
        let thread = thread::spawn(move || {
            let mut buffer = Vec::new();
            for number in 0..count {
                record(number, &mut buffer);
                let sent = if number.is_multiple_of(3) { tx.put(&buffer) } else { tx.send(&buffer) };
                match sent {
                    Ok(()) => {}
                    Err(Error::Closed) => return (number, 0),
                    Err(error) => panic!("{error}"),
                }
                if number.is_multiple_of(5000) {
                    thread::sleep(std::time::Duration::from_micros(200));
                }
            }
            if panics {
                std::panic::resume_unwind(Box::new("behind the last record"));
            }
            (count, 0)
        });
        Peer::new(Ends { records: Some(rx), ..Ends::default() }, vec![thread])
    }

    pub fn receiving(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<[u8]>(config(messages)).expect("a ring");
        let thread = thread::spawn(move || read(&mut rx, u64::MAX));
        Peer::new(Ends { input: Some(tx), ..Ends::default() }, vec![thread])
    }

    pub fn receiving_few(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<[u8]>(config(messages)).expect("a ring");
        Peer::new(Ends { input: Some(tx), ..Ends::default() }, vec![thread::spawn(move || read(&mut rx, 3))])
    }

    pub fn receiving_in_a_task(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<[u8]>(config(messages)).expect("a ring");
        let thread = thread::spawn(move || {
            spandrel::runtime().block_on(async move {
                let mut next = 0;
                while let Ok(batch) = rx.batch_async().await {
                    for record in batch {
                        assert!(is_record(record, next), "record {next}");
                        next += 1;
                    }
                }
                (next, rx.lost())
            })
        });
        Peer::new(Ends { input: Some(tx), ..Ends::default() }, vec![thread])
    }

    pub fn broadcasting(count: u64, messages: u64) -> Peer {
        let config = config(messages).full(Full::Overwrite).readers(2);
        let (mut tx, source) = broadcast::<Sample>(config).expect("a ring");
        let (go, mut rust) = (source.reader().expect("a reader"), source.reader().expect("a reader"));
        thread::spawn(move || {
            for number in 0..count {
                tx.send(sample(number)).expect("never waits");
            }
        });
        let thread = thread::spawn(move || {
            let (mut read, mut last) = (0, None);
            while let Ok(batch) = rust.batch() {
                for item in &*batch {
                    assert!(
                        last < Some(item.number) && *item == sample(item.number),
                        "{item:?} behind {last:?}"
                    );
                    last = Some(item.number);
                    read += 1;
                }
            }
            (read, rust.lost())
        });
        Peer::new(Ends { samples: Some(go), ..Ends::default() }, vec![thread])
    }

    pub fn counting(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<Sample>(config(messages)).expect("a ring");
        let thread = thread::spawn(move || {
            let mut next = 0;
            while let Ok(batch) = rx.batch() {
                for item in &*batch {
                    assert_eq!(*item, sample(next));
                    next += 1;
                }
            }
            (next, rx.lost())
        });
        Peer::new(Ends { counter: Some(tx), ..Ends::default() }, vec![thread])
    }

    pub fn passing(messages: u64) -> Peer {
        let (tx, rx) = channel::<[u8]>(config(messages)).expect("a ring");
        Peer::new(Ends { records: Some(rx), input: Some(tx), ..Ends::default() }, Vec::new())
    }

    pub fn listening(messages: u64) -> Peer {
        let (tx, source) = broadcast::<[u8]>(config(messages)).expect("a ring");
        let reader = || {
            let mut rx = source.reader().expect("a reader");
            thread::spawn(move || read(&mut rx, u64::MAX))
        };
        let threads = vec![reader(), reader()];
        Peer::new(Ends { bus: Some(tx), ..Ends::default() }, threads)
    }

    fn take<T>(&self, end: impl FnOnce(&mut Ends) -> Option<T>) -> Result<T, ffi::Error> {
        end(&mut self.ends.lock().unwrap_or_else(PoisonError::into_inner)).ok_or(ffi::Error::Taken)
    }

    pub fn records(&self) -> Result<Receiver<[u8]>, ffi::Error> {
        self.take(|ends| ends.records.take())
    }

    pub fn input(&self) -> Result<Sender<[u8]>, ffi::Error> {
        self.take(|ends| ends.input.take())
    }

    pub fn samples(&self) -> Result<Reader<Sample>, ffi::Error> {
        self.take(|ends| ends.samples.take())
    }

    pub fn counter(&self) -> Result<Sender<Sample>, ffi::Error> {
        self.take(|ends| ends.counter.take())
    }

    pub fn bus(&self) -> Result<Writer<[u8]>, ffi::Error> {
        self.take(|ends| ends.bus.take())
    }

    pub fn result(&self) -> Seen {
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let seen = threads.into_iter().map(|thread| thread.join().unwrap_or_default());
        seen.fold((0, 0), |sum, seen| (sum.0 + seen.0, sum.1 + seen.1))
    }
}

/// A ring whose messages are there already.
pub fn counted(count: u64) -> Receiver<u16> {
    let (mut tx, rx) = channel::<u16>(config(count)).expect("a ring");
    for number in 0..count {
        tx.send(number as u16).expect("there is room");
    }
    rx
}
