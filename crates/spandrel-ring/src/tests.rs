//! The ends on real threads. Waits have no limits: a test that hangs has failed.

mod lengths;
mod many;

use std::{sync::mpsc, thread};

use crate::{Config, Error, Full, Plain, broadcast, channel};

/// Fewer rounds under Miri, which is a thousand times slower.
const ROUNDS: u64 = if cfg!(miri) { 300 } else { 200_000 };

/// A record that carries its number, of a size that depends on it.
fn record(number: u64, buffer: &mut Vec<u8>) {
    let size = 8 + (number * 37 % 90) as usize + if number % 500 == 7 { 9000 } else { 0 };
    buffer.clear();
    buffer.resize(size, number as u8);
    buffer[..8].copy_from_slice(&number.to_le_bytes());
}

fn number(record: &[u8]) -> u64 {
    let number = record.first_chunk().map_or(u64::MAX, |bytes| u64::from_le_bytes(*bytes));
    assert!(record[8..].iter().all(|byte| *byte == number as u8), "the bytes of record {number}");
    number
}

#[test]
fn records_arrive_whole_and_in_order() {
    let (mut tx, mut rx) = channel::<[u8]>(Config::new().messages(50).bytes(20_000)).unwrap();
    let writer = thread::spawn(move || {
        let mut buffer = Vec::new();
        for n in 0..ROUNDS {
            record(n, &mut buffer);
            match n % 3 {
                0 => tx.send(&buffer).unwrap(),
                1 => tx.put(&buffer).unwrap(),
                _ => {
                    let mut room = tx.reserve(buffer.len() + 5).unwrap();
                    room[..buffer.len()].copy_from_slice(&buffer);
                    room.commit_first(buffer.len());
                }
            }
            if n % 1000 == 0 {
                thread::yield_now();
            }
        }
    });
    let mut next = 0;
    loop {
        match rx.batch() {
            Ok(batch) => {
                for record in batch {
                    assert_eq!(number(record), next);
                    next += 1;
                }
            }
            Err(Error::Closed) => break,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(next, ROUNDS);
    writer.join().unwrap();
}

#[test]
fn plain_data_arrives_in_order() {
    let (mut tx, mut rx) = channel::<[u64; 3]>(Config::new().messages(7)).unwrap();
    let writer = thread::spawn(move || {
        for n in 0..ROUNDS {
            if n % 2 == 0 { tx.put([n, !n, 7]).unwrap() } else { tx.send([n, !n, 7]).unwrap() }
        }
    });
    let mut next = 0;
    while let Ok(batch) = rx.batch() {
        assert!(batch.len() <= 7);
        for item in &*batch {
            assert_eq!(*item, [next, !next, 7]);
            next += 1;
        }
    }
    assert_eq!(next, ROUNDS);
    writer.join().unwrap();
}

#[test]
fn every_reader_gets_every_message() {
    let (mut tx, source) = broadcast::<[u8]>(Config::new().messages(40).readers(4)).unwrap();
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let mut rx = source.reader().unwrap();
            thread::spawn(move || {
                let mut next = 0;
                while let Ok(batch) = rx.batch() {
                    for record in batch {
                        assert_eq!(number(record), next);
                        next += 1;
                    }
                }
                next
            })
        })
        .collect();
    assert!(matches!(source.reader(), Err(Error::Readers(4))));
    let mut buffer = Vec::new();
    for n in 0..ROUNDS / 4 {
        record(n, &mut buffer);
        tx.send(&buffer).unwrap();
    }
    drop(tx);
    for reader in readers {
        assert_eq!(reader.join().unwrap(), ROUNDS / 4);
    }
}

#[test]
fn readers_come_and_go() {
    let (mut tx, source) = broadcast::<u64>(Config::new().messages(4).readers(2)).unwrap();
    for round in 0..if cfg!(miri) { 20 } else { 10_000 } {
        tx.send(round).unwrap();
        let mut rx = source.reader().unwrap();
        assert!(rx.try_batch().unwrap().is_none(), "nothing of before");
        for _ in 0..4 {
            tx.send(round).unwrap();
        }
        let mut read = 0;
        while let Some(batch) = rx.try_batch().unwrap() {
            assert!(batch.iter().all(|item| *item == round));
            read += batch.len();
        }
        assert_eq!(read, 4);
    }
}

#[test]
fn bounds_are_exact() {
    for messages in [1, 2, 3, 5, 64, 100] {
        let config = Config::new().messages(messages).full(Full::Refuse);
        let (mut tx, mut rx) = channel::<u32>(config).unwrap();
        let (mut records, mut reader) = channel::<[u8]>(config).unwrap();
        for _ in 0..3 {
            for n in 0..messages {
                tx.send(n as u32).unwrap();
                records.send(b"x").unwrap();
            }
            assert!(matches!(tx.send(0), Err(Error::Full)), "{messages}");
            assert!(matches!(records.send(b""), Err(Error::Full)), "{messages}");
            let mut read = 0;
            while let Some(batch) = rx.try_batch().unwrap() {
                read += batch.len() as u64;
            }
            assert_eq!(read, messages);
            read = 0;
            while let Some(batch) = reader.try_batch().unwrap() {
                read += batch.count() as u64;
            }
            assert_eq!(read, messages);
        }
    }
    // In bytes, however the sizes come and wherever the ring stands.
    let (mut tx, mut rx) = channel::<[u8]>(Config::new().bytes(1000).full(Full::Refuse)).unwrap();
    for size in (1..=1000).step_by(if cfg!(miri) { 111 } else { 1 }).chain([999, 1000]) {
        for _ in 0..1000 / size {
            tx.send(&vec![1; size]).unwrap();
        }
        let rest = 1000 % size;
        assert!(matches!(tx.send(&vec![1; rest + 1]), Err(Error::Full)), "{size}");
        tx.send(&vec![1; rest]).unwrap();
        while rx.try_batch().unwrap().is_some() {}
    }
    assert!(matches!(tx.send(&[0; 1001]), Err(Error::TooLarge { len: 1001, bound: 1000 })));
}

#[test]
fn a_batch_counts_until_it_ends() {
    let (mut tx, mut rx) = channel::<u8>(Config::new().messages(2).full(Full::Refuse)).unwrap();
    tx.send_all(&[1, 2]).unwrap();
    let batch = rx.batch().unwrap();
    assert!(matches!(tx.send(3), Err(Error::Full)));
    assert_eq!(*batch, [1, 2]);
    drop(batch);
    tx.send(3).unwrap();
}

#[test]
fn the_oldest_are_lost_and_counted() {
    let (mut tx, mut rx) = channel::<[u8]>(Config::new().messages(3).full(Full::Overwrite)).unwrap();
    for n in 0..10_u8 {
        tx.send(&[n]).unwrap();
    }
    let read: Vec<_> = rx.batch().unwrap().map(|record| record[0]).collect();
    assert_eq!((read, rx.lost()), (vec![7, 8, 9], 7));
    // A batch that is being read stays as it is, and does not keep new messages out.
    tx.send_all([&[20][..], &[21], &[22]]).unwrap();
    let mut batch = rx.batch().unwrap();
    for n in 30..40_u8 {
        tx.send(&[n]).unwrap();
    }
    assert_eq!(batch.next(), Some(&[20][..]));
    assert_eq!(batch.next(), Some(&[21][..]));
    drop(batch);
    let read: Vec<_> = rx.batch().unwrap().map(|record| record[0]).collect();
    assert_eq!((read, rx.lost()), (vec![37, 38, 39], 14));
}

#[test]
fn delivered_and_lost_are_what_was_sent() {
    let (mut tx, source) =
        broadcast::<[u8]>(Config::new().messages(16).bytes(20_000).full(Full::Overwrite)).unwrap();
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let mut rx = source.reader().unwrap();
            thread::spawn(move || {
                let (mut read, mut last) = (0, None);
                while let Ok(batch) = rx.batch() {
                    for record in batch {
                        let number = number(record);
                        assert!(last < Some(number), "in order");
                        last = Some(number);
                        read += 1;
                    }
                }
                (read, rx.lost())
            })
        })
        .collect();
    let mut buffer = Vec::new();
    for n in 0..ROUNDS {
        record(n, &mut buffer);
        tx.send(&buffer).unwrap();
    }
    drop(tx);
    for reader in readers {
        let (read, lost) = reader.join().unwrap();
        assert_eq!(read + lost, ROUNDS, "read {read}, lost {lost}");
    }
}

#[test]
fn one_reader_may_lose_while_another_is_waited_for() {
    let (mut tx, source) = broadcast::<u64>(Config::new().messages(8)).unwrap();
    let (mut patient, mut lossy) = (source.reader().unwrap(), source.lossy_reader().unwrap());
    let reader = thread::spawn(move || {
        let mut read = 0;
        while let Ok(batch) = patient.batch() {
            read += batch.len() as u64;
        }
        read
    });
    for n in 0..1000 {
        tx.send(n).unwrap();
    }
    drop(tx);
    assert_eq!(reader.join().unwrap(), 1000);
    let mut read = Vec::new();
    while let Ok(batch) = lossy.batch() {
        read.extend_from_slice(&batch);
    }
    assert_eq!(read, [992, 993, 994, 995, 996, 997, 998, 999]);
    assert_eq!(lossy.lost(), 992);
    assert!(matches!(lossy.batch(), Err(Error::Closed)));
}

#[test]
fn closing_is_seen() {
    let (mut tx, rx) = channel::<u64>(Config::new().messages(1)).unwrap();
    tx.send(1).unwrap();
    let (ready, go) = mpsc::channel();
    let writer = thread::spawn(move || {
        ready.send(()).unwrap();
        tx.send(2)
    });
    go.recv().unwrap();
    drop(rx);
    assert!(matches!(writer.join().unwrap(), Err(Error::Closed)), "a writer that waits");

    let (mut tx, mut rx) = channel::<u64>(Config::new()).unwrap();
    tx.put(5).unwrap();
    drop(tx);
    assert_eq!(*rx.batch().unwrap(), [5], "what was not flushed");
    assert!(matches!(rx.batch(), Err(Error::Closed)));
    assert!(matches!(rx.try_batch(), Err(Error::Closed)));
}

#[test]
fn a_panic_closes_the_end() {
    let (mut tx, mut rx) = channel::<[u8]>(Config::new()).unwrap();
    let writer = thread::spawn(move || {
        tx.send(b"before").unwrap();
        let _room = tx.reserve(100).unwrap();
        std::panic::resume_unwind(Box::new("while it writes"));
    });
    assert!(writer.join().is_err());
    assert_eq!(rx.batch().unwrap().collect::<Vec<_>>(), [b"before"]);
    assert!(matches!(rx.batch(), Err(Error::Closed)));
}

#[test]
fn waiting_ends_in_time() {
    let (mut tx, mut rx) = channel::<u64>(Config::new().messages(1)).unwrap();
    let little = std::time::Duration::from_millis(3);
    assert!(matches!(rx.batch_within(little), Err(Error::TimedOut)));
    tx.send_within(1, little).unwrap();
    assert!(matches!(tx.send_within(2, little), Err(Error::TimedOut)));
    assert_eq!(*rx.batch_within(little).unwrap(), [1]);
}

#[test]
fn lengths_are_checked() {
    for length in [0x7fff_fff0_u32, 9, u32::MAX, u32::MAX - 1, 4096, 1 << 20] {
        let (mut tx, mut rx) = channel::<[u8]>(Config::new().bytes(4096)).unwrap();
        tx.send(b"12345678").unwrap();
        // SAFETY: not sound: another length, as a faulty writer would leave it. The test shows that the reader notices.
        unsafe { tx.inner.writing.memory.data(0).cast::<u32>().write(length) };
        let seen = rx.batch().map(|batch| batch.count());
        assert!(matches!(seen, Err(Error::Corrupt)), "{length:#x}: {seen:?}");
        assert!(matches!(tx.send(b"x"), Err(Error::Closed)), "the writer is told");
    }
}

#[test]
fn bounds_that_cannot_be_are_refused() {
    for config in [
        Config::new().messages(0),
        Config::new().bytes(0),
        Config::new().bytes(u64::MAX),
        Config::new().messages(u64::MAX),
        Config::new().messages(1 << 29),
    ] {
        assert!(matches!(channel::<[u8]>(config), Err(Error::Config(_))), "{config:?}");
    }
    assert!(matches!(broadcast::<u8>(Config::new().readers(5000)), Err(Error::Config(_))));
    assert!(matches!(channel::<u64>(Config::new().messages(1 << 28)), Err(Error::Config(_))));
}

#[cfg(feature = "async")]
#[test]
fn tasks_wait_without_a_thread() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let (mut tx, mut rx) = channel::<[u8]>(Config::new().messages(3)).unwrap();
    let (mut tx2, mut rx2) = channel::<u64>(Config::new().messages(3)).unwrap();
    runtime.block_on(async move {
        let writer = tokio::spawn(async move {
            for n in 0..2000_u64 {
                tx.send_async(&n.to_le_bytes()).await.unwrap();
                tx2.send_async(n).await.unwrap();
            }
        });
        let reader = tokio::spawn(async move {
            let mut next = 0;
            while let Ok(batch) = rx2.batch_async().await {
                for item in &*batch {
                    assert_eq!(*item, next);
                    next += 1;
                }
            }
            next
        });
        let mut next = 0;
        while let Ok(batch) = rx.batch_async().await {
            for record in batch {
                assert_eq!(number(record), next);
                next += 1;
            }
        }
        assert_eq!(next, 2000);
        assert_eq!(reader.await.unwrap(), 2000);
        writer.await.unwrap();
    });
}

#[test]
fn a_bool_is_zero_or_one() {
    for byte in 0..=u8::MAX {
        // SAFETY: a byte can be read there.
        let is_bool = unsafe { <bool as Plain>::check((&raw const byte).cast()) };
        assert_eq!(is_bool, byte <= 1, "{byte}");
    }
    let (mut tx, mut rx) = channel::<[bool; 3]>(Config::new()).unwrap();
    tx.send([true, false, true]).unwrap();
    assert_eq!(*rx.batch().unwrap(), [[true, false, true]]);
}
