//! Memory: nothing allocated once warm, and a bound that neither length nor damage moves. This file counts
//! every allocation of its process, so it holds one test and runs alone.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use remux::codec::ac3::{Ac3, MAX_SAMPLES};
use remux::codec::{AudioDecoder, Found};
use remux::{Config, Remuxer};

static SAMPLE: &[u8] = include_bytes!("../../samples/sample.ts");

/// Counts allocations and live bytes of the Rust side (the encoder's C++ side has its own heap).
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static LIVE: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed on unchanged to the system allocator; the counters touch no memory of its own.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise about `layout` is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise about `pointer` and `layout` is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations while the sample, looped, runs through in chunks a second time.
fn allocations_when_warm(mut each_chunk: impl FnMut()) -> usize {
    let config = Config { afterburner: false, ..Config::default() };
    let mut remuxer = Remuxer::new(config).expect("the settings are valid");
    let mut out = Vec::with_capacity(1 << 20);
    let mut run = |input: &[u8]| {
        for part in input.chunks(1316) {
            remuxer.push(part).expect("the sample is a transport stream");
            out.clear();
            remuxer.drain_into(&mut out);
            each_chunk();
        }
    };
    // The warm-up ends after the first loop point, whose emptying of the encoders is the most that ever waits.
    run(SAMPLE);
    run(&SAMPLE[..SAMPLE.len() / 2]);
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    run(&SAMPLE[SAMPLE.len() / 2..]);
    run(SAMPLE);
    ALLOCATIONS.load(Ordering::Relaxed) - before
}

/// Allocations of a decoder after its first frame.
fn allocations_of_a_decoder(stream: &[u8]) -> usize {
    let (mut decoder, mut at, mut pcm) = (Ac3::default(), 0, vec![0.0; 8 * MAX_SAMPLES]);
    let mut before = None;
    while let Found::Frame { skip, format } = decoder.find(&stream[at..], &|offset| offset == 0) {
        at += skip;
        assert!(decoder.decode(&stream[at..at + format.length], &format, &mut pcm));
        at += format.length;
        before.get_or_insert_with(|| ALLOCATIONS.load(Ordering::Relaxed));
    }
    assert!(at > stream.len() / 2);
    ALLOCATIONS.load(Ordering::Relaxed) - before.unwrap_or_default()
}

#[test]
fn warm_streams_allocate_nothing_and_memory_is_bounded() {
    assert_eq!(allocations_when_warm(|| ()), 0);
    assert_eq!(allocations_of_a_decoder(include_bytes!("streams/five.ac3")), 0);
    assert_eq!(allocations_of_a_decoder(include_bytes!("streams/hybrid.eac3")), 0);
    assert_eq!(allocations_of_a_decoder(include_bytes!("streams/extended.eac3")), 0);

    // Canary: a single allocation for each chunk must be seen.
    assert!(allocations_when_warm(|| drop(std::hint::black_box(Box::new(7_u64)))) > 900);

    let empty = LIVE.load(Ordering::Relaxed);
    let config = Config { afterburner: false, ..Config::default() };
    let mut remuxer = Remuxer::new(config).unwrap();
    let mut out = Vec::with_capacity(1 << 20);
    let mut after_first = 0;
    for round in 0..12 {
        for part in SAMPLE[..SAMPLE.len() / 2].chunks(65_536) {
            // Damage that differs in every round.
            let mut part = part.to_vec();
            let place = (round * 7919 + part.len() / 3) % part.len();
            part[place] ^= 0x55;
            part.truncate(part.len() - round);
            remuxer.push(&part).unwrap();
            out.clear();
            remuxer.drain_into(&mut out);
        }
        let live = LIVE.load(Ordering::Relaxed) - empty;
        if round == 1 {
            after_first = live;
        }
        assert!(live < 3 << 20, "round {round}: {live} bytes live");
    }
    let live = LIVE.load(Ordering::Relaxed) - empty;
    assert!(live <= after_first + (256 << 10), "grew from {after_first} to {live} bytes in 10 rounds");
}
