//! Words that a reader reads from a ring, made of random numbers: what it returns lies in the ring, or it says that the ring is corrupt.

use super::ROUNDS;
use crate::{Config, Error, Full, Receiver, Sender, channel};

/// Numbers that depend on the seed only.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 17
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A length: one that may be, one at a limit, or any.
    fn length(&mut self) -> u32 {
        match self.below(4) {
            0 => self.below(300) as u32,
            1 => u32::MAX - self.below(3) as u32,
            2 => (1 << self.below(32)) as u32 - self.below(2) as u32,
            _ => self.next() as u32,
        }
    }
}

/// Reads until there is nothing, or until the end. How many records were there, and whether the ring is corrupt.
fn read(rx: &mut Receiver<[u8]>, data: std::ops::Range<usize>, lossy: bool) -> (u64, bool) {
    let mut records = 0;
    for _ in 0..10_000 {
        match rx.try_batch() {
            Ok(Some(batch)) => {
                for record in batch {
                    let at = record.as_ptr().addr();
                    // A reader that may lose messages has a copy.
                    assert!(
                        lossy || (data.start <= at && at + record.len() <= data.end),
                        "{at:#x} is not in {data:#x?}"
                    );
                    // Each byte can be read.
                    std::hint::black_box(record.iter().map(|byte| u64::from(*byte)).sum::<u64>());
                    records += 1;
                }
            }
            Ok(None) => return (records, false),
            Err(Error::Corrupt) => return (records, true),
            Err(error) => panic!("{error}"),
        }
    }
    panic!("it reads without end");
}

fn filled(numbers: &mut Numbers, full: Full) -> (Sender<[u8]>, Receiver<[u8]>) {
    let (mut tx, mut rx) =
        channel::<[u8]>(Config::new().messages(16).bytes(1024).full(full)).expect("a ring");
    // Somewhere in the ring, so that records go around its end.
    for _ in 0..numbers.below(40) {
        tx.send(&[1; 200][..numbers.below(200) as usize]).expect("room");
        drop(rx.try_batch().expect("what was sent"));
    }
    for _ in 0..numbers.below(8) {
        tx.put(&[2; 100][..numbers.below(100) as usize]).expect("room");
    }
    tx.flush();
    (tx, rx)
}

#[test]
fn random_lengths_never_lead_out_of_the_ring() {
    let mut corrupt = 0;
    for seed in 0..ROUNDS / 10 {
        let mut numbers = Numbers(seed);
        let full = if seed % 2 == 0 { Full::Wait } else { Full::Overwrite };
        let (tx, mut rx) = filled(&mut numbers, full);
        let memory = &tx.inner.writing.memory;
        let capacity = memory.shape.capacity;
        for _ in 0..1 + numbers.below(4) {
            let at = numbers.below(capacity / 8) * 8;
            // SAFETY: not sound: what a faulty writer would leave there, within the data.
            unsafe { memory.data(at).cast::<u32>().write(numbers.length()) };
        }
        if numbers.below(4) == 0 {
            let head = memory.head().load(std::sync::atomic::Ordering::Relaxed);
            let other = head.wrapping_add(numbers.below(2 * capacity)).wrapping_sub(numbers.below(64));
            memory.head().store(other & !1, std::sync::atomic::Ordering::Relaxed);
        }
        let start = memory.data(0).addr();
        let data = start..start + capacity as usize;
        corrupt += u64::from(read(&mut rx, data, full == Full::Overwrite).1);
    }
    assert!(corrupt > ROUNDS / 100, "{corrupt} of {} rings were found to be corrupt", ROUNDS / 10);
}

/// The same rings, as they are: none is corrupt, and every record is there.
#[test]
fn canary_rings_that_are_as_they_should_be_are_not_corrupt() {
    for seed in 0..ROUNDS / 100 {
        let (tx, mut rx) = filled(&mut Numbers(seed), Full::Wait);
        let memory = &tx.inner.writing.memory;
        let start = memory.data(0).addr();
        let data = start..start + memory.shape.capacity as usize;
        let (records, corrupt) = read(&mut rx, data, false);
        assert!(!corrupt && records < 8, "seed {seed}: {records} records");
    }
}
