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
    if holds(tier, elements, target, indices, limits) {
        return Ok(());
    }
    in_order(tier, elements, target, indices, limits)
}

/// Whether every check passes, without asking which comes first: the common case in one loop.
#[inline]
fn holds(tier: Tier, elements: &[i64], target: i64, indices: &[u32], limits: Limits) -> bool {
    let (least, most) = tier.elements();
    let count = indices.len();
    if elements.len() < least
        || elements.len() > most
        || count > elements.len()
        || limits.max_ops < 2 * count as u64
        || limits.max_memory < 8 * count as u64
    {
        return false;
    }
    let mut seen = 0u32;
    let mut sum = 0i128;
    for &index in indices {
        let Some(&element) = elements.get(index as usize) else {
            return false;
        };
        // No tier takes more than 32 elements, so an index in bounds is a bit of `seen`.
        let bit = 1u32.wrapping_shl(index);
        if seen & bit != 0 {
            return false;
        }
        seen |= bit;
        sum += i128::from(element);
    }
    sum == i128::from(target)
}

/// The checks in the order of the rule; says which one fails.
#[cold]
fn in_order(tier: Tier, elements: &[i64], target: i64, indices: &[u32], limits: Limits) -> Result<(), Error> {
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

fn failed(failure: Failure) -> Result<(), Error> {
    Err(Error::VerificationFailed(failure))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// Small random cases, in which every check fails now and then.
    #[test]
    fn the_short_way_says_yes_exactly_when_the_ordered_checks_do() {
        let mut state = 1u64;
        let mut random = |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % below
        };
        let mut accepted = 0;
        for _ in 0..200_000 {
            let tier = Tier::ALL[random(5) as usize];
            let (least, most) = tier.elements();
            let count = least - 1 + random((most - least) as u64 + 3) as usize;
            let elements: Vec<i64> = (0..count).map(|_| random(5) as i64 - 2).collect();
            let chosen = random(5);
            let indices: Vec<u32> = (0..chosen).map(|_| random(count as u64 + 1) as u32).collect();
            let limits = Limits {
                max_ops: 2 * chosen + 1 - random(3).min(2 * chosen + 1),
                max_memory: 8 * chosen + 1 - random(3).min(8 * chosen + 1),
            };
            let target = random(3) as i64 - 1;
            let ordered = in_order(tier, &elements, target, &indices, limits).is_ok();
            assert_eq!(holds(tier, &elements, target, &indices, limits), ordered);
            accepted += u32::from(ordered);
        }
        assert!(accepted > 1000, "{accepted} accepted cases compare too little");
    }
}
