//! What each bridge offers once: start, drain, counters.

use std::sync::atomic::AtomicU64;

use super::{
    object,
    owned::block::{self, RETURNED, RETURNED_LIMIT, Returned},
    panics,
    upcall::go_value,
};

/// What the Go side is told when it starts.
#[repr(C)]
pub struct Start {
    returned: *const Returned,
    returned_limit: u64,
    released: *const AtomicU64,
    manifest: *const u8,
    manifest_len: u64,
}

/// Prepares the Rust side and tells the Go side where to hand blocks back, and what was agreed.
pub fn start(manifest: &'static str) -> Start {
    panics::install_hook();
    Start {
        returned: &RETURNED,
        returned_limit: RETURNED_LIMIT,
        released: go_value::pending(),
        manifest: manifest.as_ptr(),
        manifest_len: manifest.len() as u64,
    }
}

impl Start {
    /// What was agreed, as text.
    pub fn manifest(&self) -> &'static str {
        // SAFETY: `start` made both of a static text.
        unsafe {
            let bytes = std::slice::from_raw_parts(self.manifest, self.manifest_len as usize);
            std::str::from_utf8_unchecked(bytes)
        }
    }
}

/// Frees the blocks that the Go side has returned.
pub fn drain() {
    block::drain_returned();
}

/// Live objects and live blocks: both are 0 when nothing leaked.
pub fn counters() -> [i64; 2] {
    [object::live(), block::live()]
}
