//! The signature of each call into Go as data: what is passed of each parameter.
//!
//! A call carries words, and one block of packed arguments. The Rust that makes the call, the Go that answers it, and the
//! list by which a core in another process passes it on are folds over [`GoSignature::slots`]. Only [`GoSignature::of`]
//! decides which slots there are, and in which order.

use crate::{
    crossing::{self, Memory, Value},
    layout,
    types::{Data, Declared, Param},
};

/// The signature of a call into Go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoSignature {
    /// What is passed, in order.
    pub slots: Vec<GoSlot>,
}

/// What is passed of a parameter in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoSlot {
    /// The index of the parameter.
    pub param: usize,
    /// What is passed of it.
    pub part: GoPart,
}

/// A part of a parameter. Each is a word, but for what is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoPart {
    /// Plain data.
    Word,
    /// The address of plain data as a C struct.
    Struct,
    /// The address of the bytes of a text. Its length follows.
    Text,
    /// How many bytes the text in front has.
    TextLength,
    /// The address of the items of a list. Their number follows.
    Items,
    /// How many items the list in front has.
    ItemCount,
    /// The address of the block of memory that has an owner: from now on Go.
    Block(Memory),
    /// The reference of a Go value.
    Reference,
    /// The address of the number of an end of a ring, whose owner is from now on Go.
    Ring,
    /// Encoded into the packed arguments, behind those in front.
    Packed,
}

impl GoPart {
    /// Whether it is a word.
    pub fn is_word(self) -> bool {
        match self {
            GoPart::Word
            | GoPart::Struct
            | GoPart::Text
            | GoPart::TextLength
            | GoPart::Items
            | GoPart::ItemCount
            | GoPart::Block(_)
            | GoPart::Reference
            | GoPart::Ring => true,
            GoPart::Packed => false,
        }
    }
}

impl GoSignature {
    /// The signature of a call with parameters of these types.
    pub(crate) fn of<'a>(params: impl Iterator<Item = &'a Param>, declared: &Declared) -> GoSignature {
        let slots = params.enumerate().flat_map(|(param, ty)| {
            parts(ty, declared).iter().map(move |part| GoSlot { param, part: *part }).collect::<Vec<_>>()
        });
        GoSignature { slots: slots.collect() }
    }

    /// The slots, each with the number of its word; what is packed has that of the next word.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, GoSlot)> {
        self.slots.iter().scan(0, |next, slot| {
            let word = *next;
            *next += usize::from(slot.part.is_word());
            Some((word, *slot))
        })
    }

    /// Whether there are packed arguments.
    pub fn packs(&self) -> bool {
        self.slots.iter().any(|slot| slot.part == GoPart::Packed)
    }
}

/// The parts of a parameter, in order.
fn parts(ty: &Param, declared: &Declared) -> Vec<GoPart> {
    let text = || vec![GoPart::Text, GoPart::TextLength];
    let list = |item: &Data| match layout::plain(item, declared) {
        Some(_) => vec![GoPart::Items, GoPart::ItemCount],
        None => vec![GoPart::Packed],
    };
    match ty {
        Param::Str | Param::Data(Data::String) => text(),
        Param::Slice(item) => list(item),
        Param::Data(Data::Vec(item)) => list(item),
        Param::Data(data) => vec![match crossing::value(data, declared) {
            Some(Value::Word) => GoPart::Word,
            Some(Value::Struct) => GoPart::Struct,
            None => GoPart::Packed,
        }],
        Param::Bytes => vec![GoPart::Block(Memory::Bytes)],
        Param::Secret { text } => vec![GoPart::Block(Memory::Secret { text: *text })],
        Param::Interface { .. } => vec![GoPart::Reference],
        Param::Ring(_) => vec![GoPart::Ring],
        // Refused by the checker, so that nobody gets the plan.
        Param::Object { .. } | Param::Callback(_) => vec![GoPart::Packed],
    }
}
