//! The Rust end of a ring.

use std::{
    sync::Mutex,
    thread::{self, JoinHandle},
};

use spandrel_ring::{Config, Error, Full, Receiver, broadcast, channel};

/// What a thread saw: messages that were right, and lost ones.
type Seen = (u64, u64);

/// A thread with one end, and the ends for Go.
pub struct Peer {
    ends: Mutex<Vec<u64>>,
    thread: Mutex<Option<JoinHandle<Seen>>>,
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
    fn new(ends: Vec<u64>, thread: Option<JoinHandle<Seen>>) -> Peer {
        Peer { ends: Mutex::new(ends), thread: Mutex::new(thread) }
    }

    pub fn sending(count: u64, messages: u64, panics: bool) -> Peer {
        let (mut tx, rx) = channel::<[u8]>(config(messages)).expect("a ring");
        let thread = thread::spawn(move || {
            let mut buffer = Vec::new();
            for number in 0..count {
                record(number, &mut buffer);
                let sent = if number % 3 == 0 { tx.put(&buffer) } else { tx.send(&buffer) };
                match sent {
                    Ok(()) => {}
                    Err(Error::Closed) => return (number, 0),
                    Err(error) => panic!("{error}"),
                }
                if number % 5000 == 0 {
                    thread::sleep(std::time::Duration::from_micros(200));
                }
            }
            if panics {
                std::panic::resume_unwind(Box::new("behind the last record"));
            }
            (count, 0)
        });
        Peer::new(vec![rx.into_raw()], Some(thread))
    }

    pub fn receiving(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<[u8]>(config(messages)).expect("a ring");
        Peer::new(vec![tx.into_raw()], Some(thread::spawn(move || read(&mut rx, u64::MAX))))
    }

    pub fn receiving_few(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<[u8]>(config(messages)).expect("a ring");
        Peer::new(vec![tx.into_raw()], Some(thread::spawn(move || read(&mut rx, 3))))
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
        Peer::new(vec![tx.into_raw()], Some(thread))
    }

    pub fn broadcasting(count: u64, messages: u64) -> Peer {
        let config = config(messages).full(Full::Overwrite).readers(2);
        let (mut tx, source) = broadcast::<[u64; 3]>(config).expect("a ring");
        let (go, mut rust) = (source.reader().expect("a reader"), source.reader().expect("a reader"));
        thread::spawn(move || {
            for number in 0..count {
                tx.send([number, !number, 7]).expect("never waits");
            }
        });
        let thread = thread::spawn(move || {
            let (mut read, mut last) = (0, None);
            while let Ok(batch) = rust.batch() {
                for item in &*batch {
                    let right = last < Some(item[0]) && item[1] == !item[0] && item[2] == 7;
                    assert!(right, "{item:?} behind {last:?}");
                    last = Some(item[0]);
                    read += 1;
                }
            }
            (read, rust.lost())
        });
        Peer::new(vec![go.into_raw()], Some(thread))
    }

    pub fn counting(messages: u64) -> Peer {
        let (tx, mut rx) = channel::<[u64; 3]>(config(messages)).expect("a ring");
        let thread = thread::spawn(move || {
            let mut next = 0;
            while let Ok(batch) = rx.batch() {
                for item in &*batch {
                    assert_eq!(*item, [next, !next, 7]);
                    next += 1;
                }
            }
            (next, rx.lost())
        });
        Peer::new(vec![tx.into_raw()], Some(thread))
    }

    pub fn passing(messages: u64) -> Peer {
        let (tx, rx) = channel::<[u8]>(config(messages)).expect("a ring");
        Peer::new(vec![rx.into_raw(), tx.into_raw()], None)
    }

    pub fn end(&self) -> u64 {
        self.ends.lock().expect("no panic").pop().unwrap_or(0)
    }

    pub fn result(&self) -> Seen {
        let thread = self.thread.lock().expect("no panic").take();
        thread.and_then(|thread| thread.join().ok()).unwrap_or_default()
    }
}
