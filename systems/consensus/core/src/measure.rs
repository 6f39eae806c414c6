//! Work done by a kernel of the caller's choice, past the choice of the process. For benchmarks
//! that compare kernels; only with the feature `measure`, and not part of the stable interface.

use crate::kernel::{Engine, INITIAL, features, to_bytes};
use crate::sha256::{Hash, padded_tail};
use crate::{Kernel, Rule, merkle};

/// One kernel.
#[derive(Clone, Copy, Debug)]
pub struct Forced(Engine);

impl Forced {
    /// The kernel, when this processor has its instructions.
    pub fn new(kernel: Kernel) -> Option<Forced> {
        Engine::new(kernel, features()).map(Forced)
    }

    /// Hashes pairs of nodes.
    pub fn pairs(&self, pairs: &[[Hash; 2]], out: &mut [Hash]) {
        self.0.pairs(pairs, out);
    }

    /// The promote root over hashes, which are overwritten.
    pub fn root_in_place(&self, leaves: &mut [Hash]) -> Hash {
        merkle::root_of_nodes(&self.0, Rule::Promote, leaves)
    }

    /// One message.
    pub fn sha256(&self, data: &[u8]) -> Hash {
        let mut state = INITIAL;
        let whole = data.len() / 64 * 64;
        self.0.compress(&mut state, &data[..whole]);
        let (tail, blocks) = padded_tail(&data[whole..], data.len() as u64);
        self.0.compress(&mut state, &tail[..64 * blocks]);
        to_bytes(&state)
    }
}
