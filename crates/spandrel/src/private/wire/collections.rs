//! Lists, options, arrays, tuples, maps and sets in the flat encoding.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::Hash,
};

use super::{Decode, Encode, Reader, Writer, plain::array, refusal::Refusal};

/// The size of an element, which is never nothing: the bytes that are there bound every count.
const fn at_least_one(size: usize) -> usize {
    assert!(size > 0, "a type without bytes, whose counts nothing would bound");
    size
}

impl<B, T: Encode<B>> Encode<B> for [T] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.count(self.len());
        T::encode_many(self, writer);
    }
}

impl<B, T: Encode<B>> Encode<B> for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        Encode::<B>::encode(self.as_slice(), writer);
    }
}

impl<B, T: Decode<B>> Decode<B> for Vec<T> {
    const MIN_SIZE: usize = 8;
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let count = reader.count(const { at_least_one(T::MIN_SIZE) })?;
        T::decode_many(count, reader)
    }
}

impl<B, T: Encode<B>> Encode<B> for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        Encode::<B>::encode(&self.is_some(), writer);
        if let Some(value) = self {
            value.encode(writer);
        }
    }
}

impl<B, T: Decode<B>> Decode<B> for Option<T> {
    const MIN_SIZE: usize = 1;
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        if <bool as Decode<B>>::decode(reader)? { T::decode(reader).map(Some) } else { Ok(None) }
    }
}

impl<B, T: Encode<B>, const N: usize> Encode<B> for [T; N] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        T::encode_many(self, writer);
    }
}

impl<B, T: Decode<B>, const N: usize> Decode<B> for [T; N] {
    const MIN_SIZE: usize = T::MIN_SIZE * N;
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        array(|_| T::decode(reader))
    }
}

macro_rules! tuples {
    ($(($($name:ident . $index:tt),+))*) => {$(
        impl<Bridge, $($name: Encode<Bridge>),+> Encode<Bridge> for ($($name,)+) {
            fn encode(&self, writer: &mut Writer) {
                $(self.$index.encode(writer);)+
            }
        }
        impl<Bridge, $($name: Decode<Bridge>),+> Decode<Bridge> for ($($name,)+) {
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
        impl<B, K: Encode<B>, V: Encode<B>> Encode<B> for $map<K, V> {
            fn encode(&self, writer: &mut Writer) {
                writer.count(self.len());
                for (key, value) in self {
                    key.encode(writer);
                    value.encode(writer);
                }
            }
        }
        impl<B, K: Decode<B> $(+ $bound)+, V: Decode<B>> Decode<B> for $map<K, V> {
            const MIN_SIZE: usize = 8;
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                let count = reader.count(const { at_least_one(K::MIN_SIZE + V::MIN_SIZE) })?;
                (0..count).map(|_| Ok((K::decode(reader)?, V::decode(reader)?))).collect()
            }
        }
        impl<B, T: Encode<B>> Encode<B> for $set<T> {
            fn encode(&self, writer: &mut Writer) {
                writer.count(self.len());
                self.iter().for_each(|item| item.encode(writer));
            }
        }
        impl<B, T: Decode<B> $(+ $bound)+> Decode<B> for $set<T> {
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
