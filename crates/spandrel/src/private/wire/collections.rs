//! Lists, options, arrays, tuples, maps and sets in the flat encoding.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::Hash,
};

use super::{Decode, Encode, Reader, Writer};
use crate::private::{plain::array, refusal::Refusal};

/// The size of an element, which is never nothing: the bytes that are there bound every count.
const fn at_least_one(size: usize) -> usize {
    assert!(size > 0, "a type without bytes, whose counts nothing would bound");
    size
}

impl<T: Encode> Encode for [T] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.count(self.len());
        T::encode_many(self, writer);
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Decode> Decode for Vec<T> {
    const MIN_SIZE: usize = 8;
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let count = reader.count(const { at_least_one(T::MIN_SIZE) })?;
        T::decode_many(count, reader)
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.is_some().encode(writer);
        if let Some(value) = self {
            value.encode(writer);
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    const MIN_SIZE: usize = 1;
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        if bool::decode(reader)? { T::decode(reader).map(Some) } else { Ok(None) }
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        T::encode_many(self, writer);
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    const MIN_SIZE: usize = T::MIN_SIZE * N;
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        array(|_| T::decode(reader))
    }
}

macro_rules! tuples {
    ($(($($name:ident . $index:tt),+))*) => {$(
        impl<$($name: Encode),+> Encode for ($($name,)+) {
            fn encode(&self, writer: &mut Writer) {
                $(self.$index.encode(writer);)+
            }
        }
        impl<$($name: Decode),+> Decode for ($($name,)+) {
            const MIN_SIZE: usize = 0 $(+ $name::MIN_SIZE)+;
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                Ok(($($name::decode(reader)?,)+))
            }
        }
    )*};
}
tuples! {
    (A.0, B.1)
    (A.0, B.1, C.2)
    (A.0, B.1, C.2, D.3)
    (A.0, B.1, C.2, D.3, E.4)
    (A.0, B.1, C.2, D.3, E.4, F.5)
}

/// Maps and sets: a count, then the entries as the collection iterates over them.
macro_rules! collections {
    ($($map:ident, $set:ident: $($bound:path),+;)*) => {$(
        impl<K: Encode, V: Encode> Encode for $map<K, V> {
            fn encode(&self, writer: &mut Writer) {
                writer.count(self.len());
                for (key, value) in self {
                    key.encode(writer);
                    value.encode(writer);
                }
            }
        }
        impl<K: Decode $(+ $bound)+, V: Decode> Decode for $map<K, V> {
            const MIN_SIZE: usize = 8;
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                let count = reader.count(const { at_least_one(K::MIN_SIZE + V::MIN_SIZE) })?;
                (0..count).map(|_| Ok((K::decode(reader)?, V::decode(reader)?))).collect()
            }
        }
        impl<T: Encode> Encode for $set<T> {
            fn encode(&self, writer: &mut Writer) {
                writer.count(self.len());
                self.iter().for_each(|item| item.encode(writer));
            }
        }
        impl<T: Decode $(+ $bound)+> Decode for $set<T> {
            const MIN_SIZE: usize = 8;
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                let count = reader.count(const { at_least_one(T::MIN_SIZE) })?;
                (0..count).map(|_| T::decode(reader)).collect()
            }
        }
    )*};
}
collections! {
    HashMap, HashSet: Eq, Hash;
    BTreeMap, BTreeSet: Ord;
}
