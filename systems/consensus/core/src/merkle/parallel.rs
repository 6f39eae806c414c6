//! Roots of large trees on several cores.

use core::num::NonZeroUsize;
use std::{io, sync::OnceLock, thread};

use super::{
    CHUNK, Engine, Hash, RETAINED, Rule, Vec, kernel, lowest_retained, reserve, root, root_of_nodes,
};
use crate::Error;

/// A further thread is started for so many leaves: about two milliseconds of work, against some ten
/// microseconds for a thread.
const LEAVES_PER_THREAD: usize = 1 << 16;

/// As [`root`], on as many cores as the process may use, when there are leaves enough. Trees below
/// 131,072 leaves and those of [`Rule::Rfc6962`] are built on the calling thread.
///
/// # Errors
/// [`Error::OutOfMemory`] when `scratch` has to grow and cannot.
pub fn root_on_cores(rule: Rule, leaves: &[Hash], scratch: &mut Vec<Hash>) -> Result<Hash, Error> {
    static CORES: OnceLock<usize> = OnceLock::new();
    let worth = leaves.len() / LEAVES_PER_THREAD;
    if worth < 2 {
        return root(rule, leaves, scratch);
    }
    let cores = *CORES.get_or_init(|| thread::available_parallelism().map_or(1, NonZeroUsize::get));
    root_in_parts(rule, leaves, cores.min(worth), scratch)
}

/// The root by `parts` threads, the calling one among them. Each takes whole chunks, which are whole
/// subtrees; only the last one can have odd nodes, as in a tree that is built at once.
pub(super) fn root_in_parts(
    rule: Rule,
    leaves: &[Hash],
    parts: usize,
    scratch: &mut Vec<Hash>,
) -> Result<Hash, Error> {
    let chunks = leaves.len().div_ceil(CHUNK);
    let parts = parts.min(chunks);
    if parts < 2 || rule == Rule::Rfc6962 {
        return root(rule, leaves, scratch);
    }
    let engine = kernel::engine();
    let each = chunks.div_ceil(parts);
    let retained = chunks * RETAINED;
    reserve(scratch, retained + parts * CHUNK / 2)?;
    scratch.resize(retained + parts * CHUNK / 2, [0; 32]);
    let (nodes, work) = scratch.split_at_mut(retained);
    match in_parts(engine, rule, leaves, each, nodes, work) {
        Ok(end) => Ok(root_of_nodes(engine, rule, &mut nodes[..end])),
        // No thread can be had: one core is enough.
        Err(_) => root(rule, leaves, scratch),
    }
}

/// Computes the retained nodes of all parts and returns how many there are.
fn in_parts(
    engine: &Engine,
    rule: Rule,
    leaves: &[Hash],
    each: usize,
    nodes: &mut [Hash],
    work: &mut [Hash],
) -> io::Result<usize> {
    let mut parts = leaves
        .chunks(each * CHUNK)
        .zip(nodes.chunks_mut(each * RETAINED))
        .zip(work.chunks_mut(CHUNK / 2))
        .map(|((leaves, nodes), work)| move || lowest_retained(engine, rule, leaves, nodes, work));
    let Some(mut first) = parts.next() else {
        return Ok(0);
    };
    thread::scope(|scope| {
        let mut others = Vec::new();
        for part in parts {
            others.push(thread::Builder::new().spawn_scoped(scope, part)?);
        }
        let mut end = first();
        for other in others {
            end += other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        Ok(end)
    })
}
