//! Result codes: the low byte of a frame's status. The Go runtime has the same list.

/// Success.
pub(super) const OK: u64 = 0;
/// The function returned a declared error.
pub(super) const ERROR: u64 = 1;
/// The function panicked.
pub(super) const PANIC: u64 = 2;
/// The object is closed.
pub(super) const CLOSED: u64 = 3;
/// The handle is none of this bridge.
pub(super) const INVALID_HANDLE: u64 = 4;
/// The object is in use; try again. The status says more: [`EXCLUSIVE`], and the object's slot in the upper half.
pub(super) const BUSY: u64 = 5;
/// Flag beside [`BUSY`]: the call would have the object alone.
pub(super) const EXCLUSIVE: u64 = 1 << 8;
/// The object is in use by this very call chain.
pub(super) const REENTRANT: u64 = 6;
/// The object was left half-changed by a panic.
pub(super) const POISONED: u64 = 7;
/// A value has no counterpart on the other side.
pub(super) const REFUSED: u64 = 8;
/// The handle table is full.
pub(super) const EXHAUSTED: u64 = 9;
/// The Go side has no implementation.
pub(super) const MISSING: u64 = 10;
/// The answer comes later, to the waiter that the call named.
#[cfg(feature = "async")]
pub(super) const PENDING: u64 = 11;
