//! Writing the flat encoding, first into the caller's scratch block, then into memory of our own.

use super::refusal::Refusal;

/// A type that can be written in the flat encoding.
pub trait Encode<B> {
    /// Writes the value.
    fn encode(&self, writer: &mut Writer);

    /// Writes these values.
    fn encode_many(values: &[Self], writer: &mut Writer)
    where
        Self: Sized,
    {
        for value in values {
            value.encode(writer);
        }
    }
}

/// Collects encoded bytes.
#[derive(Debug)]
pub struct Writer {
    /// Where the bytes go: the caller's scratch block, or the spare room of `own`.
    base: *mut u8,
    len: usize,
    capacity: usize,
    own: Vec<u8>,
    refusal: Option<Refusal>,
}

/// Where a value was written to.
pub(in crate::private) enum Written {
    /// Into the caller's memory, this many bytes.
    InScratch(usize),
    /// Into memory of our own.
    Own(Vec<u8>),
}

impl Writer {
    /// A writer into memory of its own.
    pub fn new() -> Writer {
        Writer { base: std::ptr::null_mut(), len: 0, capacity: 0, own: Vec::new(), refusal: None }
    }

    /// A writer that begins in the caller's memory and moves out when it is full.
    ///
    /// # Safety
    /// `scratch` points to `capacity` writable bytes that nobody else uses while the writer lives.
    #[inline]
    pub(in crate::private) unsafe fn in_scratch(scratch: *mut u8, capacity: u64) -> Writer {
        Writer { base: scratch, capacity: capacity as usize, ..Writer::new() }
    }

    /// Appends bytes.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        if self.capacity - self.len < bytes.len() {
            self.grow(bytes.len());
        }
        // SAFETY: `base` has `capacity` writable bytes, `len` of them written, and room was made above.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.base.add(self.len), bytes.len());
        }
        self.len += bytes.len();
    }

    /// Appends text with its length in front.
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }

    /// Appends a count.
    #[inline]
    pub fn count(&mut self, count: usize) {
        self.bytes(&(count as u64).to_le_bytes());
    }

    /// Appends the byte of a value without content: a count must have something to be checked against.
    #[inline]
    pub fn nothing(&mut self) {
        self.bytes(&[0]);
    }

    /// Appends the index of a variant.
    #[inline]
    pub fn variant(&mut self, index: u32) {
        self.bytes(&index.to_le_bytes());
    }

    /// Notes that a value has no counterpart on the other side; the first one is reported.
    #[cold]
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refusal.get_or_insert(refusal);
    }

    /// How many bytes were written.
    #[cfg(feature = "async")]
    #[inline]
    pub(in crate::private) fn len(&self) -> usize {
        self.len
    }

    /// Removes what was written beyond this length.
    #[cfg(feature = "async")]
    pub(in crate::private) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// What was refused since the last time.
    #[cfg(feature = "async")]
    #[inline]
    pub(in crate::private) fn take_refusal(&mut self) -> Option<Refusal> {
        self.refusal.take()
    }

    /// Appends a value without a destructor as it lies in memory.
    #[cfg(feature = "async")]
    #[inline]
    pub(in crate::private) fn raw<T>(&mut self, value: T) {
        if self.capacity - self.len < size_of::<T>() {
            self.grow(size_of::<T>());
        }
        // SAFETY: `base` has `capacity` writable bytes, `len` of them written, and room was made above.
        unsafe { self.base.add(self.len).cast::<T>().write_unaligned(value) };
        self.len += size_of::<T>();
    }

    /// The bytes.
    pub(in crate::private) fn into_vec(mut self) -> Vec<u8> {
        if self.own.capacity() == 0 {
            self.grow(0);
        }
        // SAFETY: after `grow`, `base` is the memory of `own`, and `len` bytes of it were written.
        unsafe { self.own.set_len(self.len) };
        self.own
    }

    /// Where the bytes are now.
    #[inline]
    pub(in crate::private) fn finish(mut self) -> Result<Written, Refusal> {
        match self.refusal.take() {
            Some(refusal) => Err(refusal),
            None if self.own.capacity() == 0 => Ok(Written::InScratch(self.len)),
            None => Ok(Written::Own(self.into_vec())),
        }
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let needed = self.len.saturating_add(more).max(64);
        let mut larger: Vec<u8> = Vec::with_capacity(needed.max(self.capacity.saturating_mul(2)));
        // SAFETY: `len` bytes at `base` are written, and the new memory has room for them.
        unsafe { std::ptr::copy_nonoverlapping(self.base, larger.as_mut_ptr(), self.len) };
        self.base = larger.as_mut_ptr();
        self.capacity = larger.capacity();
        self.own = larger;
    }
}

impl Default for Writer {
    fn default() -> Writer {
        Writer::new()
    }
}
