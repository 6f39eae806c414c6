//! The signature of each C function as data: its parameters as typed slots, and what it returns.
//!
//! Everything that declares, defines or calls a bridge function is a fold over [`Signature::slots`]: the C header, the
//! `extern "C"` function, the entry of a leaf, the cgo call, the assembly of a leaf call. Only [`Signature::of`] decides
//! which slots there are, and in which order.
//!
//! The slots also say what a message must carry that makes the same call where the two sides share no memory. A handle, a
//! reference and a word are numbers, a struct is flat-encoded, an address and its length are counted bytes, and a packed
//! length stands for the packed arguments. Scratch, capacity, owner, waiter and result are about memory and have no part
//! in a message.

use spandrel_syntax::bridge::Function;

use crate::{
    crossing::{Answer, Crossing, Memory, Value},
    symbols,
};

/// The signature of a C function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its symbol.
    pub symbol: String,
    /// Its parameters, in order.
    pub slots: Vec<Slot>,
    /// What it returns.
    pub returns: Return,
}

/// A parameter of a C function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The number of the waiter that gets the answer of an async function.
    Waiter,
    /// The handle of the object whose method this is.
    Receiver,
    /// A part of the parameter with this index.
    Param(usize, Part),
    /// The address of the caller's scratch memory.
    Scratch,
    /// How many bytes of packed arguments lie in the scratch.
    PackedLength,
    /// How many bytes the answer may take in the scratch.
    Capacity,
    /// Where a struct is answered to. Only where arguments and answer are words.
    Result,
}

/// What is passed of a parameter in one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Plain data in a register.
    Word,
    /// Plain data as a C struct; its address, where arguments are words.
    Struct,
    /// The handle of an object.
    Handle,
    /// The reference of a Go value.
    Reference,
    /// What owns the memory whose address follows.
    Owner(Memory),
    /// The address of memory.
    Address(Region),
    /// Its length: bytes of a text and of owned memory, items of a list.
    Length(Region),
}

/// What lies at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// The bytes of a text.
    Text,
    /// The items of a list.
    Items,
    /// Bytes that have an owner.
    Owned,
}

/// What a C function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return {
    /// Nothing.
    Nothing,
    /// The bare value: nothing can fail, and nothing needs memory.
    Value(Value),
    /// A frame of two words.
    Frame,
    /// A frame with a struct behind it.
    FrameOf,
}

impl Return {
    /// Whether the answer is a struct, for which a caller in Go gives the address.
    pub fn has_struct(self) -> bool {
        matches!(self, Return::FrameOf | Return::Value(Value::Struct))
    }
}

impl Signature {
    /// The signature of a function of this package.
    pub(crate) fn of(
        package: &str,
        declared: &Function,
        crossings: &[&Crossing],
        answer: &Answer,
        fallible: bool,
    ) -> Signature {
        let mut slots = Vec::new();
        if declared.is_async {
            slots.push(Slot::Waiter);
        }
        if declared.receiver.is_method() {
            slots.push(Slot::Receiver);
        }
        for (index, crossing) in crossings.iter().enumerate() {
            slots.extend(parts(crossing).into_iter().map(|part| Slot::Param(index, part)));
        }
        let packs = crossings.contains(&&Crossing::Packed);
        let answers_in_scratch = matches!(answer, Answer::Bytes { .. } | Answer::Packed);
        let memory = [
            (packs || answers_in_scratch, Slot::Scratch),
            (packs, Slot::PackedLength),
            (answers_in_scratch, Slot::Capacity),
        ];
        slots.extend(memory.into_iter().filter(|(needed, _)| *needed).map(|(_, slot)| slot));
        let returns = match answer {
            Answer::Plain(Value::Struct) if fallible => Return::FrameOf,
            Answer::Plain(value) if !fallible => Return::Value(*value),
            Answer::Nothing if !fallible => Return::Nothing,
            Answer::Nothing
            | Answer::Plain(_)
            | Answer::Bytes { .. }
            | Answer::Packed
            | Answer::Owned(_)
            | Answer::Handle(_)
            | Answer::Stream { .. }
            | Answer::Ring => Return::Frame,
        };
        Signature { symbol: symbols::function(package, declared), slots, returns }
    }

    /// The signature of an entry under this symbol where each slot is a word.
    pub(crate) fn as_words(&self, symbol: String) -> Signature {
        let mut slots = self.slots.clone();
        if self.returns.has_struct() {
            slots.push(Slot::Result);
        }
        let returns = match self.returns {
            Return::FrameOf => Return::Frame,
            Return::Value(Value::Struct) => Return::Nothing,
            Return::Nothing | Return::Value(Value::Word) | Return::Frame => self.returns,
        };
        Signature { symbol, slots, returns }
    }

    /// Whether there is such a slot.
    pub fn has(&self, slot: Slot) -> bool {
        self.slots.contains(&slot)
    }
}

/// The parts of a parameter, in order.
fn parts(crossing: &Crossing) -> Vec<Part> {
    let memory = |region| vec![Part::Address(region), Part::Length(region)];
    match crossing {
        Crossing::Plain(Value::Word) => vec![Part::Word],
        Crossing::Plain(Value::Struct) => vec![Part::Struct],
        Crossing::Text { .. } => memory(Region::Text),
        Crossing::Slice { .. } => memory(Region::Items),
        Crossing::Owned(owned) => {
            vec![Part::Owner(*owned), Part::Address(Region::Owned), Part::Length(Region::Owned)]
        }
        Crossing::Handle { .. } => vec![Part::Handle],
        Crossing::Interface { .. } | Crossing::Callback { .. } => vec![Part::Reference],
        // Encoded into the scratch with the others.
        Crossing::Packed => Vec::new(),
    }
}
