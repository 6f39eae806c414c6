//! How the arguments of a call look, so that they can be sent to another process and called with there.
//!
//! A call into Go has its arguments as words. Some of them are addresses, and those of this process say nothing in
//! another one. The shape of a function tells which ones, and how much memory lies there. Both processes run the same program, or at
//! least one with the same contract: what plain memory looks like is part of it.
//!
//! A body is the words, with 0 in place of each address; the memory of each parameter that has some, in order, each at the next
//! multiple of 16; then, there as well, the packed parameters.

use super::body::{ALIGN, Body, Owned};
use crate::private::{
    owned::{
        retain::{Transfer, shared_bytes},
        secret::Secret,
    },
    wire::{memory::raw_slice, refusal::Refusal},
};

/// How a parameter is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// One word.
    Word,
    /// The address of a C value of this size.
    Struct(usize),
    /// Address and length of items of this size; of text, too.
    Items(usize),
    /// The address of a block of `Bytes` or, secret, of a secret.
    Owned {
        /// Whether it is a secret.
        secret: bool,
    },
    /// The reference of a Go value.
    Value,
    /// The address of the number of an end of a ring, which is memory of this process.
    Ring,
    /// Among the packed ones.
    Packed,
}

/// How the answer comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// Nothing, or one word.
    Word,
    /// Bytes.
    Bytes,
    /// A block of `Bytes` or, secret, of a secret.
    Owned {
        /// Whether it is a secret.
        secret: bool,
    },
    /// The reference of a Go value.
    Value,
    /// Batches of a stream.
    Stream,
}

/// A function that Go implements, as another process must know it.
#[derive(Debug)]
pub struct Shape {
    /// The parameters, in order.
    pub params: &'static [Pass],
    /// The answer.
    pub answer: Back,
}

/// What a call is made with: words whose addresses are those of the body and of the transfers.
pub(in crate::private) struct Prepared<'a> {
    pub(in crate::private) words: Vec<u64>,
    pub(in crate::private) packed: &'a [u8],
    _transfers: Vec<Transfer>,
}

impl Pass {
    /// How many words it takes.
    fn width(self) -> usize {
        match self {
            Pass::Items(_) => 2,
            Pass::Packed => 0,
            Pass::Word | Pass::Struct(_) | Pass::Owned { .. } | Pass::Value | Pass::Ring => 1,
        }
    }
}

impl Shape {
    fn words(&self) -> usize {
        self.params.iter().map(|pass| pass.width()).sum()
    }

    /// Whether a reference among the arguments is as `is` says.
    pub(in crate::private) fn any_value(&self, words: &[u64], is: impl Fn(u64) -> bool) -> bool {
        let mut next = words.iter();
        self.params.iter().any(|pass| {
            let word = next.by_ref().take(pass.width()).last();
            *pass == Pass::Value && word.is_some_and(|word| is(*word))
        })
    }

    /// Writes the arguments of a call. Blocks leave their owner, as in a call that Go takes. `reference` says what the Go value of a
    /// reference is called in the process that gets it.
    ///
    /// # Safety
    /// The words are those of a call of this shape: addresses are those of memory that lives as long as they do, or of a
    /// transfer.
    pub(in crate::private) unsafe fn write(
        &self,
        words: &[u64],
        packed: &[u8],
        reference: impl Fn(u64) -> Result<u64, Refusal>,
    ) -> Result<(Body, Vec<Owned>), Refusal> {
        let (mut sent, mut owned, mut memory) = (Vec::with_capacity(words.len()), Vec::new(), Vec::new());
        let mut next = words.iter().copied();
        let mut word = || next.next().ok_or(Refusal::Truncated);
        for pass in self.params {
            match *pass {
                Pass::Word => sent.push(word()?),
                Pass::Value => sent.push(reference(word()?)?),
                Pass::Struct(size) => {
                    memory.push((word()?, size as u64));
                    sent.push(0);
                }
                Pass::Items(size) => {
                    let (address, count) = (word()?, word()?);
                    memory.push((address, count.checked_mul(size as u64).ok_or(Refusal::Truncated)?));
                    sent.extend([0, count]);
                }
                Pass::Owned { secret } => {
                    // SAFETY: the word is the address of a transfer, whose block nobody else has.
                    owned.push(unsafe { take(word()?, secret) }?);
                    sent.push(0);
                }
                Pass::Ring => return Err(Refusal::Local),
                Pass::Packed => {}
            }
        }
        let mut body = Body::new();
        sent.iter().for_each(|word| body.push(&word.to_le_bytes()));
        for (address, len) in memory {
            body.pad();
            // SAFETY: as promised by the caller.
            body.push(unsafe { raw_slice(address as *const u8, len) }?);
        }
        body.pad();
        body.push(packed);
        Ok((body, owned))
    }

    /// The arguments of a call, for a hook. Blocks stay with their owner.
    ///
    /// # Safety
    /// As for [`Shape::write`].
    pub(super) unsafe fn show(&self, words: &[u64], packed: &[u8]) -> Vec<u8> {
        let mut shown = Vec::new();
        let mut words = words.iter().copied();
        let mut word = || words.next().unwrap_or_default();
        for pass in self.params {
            match *pass {
                Pass::Word => shown.extend(word().to_le_bytes()),
                Pass::Value | Pass::Ring => {
                    word();
                    shown.extend(1_u64.to_le_bytes());
                }
                Pass::Struct(size) => {
                    // SAFETY: as promised by the caller.
                    shown.extend(unsafe { raw_slice(word() as *const u8, size as u64) }.unwrap_or_default());
                }
                Pass::Items(size) => {
                    let (address, count) = (word(), word());
                    let len = count.saturating_mul(size as u64);
                    shown.extend(count.to_le_bytes());
                    // SAFETY: as promised by the caller.
                    shown.extend(unsafe { raw_slice(address as *const u8, len) }.unwrap_or_default());
                }
                Pass::Owned { .. } => {
                    // SAFETY: the word is the address of a transfer, in which the address of a block stands.
                    let bytes = unsafe { shared_bytes(*(word() as *const u64)) }.unwrap_or_default();
                    shown.extend((bytes.len() as u64).to_le_bytes());
                    shown.extend(bytes);
                }
                Pass::Packed => {}
            }
        }
        shown.extend(packed);
        shown
    }

    /// What such a body is called with. It is checked as far as it must be: no address lies outside of it.
    pub(in crate::private) fn read<'a>(
        &self,
        body: &'a Body,
        owned: Vec<Owned>,
    ) -> Result<Prepared<'a>, Refusal> {
        let bytes = body.as_slice();
        let (head, _) = bytes.split_at_checked(self.words() * 8).ok_or(Refusal::Truncated)?;
        let mut sent = head.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word));
        let mut words = Vec::with_capacity(self.words());
        // There is room for all, so that the address of none changes.
        let mut transfers = Vec::with_capacity(owned.len());
        let (mut at, mut owned) = (head.len(), owned.into_iter());
        let mut memory = |len: u64| {
            let start = at.next_multiple_of(ALIGN);
            let end = usize::try_from(len).ok().and_then(|len| start.checked_add(len));
            let part = end.and_then(|end| bytes.get(start..end)).ok_or(Refusal::Truncated)?;
            at = start + part.len();
            Ok(if part.is_empty() { 0 } else { part.as_ptr() as u64 })
        };
        for pass in self.params {
            let word = if *pass == Pass::Packed { 0 } else { sent.next().unwrap_or_default() };
            match *pass {
                Pass::Word | Pass::Value => words.push(word),
                Pass::Struct(size) => words.push(memory(size as u64)?),
                Pass::Items(size) => {
                    let count = sent.next().unwrap_or_default();
                    words.push(memory(count.checked_mul(size as u64).ok_or(Refusal::Truncated)?)?);
                    words.push(count);
                }
                Pass::Owned { secret } => {
                    let transfer = match (owned.next(), secret) {
                        (Some(Owned::Bytes(bytes)), false) => Transfer::of(bytes),
                        (Some(Owned::Secret(bytes)), true) => Transfer::of(bytes),
                        _ => return Err(Refusal::Truncated),
                    };
                    transfers.push(transfer);
                    words.extend(transfers.last().map(Transfer::word));
                }
                Pass::Ring => return Err(Refusal::Local),
                Pass::Packed => {}
            }
        }
        let packed = bytes.get(at.next_multiple_of(ALIGN)..).unwrap_or_default();
        Ok(Prepared { words, packed, _transfers: transfers })
    }
}

/// Takes the content out of a transfer.
///
/// # Safety
/// The word is the address of a transfer.
unsafe fn take(word: u64, secret: bool) -> Result<Owned, Refusal> {
    // SAFETY: a transfer is a cell with the address of a block, which is the reader's once 0 stands there.
    let block = unsafe { std::ptr::replace(word as *mut u64, 0) };
    // SAFETY: nobody else has the block of a transfer.
    let transfer = unsafe { Transfer::from_word(block) };
    content(transfer, secret)
}

/// The content of a block.
pub(in crate::private) fn content(transfer: Transfer, secret: bool) -> Result<Owned, Refusal> {
    if secret {
        transfer.take::<Secret<[u8]>>().map(Owned::Secret)
    } else {
        transfer.take().map(Owned::Bytes)
    }
}
