//! Known answers that a kernel must give before anything relies on it.

use super::constants::INITIAL;
use super::engine::Engine;
use crate::Error;

/// More pairs than any kernel takes at once, and not a multiple of any width.
const PAIRS: usize = 37;

/// SHA-256 of "abc" (FIPS 180-4, example B.1).
const ABC: [u8; 32] = [
    0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0,
    0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
];

/// Tests the portable kernel against the published digest and `engine` against the portable kernel,
/// through every entry point: blocks, pairs, pairs in place, one message per lane.
pub(crate) fn run(engine: &Engine) -> Result<(), Error> {
    const FAULT: Error = Error::Internal {
        what: "the SHA-256 kernel gave a wrong answer in its self-test; set COINJECTURE_SHA256=scalar",
    };
    let mut block = [0u8; 64];
    block[..4].copy_from_slice(b"abc\x80");
    block[63] = 24;
    for candidate in [&Engine::SCALAR, engine] {
        let mut state = INITIAL;
        candidate.compress(&mut state, &block);
        if super::state::to_bytes(&state) != ABC {
            return Err(FAULT);
        }
    }

    let pairs: [[[u8; 32]; 2]; PAIRS] = core::array::from_fn(|pair| {
        core::array::from_fn(|side| core::array::from_fn(|byte| pattern(pair, 32 * side + byte)))
    });
    let mut expected = [[0u8; 32]; PAIRS];
    Engine::SCALAR.pairs(&pairs, &mut expected);
    for count in [1, 2, 3, 8, 15, 16, PAIRS] {
        let mut digests = [[0u8; 32]; PAIRS];
        engine.pairs(&pairs[..count], &mut digests);
        let mut nodes = pairs;
        engine.pairs_in_place(&mut nodes.as_flattened_mut()[..2 * count]);
        if digests[..count] != expected[..count] || nodes.as_flattened()[..count] != expected[..count] {
            return Err(FAULT);
        }
    }

    let bytes = pairs.as_flattened().as_flattened();
    for blocks in 1..=3 {
        let mut state = INITIAL;
        let mut two_steps = INITIAL;
        Engine::SCALAR.compress(&mut state, &bytes[..64 * blocks]);
        engine.compress(&mut two_steps, &bytes[..64 * blocks]);
        if state != two_steps {
            return Err(FAULT);
        }
    }

    let tails = [[0x5a; 128]; 16];
    let mut digests = [[0u8; 32]; 16];
    let lanes = engine.lanes();
    let message = |lane: usize| &bytes[64 * lane..64 * lane + 128];
    engine.same_length(message, 2, &tails, 2, &mut digests[..lanes]);
    for (lane, digest) in digests[..lanes].iter().enumerate() {
        let mut state = INITIAL;
        Engine::SCALAR.compress(&mut state, message(lane));
        Engine::SCALAR.compress(&mut state, &tails[lane]);
        if *digest != super::state::to_bytes(&state) {
            return Err(FAULT);
        }
    }
    Ok(())
}

/// Bytes without a period that a swapped lane or word could hide behind.
fn pattern(pair: usize, byte: usize) -> u8 {
    let mixed = (64 * pair + byte + 1).wrapping_mul(0x9e37_79b9);
    (mixed >> 11).to_le_bytes()[0]
}
