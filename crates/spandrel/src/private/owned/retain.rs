//! Memory that has an owner on either side: `Bytes` and secrets, by themselves.
//!
//! What Rust gives stays in a block, which the Go side keeps until it is done. What Go gives comes as owner, address and
//! length: the owner is such a block, or one of the numbers of [`spandrel_abi::owner`].

use std::cell::Cell;

use bytes::Bytes;
use spandrel_abi::owner::FOREIGN;

use super::{
    block::Block,
    locked::Locked,
    secret::{Content, Secret},
};
use crate::private::wire::{memory::raw_slice, refusal::Refusal};

/// A value that the Go side keeps in Rust's memory.
pub trait Retain: Sized {
    /// Puts it into a block.
    fn into_block(self) -> *mut Block;

    /// Takes it out of a block, which is gone then.
    ///
    /// # Safety
    /// The block is a live one of this side, and nobody else has it.
    unsafe fn from_block(block: *mut Block) -> Result<Self, Refusal>;
}

impl Retain for Bytes {
    fn into_block(self) -> *mut Block {
        Block::of_bytes(self)
    }

    unsafe fn from_block(block: *mut Block) -> Result<Bytes, Refusal> {
        // SAFETY: as promised by the caller.
        unsafe { Block::into_bytes(block) }.ok_or(Refusal::Truncated)
    }
}

impl<T: Content + ?Sized> Retain for Secret<T> {
    fn into_block(self) -> *mut Block {
        Block::of_secret(self.into_memory())
    }

    unsafe fn from_block(block: *mut Block) -> Result<Secret<T>, Refusal> {
        // SAFETY: as promised by the caller.
        let memory = unsafe { Block::into_secret(block) }.ok_or(Refusal::Truncated)?;
        T::check(memory.as_slice())?;
        Ok(Secret::from_memory(memory))
    }
}

/// A block on its way from one side to the other, by its address. A block that the other side does not take is freed.
#[derive(Debug)]
pub struct Transfer {
    /// 0 once somebody has it.
    block: Cell<u64>,
}

impl Transfer {
    /// A value on its way to Go.
    pub fn of<T: Retain>(value: T) -> Transfer {
        Transfer { block: Cell::new(retain(value)) }
    }

    /// A block that Go transfers.
    ///
    /// # Safety
    /// The word is 0 or the address of a live block of this side that nobody else has.
    pub(in crate::private) unsafe fn from_word(block: u64) -> Transfer {
        Transfer { block: Cell::new(block) }
    }

    /// The word for the call: where the block's address stands. The Go side reads it, and writes 0 as it takes the block.
    pub fn word(&self) -> u64 {
        self.block.as_ptr() as u64
    }

    /// The address of the block, which stays where it is.
    #[cfg(feature = "async")]
    pub(in crate::private) fn block(&self) -> u64 {
        self.block.get()
    }

    /// The value in the block.
    pub(in crate::private) fn take<T: Retain>(self) -> Result<T, Refusal> {
        match self.block.take() {
            0 => Err(Refusal::Truncated),
            // SAFETY: a block in a transfer is nobody else's.
            block => unsafe { T::from_block(block as *mut Block) },
        }
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        if self.block.get() != 0 {
            // SAFETY: a block in a transfer is nobody else's.
            unsafe { Block::free(self.block.get() as *mut Block) };
        }
    }
}

/// The word that hands a block over.
#[inline]
pub fn retain<T: Retain>(value: T) -> u64 {
    value.into_block() as u64
}

/// Another reference to the `Bytes` in a block; `None` for one of another kind, and for 0.
///
/// # Safety
/// The word is 0 or the address of a live block of this side.
pub(in crate::private) unsafe fn shared_bytes(block: u64) -> Option<Bytes> {
    // SAFETY: as promised by the caller.
    unsafe { (block as *const Block).as_ref() }?.bytes().cloned()
}

/// Puts what Go passes into a block that Go transfers next: another reference to `Bytes` of this side, a copy of others, or
/// a copy of a secret in locked memory.
///
/// # Safety
/// `owner` is 0 or a live block of this side that holds `Bytes`. `address` and `len` are those of memory that outlives the
/// call.
pub unsafe fn retain_given(secret: u8, owner: u64, address: *const u8, len: u64) -> u64 {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { raw_slice(address, len) }.unwrap_or_default();
    if secret != 0 {
        return Block::of_secret(Locked::copy_of(bytes)) as u64;
    }
    // SAFETY: as promised by the caller.
    let shared = (owner != FOREIGN).then(|| unsafe { &*(owner as *const Block) }.bytes().cloned()).flatten();
    Block::of_bytes(shared.unwrap_or_else(|| Bytes::copy_from_slice(bytes))) as u64
}
