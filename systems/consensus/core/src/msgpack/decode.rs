//! Strict reading: only what the encoder writes.

use alloc::vec::Vec;

use crate::{CODEC_VERSION, Error};

/// A reader over one encoded value.
#[derive(Clone, Debug)]
pub(crate) struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Decoder { bytes, at: 0 }
    }

    fn refuse<T>(&self, at: usize, reason: &'static str) -> Result<T, Error> {
        Err(Error::Encoding { offset: at, reason })
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let rest = &self.bytes[self.at..];
        if rest.len() < length {
            return self.refuse(self.bytes.len(), "the bytes end inside a value");
        }
        self.at += length;
        Ok(&rest[..length])
    }

    fn take_array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut out = [0; N];
        out.copy_from_slice(self.take(N)?);
        Ok(out)
    }

    fn mark(&mut self) -> Result<u8, Error> {
        Ok(self.take_array::<1>()?[0])
    }

    /// The head of a map of exactly `entries`.
    pub(crate) fn map(&mut self, entries: u8) -> Result<(), Error> {
        if self.mark()? != 0x80 | entries {
            return self.refuse(self.at - 1, "not a map of the expected size");
        }
        Ok(())
    }

    /// The key that must come next.
    pub(crate) fn key(&mut self, name: &str) -> Result<(), Error> {
        let start = self.at;
        if self.text()? != name.as_bytes() {
            return self.refuse(start, "not the expected key");
        }
        Ok(())
    }

    /// An enum by the name of its variant.
    pub(crate) fn variant<T>(&mut self, parse: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        let start = self.at;
        let text = core::str::from_utf8(self.text()?).ok();
        match text.and_then(parse) {
            Some(value) => Ok(value),
            None => self.refuse(start, "no variant has this name"),
        }
    }

    fn text(&mut self) -> Result<&'a [u8], Error> {
        let mark = self.mark()?;
        if mark & 0xe0 != 0xa0 {
            return self.refuse(self.at - 1, "not a short string");
        }
        self.take((mark & 0x1f).into())
    }

    /// A fixed byte field of exactly `N` bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let start = self.at;
        let [mark, length] = self.take_array()?;
        if mark != 0xc4 || usize::from(length) != N {
            return self.refuse(start, "not a byte field of the expected length");
        }
        self.take_array()
    }

    /// The field `codec_version`, which must be 1.
    pub(crate) fn version(&mut self) -> Result<u8, Error> {
        self.key("codec_version")?;
        let start = self.at;
        if self.unsigned()? != u64::from(CODEC_VERSION) {
            return self.refuse(start, "the codec version is not 1");
        }
        Ok(CODEC_VERSION)
    }

    pub(crate) fn unsigned(&mut self) -> Result<u64, Error> {
        let start = self.at;
        let (value, least) = match self.mark()? {
            mark @ 0x00..=0x7f => (mark.into(), 0),
            0xcc => (self.take_array::<1>()?[0].into(), 0x80),
            0xcd => (u16::from_be_bytes(self.take_array()?).into(), 0x100),
            0xce => (u32::from_be_bytes(self.take_array()?).into(), 0x1_0000),
            0xcf => (u64::from_be_bytes(self.take_array()?), 0x1_0000_0000),
            _ => return self.refuse(start, "not a non-negative integer"),
        };
        if value < least {
            return self.refuse(start, "not the shortest form of an integer");
        }
        Ok(value)
    }

    pub(crate) fn signed(&mut self) -> Result<i64, Error> {
        let start = self.at;
        let (value, most) = match self.mark()? {
            mark @ 0xe0..=0xff => (mark.cast_signed().into(), -1),
            0xd0 => (i8::from_be_bytes(self.take_array()?).into(), -0x21),
            0xd1 => (i16::from_be_bytes(self.take_array()?).into(), -0x81),
            0xd2 => (i32::from_be_bytes(self.take_array()?).into(), -0x8001),
            0xd3 => (i64::from_be_bytes(self.take_array()?), -0x8000_0001),
            _ => {
                self.at = start;
                return match i64::try_from(self.unsigned()?) {
                    Ok(value) => Ok(value),
                    Err(_) => self.refuse(start, "does not fit a signed 64-bit integer"),
                };
            }
        };
        if value > most {
            return self.refuse(start, "not the shortest form of an integer");
        }
        Ok(value)
    }

    /// An integer of 32 bits.
    pub(crate) fn index(&mut self) -> Result<u32, Error> {
        let start = self.at;
        match u32::try_from(self.unsigned()?) {
            Ok(value) => Ok(value),
            Err(_) => self.refuse(start, "does not fit 32 bits"),
        }
    }

    fn array(&mut self) -> Result<usize, Error> {
        let start = self.at;
        let (length, least) = match self.mark()? {
            mark @ 0x90..=0x9f => (u32::from(mark & 0xf), 0),
            0xdc => (u16::from_be_bytes(self.take_array()?).into(), 0x10),
            0xdd => (u32::from_be_bytes(self.take_array()?), 0x1_0000),
            _ => return self.refuse(start, "not an array"),
        };
        if length < least {
            return self.refuse(start, "not the shortest form of a length");
        }
        Ok(length as usize)
    }

    /// An array of values, each read by `read`.
    pub(crate) fn list<T>(&mut self, read: impl Fn(&mut Self) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let length = self.array()?;
        // A length is only a claim: every entry takes a byte at least, so what follows bounds it.
        let rest = self.bytes.len() - self.at;
        let mut out = Vec::new();
        out.try_reserve(length.min(rest))
            .map_err(|_| Error::OutOfMemory { bytes: length.min(rest).saturating_mul(size_of::<T>()) })?;
        for _ in 0..length {
            out.push(read(self)?);
        }
        Ok(out)
    }

    /// A byte field of variable length: an array of integers below 256.
    pub(crate) fn byte_array(&mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let start = self.at;
        let out = self.list(|decoder| {
            let start = decoder.at;
            match u8::try_from(decoder.unsigned()?) {
                Ok(byte) => Ok(byte),
                Err(_) => decoder.refuse(start, "not a byte"),
            }
        })?;
        if out.len() > limit {
            return self.refuse(start, "more bytes than the field may have");
        }
        Ok(out)
    }

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<(), Error> {
        if self.at < self.bytes.len() {
            return self.refuse(self.at, "bytes follow the end");
        }
        Ok(())
    }
}
