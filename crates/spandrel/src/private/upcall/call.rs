//! Calls from Rust into Go.
//!
//! Rust names no Go symbol. The Go side registers one function per bridge; every call goes through it with a [`Call`] that
//! lies on the caller's stack. The Go side recovers panics before it returns, so nothing unwinds through these frames.

use std::{
    mem::MaybeUninit,
    ptr,
    sync::atomic::{AtomicPtr, Ordering},
};

use super::{
    go_error::{GoError, GoErrorKind},
    go_value::GoValue,
};
use crate::private::{
    call::{code, frame::LeafWord, leaf},
    owned::retain::{Retain, Transfer},
    wire::{Decode, Reader, Writer, Written, plain::Plain, refusal::Refusal},
};

/// The Go side of a bridge, as far as it has been registered.
#[derive(Debug)]
pub struct Imports {
    enter: AtomicPtr<()>,
    in_leaf: AtomicPtr<()>,
}

/// Something that Go implements: its number and its name in messages.
#[derive(Debug)]
pub struct Import {
    /// The number by which the Go side knows it.
    pub number: u64,
    /// Its full Go name.
    pub name: &'static str,
}

/// A call on its way to Go. The Go side reads the first five fields and `promise`, and writes the others.
#[repr(C)]
#[derive(Debug)]
pub struct Call {
    import: u64,
    target: u64,
    words: *const u64,
    packed: *const u8,
    packed_len: u64,
    /// Where the answer goes: memory of the caller, or `grown`.
    room: *mut u8,
    capacity: u64,
    status: u64,
    value: u64,
    /// What an answer that comes later is for; 0 for a call that is answered at once.
    promise: u64,
    grown: Vec<u8>,
}

/// Room on the stack for an answer: most fit.
const ROOM: usize = 256;

type Enter = unsafe extern "C" fn(*mut Call);
type InLeaf = unsafe extern "C" fn() -> bool;

/// The functions that call take what is called (0 for a free function), the words, addresses and lengths of the arguments in
/// the order of the parameters, and the bytes of the packed ones.
impl Imports {
    /// A bridge whose Go side is not there yet.
    #[expect(clippy::new_without_default, reason = "a static of generated code, never made in passing")]
    pub const fn new() -> Imports {
        Imports { enter: AtomicPtr::new(std::ptr::null_mut()), in_leaf: AtomicPtr::new(std::ptr::null_mut()) }
    }

    /// Notes how the Go side is entered, and how it is asked whether this thread is in a leaf call that has taken the fast
    /// way (null where none does).
    pub fn register(&self, enter: *mut (), in_leaf: *mut ()) {
        self.in_leaf.store(in_leaf, Ordering::Relaxed);
        self.enter.store(enter, Ordering::Release);
    }

    /// Calls what answers nothing.
    #[inline]
    pub fn nothing(&self, import: &Import, target: u64, words: &[u64], packed: &[u8]) -> Result<(), GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        self.perform(import, target, words, packed, &mut Call::new(&mut room))
    }

    /// Calls what answers plain data of one word.
    #[inline]
    pub fn word<B, T>(&self, import: &Import, target: u64, words: &[u64], packed: &[u8]) -> Result<T, GoError>
    where
        T: Plain<B>,
        T::Raw: LeafWord,
    {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        call.word(import)
    }

    /// Calls what answers plain data.
    #[inline]
    pub fn plain<B, T: Plain<B>>(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<T, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        call.plain(import)
    }

    /// Calls what answers bytes.
    #[inline]
    pub fn bytes(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<Vec<u8>, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        Ok(call.into_bytes())
    }

    /// Calls what answers text.
    #[inline]
    pub fn text(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<String, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        call.text(import)
    }

    /// Calls what answers an encoded value.
    #[inline]
    pub fn packed<B, T: Decode<B>>(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<T, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        call.packed(import)
    }

    /// Calls what answers a Go value.
    #[inline]
    pub fn value(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<GoValue, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        Ok(GoValue::owned(call.value))
    }

    /// Calls what answers memory with an owner.
    #[inline]
    pub fn retained<T: Retain>(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
    ) -> Result<T, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call::new(&mut room);
        self.perform(import, target, words, packed, &mut call)?;
        // SAFETY: the Go side has answered with a block that `retain_given` made for this call.
        import.retained(unsafe { Transfer::from_word(call.value) })
    }

    /// Makes a call that concerns a promise. It answers bytes if there are some already.
    #[cfg(feature = "async")]
    pub(in crate::private) fn concern(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        promise: u64,
    ) -> Result<Vec<u8>, GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call { promise, ..Call::new(&mut room) };
        self.perform(import, target, words, packed, &mut call)?;
        Ok(call.into_bytes())
    }

    // Single words: gathered in a struct, they would be written one by one and read back two at a time, which stalls.
    #[inline]
    fn perform(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        call: &mut Call,
    ) -> Result<(), GoError> {
        let enter = self.enter.load(Ordering::Acquire);
        if enter.is_null() {
            return Err(import.failed(GoErrorKind::Missing));
        }
        let in_leaf = self.in_leaf.load(Ordering::Relaxed);
        // SAFETY: the Go side has registered a function of this type, or null.
        let in_fast_leaf =
            || !in_leaf.is_null() && unsafe { std::mem::transmute::<*mut (), InLeaf>(in_leaf)() };
        if leaf::in_ordinary_leaf() || in_fast_leaf() {
            return Err(import.failed(GoErrorKind::Leaf));
        }
        call.import = import.number;
        call.target = target;
        call.words = words.as_ptr();
        call.packed = if packed.is_empty() { ptr::null() } else { packed.as_ptr() };
        call.packed_len = packed.len() as u64;
        // SAFETY: the Go side has registered a function of this type, which keeps no address of the call.
        unsafe { std::mem::transmute::<*mut (), Enter>(enter)(call) };
        if call.status == code::OK { Ok(()) } else { Err(import.answered(call)) }
    }
}

impl Call {
    /// A call whose answer goes to this room if it fits.
    #[inline]
    fn new(room: &mut [MaybeUninit<u8>; ROOM]) -> Call {
        Call {
            import: 0,
            target: 0,
            words: ptr::null(),
            packed: ptr::null(),
            packed_len: 0,
            room: room.as_mut_ptr().cast(),
            capacity: ROOM as u64,
            status: code::OK,
            value: 0,
            promise: 0,
            grown: Vec::new(),
        }
    }

    /// Makes room for an answer of this length, which did not fit.
    ///
    /// # Safety
    /// The call is one that Rust has entered Go with, and has not returned.
    pub unsafe fn reserve(call: *mut Call, len: u64) -> *mut u8 {
        // SAFETY: as promised by the caller.
        let call = unsafe { &mut *call };
        call.grown = Vec::with_capacity(len as usize);
        call.room = call.grown.as_mut_ptr();
        call.capacity = len;
        call.room
    }

    /// The answer where it lies. `value` is its length.
    fn answer(&self) -> &[u8] {
        // SAFETY: the Go side has written `value` bytes, not more than `capacity`.
        unsafe { std::slice::from_raw_parts(self.room, self.value.min(self.capacity) as usize) }
    }

    /// A call that was answered later, with these bytes or this word.
    #[cfg(feature = "async")]
    pub(in crate::private) fn answered(status: u64, value: u64, mut bytes: Vec<u8>) -> Call {
        Call {
            import: 0,
            target: 0,
            words: ptr::null(),
            packed: ptr::null(),
            packed_len: 0,
            room: bytes.as_mut_ptr(),
            capacity: bytes.len() as u64,
            status,
            value,
            promise: 0,
            grown: bytes,
        }
    }

    /// The call itself if it succeeded.
    #[cfg(feature = "async")]
    pub(in crate::private) fn checked(self, import: &Import) -> Result<Call, GoError> {
        if self.status == code::OK { Ok(self) } else { Err(import.answered(&self)) }
    }

    #[inline]
    pub(in crate::private) fn word<B, T>(&self, import: &Import) -> Result<T, GoError>
    where
        T: Plain<B>,
        T::Raw: LeafWord,
    {
        T::from_raw(T::Raw::from_word(self.value)).map_err(|reason| import.refused("result", &reason))
    }

    #[inline]
    pub(in crate::private) fn plain<B, T: Plain<B>>(&self, import: &Import) -> Result<T, GoError> {
        if self.value != size_of::<T::Raw>() as u64 {
            return Err(import.refused("result", &Refusal::Truncated));
        }
        // SAFETY: the Go side has written this many bytes, those of a `Raw`, which has no invalid bit patterns.
        let raw = unsafe { self.room.cast::<T::Raw>().read_unaligned() };
        T::from_raw(raw).map_err(|reason| import.refused("result", &reason))
    }

    #[inline]
    pub(in crate::private) fn text(self, import: &Import) -> Result<String, GoError> {
        String::from_utf8(self.into_bytes())
            .map_err(|error| import.refused("result", &Refusal::Utf8(error.utf8_error().valid_up_to())))
    }

    #[inline]
    pub(in crate::private) fn packed<B, T: Decode<B>>(&self, import: &Import) -> Result<T, GoError> {
        let mut reader = Reader::new(self.answer());
        T::decode(&mut reader)
            .and_then(|value| reader.finish().map(|()| value))
            .map_err(|reason| import.refused("result", &reason))
    }

    pub(in crate::private) fn into_bytes(mut self) -> Vec<u8> {
        if self.grown.capacity() == 0 {
            return self.answer().to_vec();
        }
        // SAFETY: the Go side has written `value` bytes, not more than `capacity`, into the memory of `grown`.
        unsafe { self.grown.set_len(self.value.min(self.capacity) as usize) };
        self.grown
    }
}

impl Import {
    /// The word of a plain argument.
    #[inline]
    pub fn argument<B, T>(&self, name: &str, value: &T) -> Result<u64, GoError>
    where
        T: Plain<B>,
        T::Raw: LeafWord,
    {
        self.raw_argument::<B, T>(name, value).map(LeafWord::into_word)
    }

    /// The C value of a plain argument, which crosses by address.
    #[inline]
    pub fn raw_argument<B, T: Plain<B>>(&self, name: &str, value: &T) -> Result<T::Raw, GoError> {
        value.to_raw().map_err(|reason| self.refused(name, &reason))
    }

    /// The bytes of the packed arguments.
    #[inline]
    pub fn packed(&self, writer: Writer) -> Result<Vec<u8>, GoError> {
        match writer.finish().map_err(|reason| self.refused("arguments", &reason))? {
            Written::InScratch(_) => Ok(Vec::new()),
            Written::Own(bytes) => Ok(bytes),
        }
    }

    /// The memory of a slice argument: the slice itself, or a copy where the layout differs between the two sides.
    #[inline]
    pub fn slice<'a, B, T: Plain<B>>(
        &self,
        name: &str,
        items: &'a [T],
    ) -> Result<RawSlice<'a, B, T>, GoError> {
        if T::IN_PLACE {
            return Ok(RawSlice::InPlace(items));
        }
        items
            .iter()
            .map(|item| self.raw_argument::<B, T>(name, item))
            .collect::<Result<_, _>>()
            .map(RawSlice::Converted)
    }

    /// The value in a block that the Go side has transferred.
    pub(in crate::private) fn retained<T: Retain>(&self, answer: Transfer) -> Result<T, GoError> {
        answer.take().map_err(|reason| self.refused("result", &reason))
    }

    #[cold]
    pub(in crate::private) fn refused(&self, name: &str, reason: &Refusal) -> GoError {
        GoError::new(self.name, GoErrorKind::Refused, format!("{name}: {reason}"))
    }

    #[cold]
    fn failed(&self, kind: GoErrorKind) -> GoError {
        GoError::new(self.name, kind, String::new())
    }

    /// The error of a call that the Go side has answered with a failure.
    #[cold]
    fn answered(&self, call: &Call) -> GoError {
        let kind = match call.status {
            code::ERROR => GoErrorKind::Returned,
            code::PANIC => GoErrorKind::Panicked,
            code::REFUSED => GoErrorKind::Refused,
            code::MISSING => GoErrorKind::Missing,
            _ => GoErrorKind::Released,
        };
        GoError::read(self.name, kind, &mut Reader::new(call.answer()))
    }
}

/// A slice argument.
#[derive(Debug)]
pub enum RawSlice<'a, B, T: Plain<B>> {
    /// Go reads it where it lies.
    InPlace(&'a [T]),
    /// Converted, because the memory layout differs.
    Converted(Vec<T::Raw>),
}

impl<B, T: Plain<B>> RawSlice<'_, B, T> {
    /// Address and length, as words.
    #[inline]
    pub fn memory(&self) -> [u64; 2] {
        match self {
            RawSlice::InPlace(items) => memory(items),
            RawSlice::Converted(items) => memory(items),
        }
    }
}

/// The address and length of an argument, as words. The address of nothing is null.
#[inline]
pub fn memory<T>(items: &[T]) -> [u64; 2] {
    let address = if items.is_empty() { 0 } else { items.as_ptr() as u64 };
    [address, items.len() as u64]
}

/// The address of a C value, as a word.
#[inline]
pub fn address<T>(raw: &T) -> u64 {
    std::ptr::from_ref(raw) as u64
}
