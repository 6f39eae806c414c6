//! Problems, solutions, and their verification.

use std::borrow::Cow;

use coinjecture::{Hash, Limits, Problem, ProblemType, Solution, subset_sum_verify};

use crate::fault::{CError, guard, invalid};
use crate::input::{self, Place};
use crate::types::{CProblem, CSolution, tier};

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_problem_hash(
    problem: *const CProblem,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (problem, out) = unsafe { (input::value("problem", problem)?, Place::new("out", out)?) };
        // SAFETY: as this function's.
        let elements = unsafe { input::slice("elements", problem.elements, problem.element_count) }?;
        if problem.reserved != 0 {
            return Err(invalid("reserved", "must be 0"));
        }
        let problem = Problem {
            problem_type: ProblemType::SubsetSum,
            tier: tier(problem.tier)?,
            elements: Cow::Borrowed(elements),
            target: problem.target,
            timestamp: problem.timestamp,
        };
        out.put(problem.hash()?);
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_solution_hash(
    solution: *const CSolution,
    out: *mut Hash,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (solution, out) = unsafe { (input::value("solution", solution)?, Place::new("out", out)?) };
        // SAFETY: as this function's.
        let indices = unsafe { input::slice("indices", solution.indices, solution.index_count) }?;
        let solution = Solution { indices: Cow::Borrowed(indices), timestamp: solution.timestamp };
        out.put(solution.hash()?);
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_problem_decode(
    data: *const u8,
    length: usize,
    out: *mut CProblem,
    elements: *mut i64,
    element_capacity: usize,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (data, out) = unsafe { (input::slice("data", data, length)?, Place::new("out", out)?) };
        let problem = Problem::decode(data)?;
        // SAFETY: as this function's.
        unsafe { input::copy_list("elements", &problem.elements, elements, element_capacity) }?;
        out.put(CProblem {
            elements,
            element_count: problem.elements.len(),
            target: problem.target,
            timestamp: problem.timestamp,
            tier: problem.tier as u32,
            reserved: 0,
        });
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_solution_decode(
    data: *const u8,
    length: usize,
    out: *mut CSolution,
    indices: *mut u32,
    index_capacity: usize,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (data, out) = unsafe { (input::slice("data", data, length)?, Place::new("out", out)?) };
        let solution = Solution::decode(data)?;
        // SAFETY: as this function's.
        unsafe { input::copy_list("indices", &solution.indices, indices, index_capacity) }?;
        out.put(CSolution { indices, index_count: solution.indices.len(), timestamp: solution.timestamp });
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_subset_sum_verify(
    tier_number: u32,
    elements: *const i64,
    element_count: usize,
    target: i64,
    indices: *const u32,
    index_count: usize,
    max_ops: u64,
    max_memory: u64,
    error: *mut CError,
) -> i32 {
    let work = || {
        let tier = tier(tier_number)?;
        // SAFETY: as this function's.
        let elements = unsafe { input::slice("elements", elements, element_count) }?;
        // SAFETY: as this function's.
        let indices = unsafe { input::slice("indices", indices, index_count) }?;
        let limits = Limits { max_ops, max_memory };
        subset_sum_verify(tier, elements, target, indices, limits)
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}
