//! Wipes the copies of secrets.

use zeroize::zeroize_stack;
use zeroizing_alloc::ZeroAlloc;

/// Every block of this object's heap is wiped when it is freed: buffers inside the crates, also those that grow.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// More stack than the deepest function of this object uses.
const DEPTH: usize = 64 << 10;

/// Runs a function that sees a secret, and wipes the stack that it used.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> T {
    let value = below(work);
    zeroize_stack::<DEPTH>();
    value
}

/// Has a frame of its own, so that what the work leaves lies below the caller's.
#[inline(never)]
fn below<T>(work: impl FnOnce() -> T) -> T {
    work()
}
