//! Values made of bytes: any bytes make a value that can be passed.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::Hash,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use spandrel::{Bytes, Secret};

/// The value that these bytes make.
pub(crate) fn made<T: Make>(seed: &[u8]) -> T {
    T::make(&mut Source { bytes: seed })
}

/// A type whose values can be made of bytes.
pub(crate) trait Make {
    /// Makes a value of what comes next.
    fn make(source: &mut Source<'_>) -> Self;
}

/// Bytes, and zeros after their end.
pub(crate) struct Source<'a> {
    bytes: &'a [u8],
}

impl Source<'_> {
    /// The next byte.
    pub(crate) fn byte(&mut self) -> u8 {
        self.bytes.split_off_first().copied().unwrap_or(0)
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.byte())
    }

    /// A length: short mostly, now and then longer than the scratch block.
    fn len(&mut self) -> usize {
        match self.byte() {
            255 => 700,
            short => usize::from(short % 5),
        }
    }
}

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        impl Make for $ty {
            fn make(source: &mut Source<'_>) -> $ty {
                <$ty>::from_le_bytes(source.array())
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

macro_rules! floats {
    ($($ty:ty),*) => {$(
        impl Make for $ty {
            fn make(source: &mut Source<'_>) -> $ty {
                let value = <$ty>::from_le_bytes(source.array());
                // Values are compared with `==`.
                if value.is_nan() { 0.5 } else { value }
            }
        }
    )*};
}
floats!(f32, f64);

impl Make for bool {
    fn make(source: &mut Source<'_>) -> bool {
        source.byte() % 2 == 1
    }
}

impl Make for char {
    fn make(source: &mut Source<'_>) -> char {
        char::from_u32(u32::make(source) % 0x11_0000).unwrap_or('\u{fffd}')
    }
}

impl Make for Duration {
    fn make(source: &mut Source<'_>) -> Duration {
        Duration::from_nanos(u64::make(source) >> 1)
    }
}

impl Make for SystemTime {
    fn make(source: &mut Source<'_>) -> SystemTime {
        let distance = Duration::new(u64::make(source) >> 24, u32::make(source) % 1_000_000_000);
        if bool::make(source) { UNIX_EPOCH + distance } else { UNIX_EPOCH - distance }
    }
}

impl Make for String {
    fn make(source: &mut Source<'_>) -> String {
        (0..source.len()).map(|_| char::make(source)).collect()
    }
}

impl<T: Make> Make for Vec<T> {
    fn make(source: &mut Source<'_>) -> Vec<T> {
        (0..source.len()).map(|_| T::make(source)).collect()
    }
}

impl<T: Make, const N: usize> Make for [T; N] {
    fn make(source: &mut Source<'_>) -> [T; N] {
        std::array::from_fn(|_| T::make(source))
    }
}

impl<T: Make> Make for Option<T> {
    fn make(source: &mut Source<'_>) -> Option<T> {
        bool::make(source).then(|| T::make(source))
    }
}

macro_rules! tuples {
    ($(($($name:ident),+))*) => {$(
        impl<$($name: Make),+> Make for ($($name,)+) {
            fn make(source: &mut Source<'_>) -> ($($name,)+) {
                ($($name::make(source),)+)
            }
        }
    )*};
}
tuples! { (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) }

impl<K: Make + Eq + Hash, V: Make> Make for HashMap<K, V> {
    fn make(source: &mut Source<'_>) -> HashMap<K, V> {
        Vec::make(source).into_iter().collect()
    }
}

impl<K: Make + Ord, V: Make> Make for BTreeMap<K, V> {
    fn make(source: &mut Source<'_>) -> BTreeMap<K, V> {
        Vec::make(source).into_iter().collect()
    }
}

impl<T: Make + Eq + Hash> Make for HashSet<T> {
    fn make(source: &mut Source<'_>) -> HashSet<T> {
        Vec::make(source).into_iter().collect()
    }
}

impl<T: Make + Ord> Make for BTreeSet<T> {
    fn make(source: &mut Source<'_>) -> BTreeSet<T> {
        Vec::make(source).into_iter().collect()
    }
}

impl Make for Bytes {
    fn make(source: &mut Source<'_>) -> Bytes {
        Vec::make(source).into()
    }
}

impl Make for Secret<[u8]> {
    fn make(source: &mut Source<'_>) -> Secret<[u8]> {
        Vec::make(source).into()
    }
}

impl Make for Secret<str> {
    fn make(source: &mut Source<'_>) -> Secret<str> {
        String::make(source).into()
    }
}
