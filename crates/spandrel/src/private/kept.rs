//! Memory that has an owner on either side: `Bytes` and secrets, by themselves.
//!
//! As a result it stays in a block, which the Go side keeps until it is done. As a parameter it comes as owner, address
//! and length: the owner is such a block, or one of the numbers below.

use bytes::Bytes;

use super::{
    block::Block,
    borrow::raw_slice,
    code,
    fault::Fault,
    locked::Locked,
    refusal::Refusal,
    secret::{Content, Secret},
};

/// The memory is not of this side: it is copied.
const FOREIGN: u64 = 0;
/// The value was closed before the call.
const CLOSED: u64 = 1;
/// There is no value.
const NIL: u64 = 2;

/// A value that the Go side keeps in Rust's memory.
pub trait Keep {
    /// Puts it into a block.
    fn into_block(self) -> *mut Block;
}

impl Keep for Bytes {
    fn into_block(self) -> *mut Block {
        Block::of_bytes(self)
    }
}

impl<T: Content + ?Sized> Keep for Secret<T> {
    fn into_block(self) -> *mut Block {
        Block::of_secret(self.into_memory())
    }
}

/// The word that hands a block over.
#[inline]
pub fn keep<T: Keep>(value: T) -> u64 {
    value.into_block() as u64
}

/// `Bytes` that Go lends: another reference if they are of this side, a copy otherwise.
///
/// # Safety
/// `owner` is one of the numbers above or a live block of this side. `address` and `len` are those of memory that
/// outlives the call.
#[inline]
pub unsafe fn lent_bytes(parameter: &str, owner: u64, address: *const u8, len: u64) -> Result<Bytes, Fault> {
    match owner {
        CLOSED => Err(Fault::plain(code::CLOSED)),
        FOREIGN => {
            // SAFETY: as promised by the caller.
            let bytes = unsafe { raw_slice(address, len) };
            bytes.map(Bytes::copy_from_slice).map_err(|reason| Fault::refused(parameter, &reason))
        }
        block => {
            // SAFETY: as promised by the caller.
            let block = unsafe { &*(block as *const Block) };
            block.bytes().cloned().ok_or_else(|| Fault::plain(code::INVALID_HANDLE))
        }
    }
}

/// A secret that Go lends, copied from its locked memory into ours.
///
/// # Safety
/// As for [`lent_bytes`], but `owner` is no block.
pub unsafe fn lent_secret<T: Content + ?Sized>(
    parameter: &str,
    owner: u64,
    address: *const u8,
    len: u64,
) -> Result<Secret<T>, Fault> {
    let refused = |reason: Refusal| Fault::refused(parameter, &reason);
    match owner {
        CLOSED => Err(Fault::plain(code::CLOSED)),
        NIL => Err(refused(Refusal::NoSecret)),
        _ => {
            // SAFETY: as promised by the caller.
            let bytes = unsafe { raw_slice(address, len) }.map_err(refused)?;
            T::check(bytes).map_err(refused)?;
            Ok(Secret::from_memory(Locked::copy_of(bytes)))
        }
    }
}
