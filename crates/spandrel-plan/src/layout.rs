//! Memory layout of plain data: types whose bytes are the same in Rust (`repr(C)`), in C and in Go.

use std::collections::HashMap;

use proc_macro2::Ident;
use spandrel_syntax::types::Scalar;

use crate::types::{Data, Declared, Record};

/// Size and alignment in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Size, a multiple of the alignment.
    pub size: usize,
    /// Alignment.
    pub align: usize,
}

impl Layout {
    const fn of(size: usize) -> Layout {
        Layout { size, align: size }
    }
}

/// The layout of a scalar. 128-bit integers are two words, low half first, aligned as one word.
pub fn scalar(scalar: Scalar) -> Layout {
    match scalar {
        Scalar::Bool | Scalar::U8 | Scalar::I8 => Layout::of(1),
        Scalar::U16 | Scalar::I16 => Layout::of(2),
        Scalar::Char | Scalar::U32 | Scalar::I32 | Scalar::F32 => Layout::of(4),
        Scalar::U64 | Scalar::I64 | Scalar::Usize | Scalar::Isize | Scalar::F64 => Layout::of(8),
        Scalar::U128 | Scalar::I128 => Layout { size: 16, align: 8 },
    }
}

/// The layout of plain data; `None` for a type that is encoded instead.
pub fn plain(ty: &Data, declared: &Declared) -> Option<Layout> {
    Layouts { declared, known: HashMap::new() }.plain(ty)
}

/// The layout of a plain record with the offset of each field; `None` for a record that is encoded instead.
pub fn record(name: &Ident, declared: &Declared) -> Option<(Layout, Vec<usize>)> {
    Layouts { declared, known: HashMap::new() }.record(name)
}

/// Works each record out once, however many fields lead to it.
struct Layouts<'a> {
    declared: &'a Declared,
    known: HashMap<&'a Ident, Option<Layout>>,
}

impl<'a> Layouts<'a> {
    fn plain(&mut self, ty: &Data) -> Option<Layout> {
        match ty {
            Data::Scalar(scalar) => Some(self::scalar(*scalar)),
            Data::Duration => Some(Layout::of(8)),
            Data::Enum(name) => self.declared.enumeration(name)?.is_plain().then_some(Layout::of(4)),
            Data::Array(item, length) => {
                let item = self.plain(item)?;
                Some(Layout { size: item.size.checked_mul(*length)?, align: item.align })
            }
            Data::Record(name) => match self.known.get(name) {
                Some(known) => *known,
                None => self.record(name).map(|(layout, _)| layout),
            },
            Data::String
            | Data::Vec(_)
            | Data::Option(_)
            | Data::Tuple(_)
            | Data::Map { .. }
            | Data::Set { .. }
            | Data::SystemTime => None,
        }
    }

    /// A record that contains itself, or would take more bytes than there are addresses, has no layout. It is refused, and
    /// its names are still compared with others.
    fn record(&mut self, name: &Ident) -> Option<(Layout, Vec<usize>)> {
        let record = self.declared.record(name)?;
        self.known.insert(&record.name, None);
        let found = self.fields(record);
        self.known.insert(&record.name, found.as_ref().map(|(layout, _)| *layout));
        found
    }

    fn fields(&mut self, record: &'a Record) -> Option<(Layout, Vec<usize>)> {
        let mut whole = Layout { size: 0, align: 1 };
        let mut offsets = Vec::new();
        for field in &record.fields {
            let field = self.plain(&field.ty)?;
            let offset = whole.size.checked_next_multiple_of(field.align)?;
            offsets.push(offset);
            whole.size = offset.checked_add(field.size)?;
            whole.align = whole.align.max(field.align);
        }
        whole.size = whole.size.checked_next_multiple_of(whole.align)?;
        (whole.size > 0).then_some((whole, offsets))
    }
}
