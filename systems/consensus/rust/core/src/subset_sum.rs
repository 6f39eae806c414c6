//! Verifying a subset-sum solution.

use crate::{Error, Failure, Tier};

/// What a verification may cost. Both limits can be met exactly. There is no limit in seconds: a
/// rule that looks at a clock would let honest nodes disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Operations: two for every index.
    pub max_ops: u64,
    /// Bytes: eight for every index.
    pub max_memory: u64,
}

/// Checks that the elements at `indices` add up to `target`.
///
/// The order of the checks is part of the rule: the tier's range; not more indices than elements;
/// for every index one operation and not seen before; for every index one operation and in bounds;
/// the sum (exact, in 128 bits); the memory. No index at all is allowed and adds up to 0.
/// Nothing is allocated.
///
/// # Errors
/// [`Error::VerificationFailed`] with the first check that says no.
pub fn verify(
    tier: Tier,
    elements: &[i64],
    target: i64,
    indices: &[u32],
    limits: Limits,
) -> Result<(), Error> {
    let (least, most) = tier.elements();
    if elements.len() < least || elements.len() > most {
        return failed(Failure::TierSize { elements: elements.len(), least, most });
    }
    if indices.len() > elements.len() {
        return failed(Failure::TooManyIndices { indices: indices.len(), elements: elements.len() });
    }

    // At most 32 indices are left, so the operations fit any integer. Which index exceeds the
    // limit matters only for what is reported first.
    let affordable = usize::try_from(limits.max_ops).unwrap_or(usize::MAX);
    let mut seen = 0u32;
    for (i, &index) in indices.iter().enumerate() {
        if i >= affordable {
            return failed(Failure::Operations { limit: limits.max_ops });
        }
        let twice = match 1u32.checked_shl(index) {
            Some(bit) => {
                let twice = seen & bit != 0;
                seen |= bit;
                twice
            }
            // Past every tier's range, and only the next loop says so.
            None => indices[..i].contains(&index),
        };
        if twice {
            return failed(Failure::DuplicateIndex { index });
        }
    }
    let affordable = affordable - indices.len();
    let mut sum = 0i128;
    for (i, &index) in indices.iter().enumerate() {
        if i >= affordable {
            return failed(Failure::Operations { limit: limits.max_ops });
        }
        let Some(&element) = elements.get(index as usize) else {
            return failed(Failure::IndexOutOfBounds { index, elements: elements.len() });
        };
        sum += i128::from(element);
    }
    if sum != i128::from(target) {
        return failed(Failure::Sum { sum, target });
    }
    if 8 * indices.len() as u64 > limits.max_memory {
        return failed(Failure::Memory { limit: limits.max_memory });
    }
    Ok(())
}

#[cold]
fn failed(failure: Failure) -> Result<(), Error> {
    Err(Error::VerificationFailed(failure))
}
