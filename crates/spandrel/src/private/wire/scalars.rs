//! Scalars, text and time in the flat encoding.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{Decode, Encode, Reader, Writer, memory::checked_text, plain::Plain, refusal::Refusal};

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        impl<B> Encode<B> for $ty {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.bytes(&self.to_le_bytes());
            }
            #[inline]
            fn encode_many(values: &[Self], writer: &mut Writer) {
                if cfg!(target_endian = "little") {
                    // SAFETY: a slice of numbers is initialised bytes without gaps.
                    writer.bytes(unsafe {
                        std::slice::from_raw_parts(values.as_ptr().cast(), size_of_val(values))
                    });
                } else {
                    values.iter().for_each(|value| Encode::<B>::encode(value, writer));
                }
            }
        }
        impl<B> Decode<B> for $ty {
            const MIN_SIZE: usize = size_of::<$ty>();
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                Ok(<$ty>::from_le_bytes(reader.array()?))
            }
            #[inline]
            fn decode_many(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, Refusal> {
                const SIZE: usize = size_of::<$ty>();
                let bytes = reader.take(count.checked_mul(SIZE).ok_or(Refusal::Truncated)?)?;
                let (chunks, _) = bytes.as_chunks::<SIZE>();
                Ok(chunks.iter().map(|chunk| <$ty>::from_le_bytes(*chunk)).collect())
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);

macro_rules! checked {
    ($($ty:ty),*) => {$(
        impl<B> Encode<B> for $ty {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                match Plain::<B>::to_raw(self) {
                    Ok(raw) => Encode::<B>::encode(&raw, writer),
                    Err(refusal) => writer.refuse(refusal),
                }
            }
        }
        impl<B> Decode<B> for $ty {
            const MIN_SIZE: usize = size_of::<<$ty as Plain<B>>::Raw>();
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                Plain::<B>::from_raw(Decode::<B>::decode(reader)?)
            }
        }
    )*};
}
checked!(bool, char, Duration);

impl<B> Encode<B> for String {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl<B> Decode<B> for String {
    const MIN_SIZE: usize = 8;
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let count = reader.count(1)?;
        checked_text(reader.take(count)?).map(str::to_owned)
    }
}

impl<B> Encode<B> for SystemTime {
    fn encode(&self, writer: &mut Writer) {
        let (seconds, nanos) = match self.duration_since(UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()), after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let up = u64::from(before.subsec_nanos() > 0);
                let seconds = before.as_secs().checked_add(up).map(i64::try_from);
                let nanos = (1_000_000_000 - before.subsec_nanos()) % 1_000_000_000;
                (seconds.unwrap_or(Ok(i64::MAX)).map(|seconds| -seconds), nanos)
            }
        };
        match seconds {
            Ok(seconds) => {
                Encode::<B>::encode(&seconds, writer);
                Encode::<B>::encode(&nanos, writer);
            }
            Err(_) => writer.refuse(Refusal::TimeRange),
        }
    }
}

impl<B> Decode<B> for SystemTime {
    const MIN_SIZE: usize = 12;
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let seconds: i64 = Decode::<B>::decode(reader)?;
        let nanos: u32 = Decode::<B>::decode(reader)?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let start = if seconds < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        start
            .filter(|_| nanos < 1_000_000_000)
            .and_then(|start| start.checked_add(Duration::from_nanos(u64::from(nanos))))
            .ok_or(Refusal::TimeRange)
    }
}
