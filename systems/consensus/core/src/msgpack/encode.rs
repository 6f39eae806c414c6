//! Writing.

use alloc::vec::Vec;

use crate::{Error, Sha256};

/// Where encoded bytes go.
pub(crate) trait Sink {
    fn put(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

impl Sink for Sha256 {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

/// A caller's buffer. Running over is remembered and reported once, at the end.
#[derive(Debug)]
pub(crate) struct SliceSink<'a> {
    buffer: &'a mut [u8],
    end: usize,
}

impl<'a> SliceSink<'a> {
    pub(crate) fn new(buffer: &'a mut [u8]) -> Self {
        SliceSink { buffer, end: 0 }
    }

    /// The number of bytes written.
    pub(crate) fn finish(self) -> Result<usize, Error> {
        if self.end <= self.buffer.len() {
            Ok(self.end)
        } else {
            Err(Error::invalid("out", "too short for the encoding"))
        }
    }
}

impl Sink for SliceSink<'_> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        let end = self.end + bytes.len();
        if let Some(place) = self.buffer.get_mut(self.end..end) {
            place.copy_from_slice(bytes);
        }
        self.end = end;
    }
}

/// Writes the shortest form of each value.
#[derive(Debug)]
pub(crate) struct Encoder<'a, S> {
    sink: &'a mut S,
}

impl<'a, S: Sink> Encoder<'a, S> {
    pub(crate) fn new(sink: &'a mut S) -> Self {
        Encoder { sink }
    }

    /// A map of under 16 entries.
    #[inline]
    pub(crate) fn map(&mut self, entries: u8) {
        self.sink.put(&[0x80 | entries]);
    }

    /// A key: text of under 32 bytes.
    #[inline]
    pub(crate) fn key(&mut self, name: &str) {
        self.text(name);
    }

    /// Text of under 32 bytes.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) {
        debug_assert!(text.len() < 32);
        let mut bytes = [0u8; 32];
        bytes[0] = 0xa0 | text.len() as u8;
        bytes[1..=text.len()].copy_from_slice(text.as_bytes());
        self.sink.put(&bytes[..=text.len()]);
    }

    /// A fixed byte field of under 256 bytes.
    #[inline]
    pub(crate) fn bytes<const N: usize>(&mut self, bytes: &[u8; N]) {
        const { assert!(N < 256) };
        self.sink.put(&[0xc4, N as u8]);
        self.sink.put(bytes);
    }

    #[inline]
    pub(crate) fn unsigned(&mut self, value: u64) {
        let b = value.to_be_bytes();
        match value {
            0..=0x7f => self.sink.put(&[b[7]]),
            0x80..=0xff => self.sink.put(&[0xcc, b[7]]),
            0x100..=0xffff => self.sink.put(&[0xcd, b[6], b[7]]),
            0x1_0000..=0xffff_ffff => self.sink.put(&[0xce, b[4], b[5], b[6], b[7]]),
            _ => self.wide(0xcf, b),
        }
    }

    #[inline]
    pub(crate) fn signed(&mut self, value: i64) {
        let b = value.to_be_bytes();
        match value {
            0.. => self.unsigned(value.cast_unsigned()),
            -0x20..=-1 => self.sink.put(&[b[7]]),
            -0x80..=-0x21 => self.sink.put(&[0xd0, b[7]]),
            -0x8000..=-0x81 => self.sink.put(&[0xd1, b[6], b[7]]),
            -0x8000_0000..=-0x8001 => self.sink.put(&[0xd2, b[4], b[5], b[6], b[7]]),
            _ => self.wide(0xd3, b),
        }
    }

    #[inline]
    fn wide(&mut self, mark: u8, b: [u8; 8]) {
        self.sink.put(&[mark, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]);
    }

    /// The head of an array.
    #[inline]
    pub(crate) fn array(&mut self, field: &'static str, length: usize) -> Result<(), Error> {
        let Ok(length) = u32::try_from(length) else {
            return Err(Error::invalid(field, "more than 4294967295 entries"));
        };
        let b = length.to_be_bytes();
        match length {
            0..=0xf => self.sink.put(&[0x90 | b[3]]),
            0x10..=0xffff => self.sink.put(&[0xdc, b[2], b[3]]),
            _ => self.sink.put(&[0xdd, b[0], b[1], b[2], b[3]]),
        }
        Ok(())
    }

    /// A byte field of variable length: an array of integers.
    pub(crate) fn byte_array(&mut self, field: &'static str, bytes: &[u8]) -> Result<(), Error> {
        self.array(field, bytes.len())?;
        let mut pieces = [0u8; 128];
        for chunk in bytes.chunks(pieces.len() / 2) {
            let mut end = 0;
            for &byte in chunk {
                if byte >= 0x80 {
                    pieces[end] = 0xcc;
                    end += 1;
                }
                pieces[end] = byte;
                end += 1;
            }
            self.sink.put(&pieces[..end]);
        }
        Ok(())
    }
}
