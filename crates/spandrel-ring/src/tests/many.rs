//! A reader of many rings, on real threads.

use std::{sync::mpsc, thread};

use super::ROUNDS;
use crate::{Config, Error, Full, Reader, Transfer, broadcast, merge};

fn numbers(reader: &mut Reader<u64>) -> Result<Vec<u64>, Error> {
    Ok(reader.batch()?.to_vec())
}

#[test]
fn every_ring_is_read_in_order_to_its_end() {
    let (tap, mut reader) = merge::<u64>(4).unwrap();
    let count = ROUNDS / 4;
    let writers: Vec<_> = (0..4)
        .map(|ring| {
            let (mut tx, source) = broadcast::<u64>(Config::new().messages(7)).unwrap();
            tap.add(&source).unwrap();
            thread::spawn(move || (0..count).for_each(|n| tx.send(n << 2 | ring).unwrap()))
        })
        .collect();
    drop(tap);
    let mut next = [0; 4];
    loop {
        match numbers(&mut reader) {
            Ok(batch) => {
                for value in batch {
                    let next = &mut next[(value & 3) as usize];
                    assert_eq!(value >> 2, *next);
                    *next += 1;
                }
            }
            Err(Error::Closed) => break,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(next, [count; 4]);
    writers.into_iter().for_each(|writer| writer.join().unwrap());
}

/// A full ring takes one turn of two, also when its batches are larger.
#[test]
fn rings_take_turns() {
    let (tap, mut reader) = merge::<u64>(2).unwrap();
    let (mut full, busy) = broadcast::<u64>(Config::new().messages(2000)).unwrap();
    let (mut seldom, quiet) = broadcast::<u64>(Config::new().messages(8)).unwrap();
    tap.add(&busy).unwrap();
    tap.add(&quiet).unwrap();
    (0..2000).for_each(|_| full.put(0).unwrap());
    full.flush();
    for n in 1..=3 {
        seldom.send(n).unwrap();
        assert!(numbers(&mut reader).unwrap().iter().all(|value| *value == 0));
        assert_eq!(numbers(&mut reader).unwrap(), [n]);
    }
}

#[test]
fn a_ring_that_is_removed_is_read_up_to_there() {
    let (tap, mut reader) = merge::<u64>(2).unwrap();
    let (mut tx, source) = broadcast::<u64>(Config::new().messages(2)).unwrap();
    let added = tap.add(&source).unwrap();
    (1..=2).for_each(|n| tx.send(n).unwrap());
    assert!(matches!(tx.try_send(3), Err(Error::Full)));
    assert_eq!(tap.rings(), 1);
    assert!(tap.remove(added));
    assert!(!tap.remove(added), "it was asked before");
    assert_eq!(tap.rings(), 0);
    assert_eq!(numbers(&mut reader).unwrap(), [1, 2]);
    assert!(reader.try_batch().unwrap().is_none());
    // Nobody reads any more: what is sent is discarded.
    (3..9).for_each(|n| tx.try_send(n).unwrap());
    // The same place, for the same ring: the old mark does not remove it.
    let again = tap.add(&source).unwrap();
    assert!(!tap.remove(added));
    tx.send(9).unwrap();
    assert_eq!(numbers(&mut reader).unwrap(), [9]);
    assert!(tap.remove(again));
    drop(tap);
    assert!(matches!(numbers(&mut reader), Err(Error::Closed)));
}

/// What arrives and what is lost is what was sent, over all rings, also over those that are no more.
#[test]
fn losses_of_all_rings_are_counted() {
    let (tap, mut reader) = merge::<u64>(3).unwrap();
    let config = Config::new().messages(4).full(Full::Overwrite);
    let writers: Vec<_> = (0..3_u64)
        .map(|ring| {
            let (mut tx, source) = broadcast::<u64>(config).unwrap();
            tap.add(&source).unwrap();
            let count = ROUNDS / (ring + 3);
            thread::spawn(move || {
                (0..count).for_each(|n| tx.send(n).unwrap());
                count
            })
        })
        .collect();
    drop(tap);
    let mut read = 0;
    while let Ok(batch) = reader.batch() {
        read += batch.len() as u64;
    }
    let sent: u64 = writers.into_iter().map(|writer| writer.join().unwrap()).sum();
    assert_eq!(read + reader.lost(), sent);
}

#[test]
fn bounds_of_a_reader_are_exact() {
    let (tap, reader) = merge::<u64>(2).unwrap();
    let sources: Vec<_> = (0..3).map(|_| broadcast::<u64>(Config::new().readers(1)).unwrap()).collect();
    tap.add(&sources[0].1).unwrap();
    assert!(matches!(tap.add(&sources[0].1), Err(Error::Readers(1))));
    tap.add(&sources[1].1).unwrap();
    assert!(matches!(tap.add(&sources[2].1), Err(Error::Rings(2))));
    drop(reader);
    assert!(matches!(tap.add(&sources[2].1), Err(Error::Closed)));
    for (_, source) in &sources {
        source.reader().expect("the cursor is free again");
    }
    for rings in [0, 65_537] {
        assert!(matches!(merge::<u64>(rings).map(|_| ()), Err(Error::Config(_))));
    }
}

/// A reader that sleeps is woken by a ring that is added, by its writer, by one that closes, and by the end.
#[test]
fn a_sleeping_reader_is_woken_by_all() {
    let (tap, mut reader) = merge::<u64>(8).unwrap();
    let (seen, next) = mpsc::channel();
    let thread = thread::spawn(move || {
        loop {
            let batch = numbers(&mut reader);
            let end = batch.is_err();
            seen.send(batch).unwrap();
            if end {
                break;
            }
        }
    });
    for round in 0..ROUNDS / 100 {
        let (mut tx, source) = broadcast::<u64>(Config::new().messages(2)).unwrap();
        tap.add(&source).unwrap();
        tx.send(round).unwrap();
        assert_eq!(next.recv().unwrap().unwrap(), [round]);
        drop(tx);
        // The reader leaves it by itself: the places do not run out.
        while tap.rings() > 4 {
            thread::yield_now();
        }
    }
    drop(tap);
    assert!(matches!(next.recv().unwrap(), Err(Error::Closed)));
    thread.join().unwrap();
}

/// Rings that a reader has never noticed, that it reads, and that it was asked to leave: all are left when it closes, in whichever
/// form it is.
#[test]
fn a_reader_that_closes_leaves_all_rings() {
    for passed in [false, true] {
        let (tap, mut reader) = merge::<u64>(3).unwrap();
        let mut rings: Vec<_> =
            (0..3).map(|_| broadcast::<u64>(Config::new().messages(1).readers(1)).unwrap()).collect();
        let added: Vec<_> = rings[..2].iter().map(|(_, source)| tap.add(source).unwrap()).collect();
        rings[0].0.send(1).unwrap();
        assert_eq!(numbers(&mut reader).unwrap(), [1]);
        tap.remove(added[1]);
        tap.add(&rings[2].1).unwrap();
        if passed {
            drop(Transfer::from(reader));
        } else {
            drop(reader);
        }
        for (tx, source) in &mut rings {
            (0..9).for_each(|n| tx.try_send(n).expect("nobody reads"));
            source.reader().expect("the cursor is free again");
        }
    }
}

/// A cursor is used again by readers that wait elsewhere, while its writer wakes them.
#[test]
fn cursors_are_used_again_by_other_readers() {
    let (mut tx, source) = broadcast::<u64>(Config::new().messages(4).readers(1)).unwrap();
    let thread = thread::spawn(move || {
        for n in 0..ROUNDS * 5 {
            tx.send(n).unwrap();
            if n % 64 == 0 {
                thread::yield_now();
            }
        }
    });
    for round in 0..ROUNDS / 200 {
        if round % 2 == 0 {
            let (tap, mut reader) = merge::<u64>(1).unwrap();
            tap.add(&source).unwrap();
            drop(tap);
            if numbers(&mut reader).is_err() {
                break;
            }
        } else if source.reader().unwrap().batch().is_err() {
            break;
        }
    }
    drop(source);
    thread.join().unwrap();
}

/// A value that is not one ends its ring, and the reader goes on with the others.
#[test]
fn a_corrupt_ring_is_left() {
    let (tap, mut reader) = merge::<bool>(2).unwrap();
    let (mut good, first) = broadcast::<bool>(Config::new()).unwrap();
    let (mut bad, second) = broadcast::<bool>(Config::new()).unwrap();
    tap.add(&first).unwrap();
    tap.add(&second).unwrap();
    bad.send(true).unwrap();
    // SAFETY: not sound: a byte that is no bool, as a faulty writer would leave it. The test shows that the reader notices.
    unsafe { bad.inner.writing.memory.data(0).write(2) };
    assert!(matches!(reader.batch().map(|_| ()), Err(Error::Corrupt)));
    assert!(matches!(bad.send(true), Err(Error::Closed)));
    good.send(true).unwrap();
    assert_eq!(&*reader.batch().unwrap(), [true]);
}

#[cfg(feature = "async")]
#[test]
fn a_task_reads_many_rings() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let (tap, mut reader) = merge::<[u8]>(4).unwrap();
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let (mut tx, source) = broadcast::<[u8]>(Config::new().messages(7)).unwrap();
            tap.add(&source).unwrap();
            thread::spawn(move || (0..ROUNDS / 40).for_each(|n| tx.send(&n.to_le_bytes()).unwrap()))
        })
        .collect();
    drop(tap);
    let read = runtime.block_on(async {
        let mut read = 0;
        while let Ok(batch) = reader.batch_async().await {
            read += batch.count() as u64;
        }
        read
    });
    assert_eq!(read, 4 * (ROUNDS / 40));
    writers.into_iter().for_each(|writer| writer.join().unwrap());
}
