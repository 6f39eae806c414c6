//! Memory layout of plain data: types whose bytes are the same in Rust (`repr(C)`), in C and in Go.

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::Bridge,
    types::{Scalar, Type},
};

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
pub fn plain(ty: &Type, bridge: &Bridge) -> Option<Layout> {
    plain_inside(ty, bridge, 0)
}

/// The same inside so many records. A record that contains itself has no layout; it is refused, and its names are still
/// compared with others.
fn plain_inside(ty: &Type, bridge: &Bridge, records: usize) -> Option<Layout> {
    match ty {
        Type::Scalar(scalar) => Some(self::scalar(*scalar)),
        Type::Duration => Some(Layout::of(8)),
        Type::Enum(name) => {
            let enumeration = bridge.enums.iter().find(|known| known.name == *name)?;
            enumeration.is_plain().then_some(Layout::of(4))
        }
        Type::Array(item, length) => {
            let item = plain_inside(item, bridge, records)?;
            Some(Layout { size: item.size * length, align: item.align })
        }
        Type::Record(name) => record_inside(name, bridge, records).map(|(layout, _)| layout),
        _ => None,
    }
}

/// The layout of a plain record with the offset of each field; `None` for a record that is encoded instead.
pub fn record(name: &Ident, bridge: &Bridge) -> Option<(Layout, Vec<usize>)> {
    record_inside(name, bridge, 0)
}

fn record_inside(name: &Ident, bridge: &Bridge, records: usize) -> Option<(Layout, Vec<usize>)> {
    if records == bridge.records.len() {
        return None;
    }
    let record = bridge.records.iter().find(|known| known.name == *name)?;
    let mut whole = Layout { size: 0, align: 1 };
    let mut offsets = Vec::new();
    for field in &record.fields {
        let field = plain_inside(&field.ty, bridge, records + 1)?;
        let offset = whole.size.next_multiple_of(field.align);
        offsets.push(offset);
        whole.size = offset + field.size;
        whole.align = whole.align.max(field.align);
    }
    whole.size = whole.size.next_multiple_of(whole.align);
    (whole.size > 0).then_some((whole, offsets))
}
