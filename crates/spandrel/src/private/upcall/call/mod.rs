//! Calls from Rust into Go.
//!
//! Rust names no Go symbol. The Go side registers one function per bridge; every call goes through it with a [`Call`] that
//! lies on the caller's stack. The Go side recovers panics before it returns, so nothing unwinds through these frames.

mod remote;

use std::{
    mem::MaybeUninit,
    ptr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicPtr, Ordering},
    },
    time::Instant,
};

use bytes::Bytes;

use super::{
    elsewhere::{self, Reply},
    go_error::{GoError, GoErrorKind},
    go_value::GoValue,
    hook::{self, Decision, End, HookCall, Noted, Verdict, Watched},
    shape::{Back, Shape, content},
};
use crate::private::{
    call::{code, frame::LeafWord, leaf},
    owned::{
        retain::{Retain, Transfer, retain, shared_bytes},
        secret::Secret,
    },
    wire::{Decode, Reader, Writer, Written, plain::Plain, refusal::Refusal},
};

/// The Go side of a bridge, as far as it has been registered.
#[derive(Debug)]
pub struct Imports {
    enter: AtomicPtr<()>,
    in_leaf: AtomicPtr<()>,
    /// The hash of the contract, by which another process knows the bridge.
    pub(in crate::private) contract: u64,
    /// How the arguments of each import look, by its number.
    pub(in crate::private) declared: &'static [Declared],
}

/// An import, and how it looks.
#[derive(Debug)]
pub struct Declared {
    /// What is called.
    pub import: Import,
    /// What it is called with.
    pub shape: Shape,
}

/// The bridges whose Go sides are there.
static REGISTERED: Mutex<Vec<&'static Imports>> = Mutex::new(Vec::new());

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
    /// The answer's. Before that it is the address of what waits, for a call that begins a promise.
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
    pub const fn new(contract: u64, declared: &'static [Declared]) -> Imports {
        let [enter, in_leaf] = [const { AtomicPtr::new(ptr::null_mut()) }; 2];
        Imports { enter, in_leaf, contract, declared }
    }

    /// The bridge with this contract, if its Go side is there.
    pub(in crate::private) fn registered(contract: u64) -> Option<&'static Imports> {
        let registered = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner);
        registered.iter().find(|imports| imports.contract == contract).copied()
    }

    /// Notes how the Go side is entered, and how it is asked whether this thread is in a leaf call that has taken the fast
    /// way (null where none does).
    pub fn register(&'static self, enter: *mut (), in_leaf: *mut ()) {
        self.in_leaf.store(in_leaf, Ordering::Relaxed);
        self.enter.store(enter, Ordering::Release);
        REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).push(self);
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

    /// Makes the call that begins a promise. `waits` is the address of what waits for its answer, as Go reads it, or 0.
    #[cfg(feature = "async")]
    pub(in crate::private) fn owe(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        promise: u64,
        waits: u64,
    ) -> Result<(), GoError> {
        let mut room = [const { MaybeUninit::uninit() }; ROOM];
        let mut call = Call { promise, value: waits, ..Call::new(&mut room) };
        let entered = self.make(import, target, words, packed, &mut call);
        if call.value == waits {
            // It is not an answer.
            call.value = 0;
        }
        entered.and_then(|()| import.conclude(&call))
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

    #[inline]
    fn perform(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        call: &mut Call,
    ) -> Result<(), GoError> {
        self.make(import, target, words, packed, call)?;
        import.conclude(call)
    }

    // Single words: gathered in a struct, they would be written one by one and read back two at a time, which stalls.
    /// Makes a call, here or in another process, which answers into it.
    #[inline]
    fn make(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        call: &mut Call,
    ) -> Result<(), GoError> {
        if elsewhere::anywhere()
            && let Some(answered) = self.detour(import, target, words, packed, call)
        {
            return answered;
        }
        self.enter(import, target, words, packed, call).map_err(|kind| import.failed(kind))
    }

    /// Makes a call that a hook stands around, or that belongs in another process; `None` if it is neither.
    #[cold]
    fn detour(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        call: &mut Call,
    ) -> Option<Result<(), GoError>> {
        // What concerns a promise belongs to a call that a hook has seen.
        let declared = self.declared.get(import.number as usize);
        let (Some(hook), Some(Declared { shape, .. })) = (hook::current(), declared) else {
            return self.perform_elsewhere(import, target, words, packed, call);
        };
        if self.in_leaf() {
            return Some(Err(import.failed(GoErrorKind::Leaf)));
        }
        let (method, later) = (target != 0, call.promise != 0);
        let decision = hook.begin(&HookCall { function: import.name, shape, words, packed, method, later });
        // Not an answer, but what Go reads.
        let before = call.value;
        let proceed = |call: &mut Call| {
            self.perform_elsewhere(import, target, words, packed, call).unwrap_or_else(|| {
                self.enter(import, target, words, packed, call).map_err(|kind| import.failed(kind))
            })
        };
        Some(match decision {
            Decision::Pass => proceed(call),
            Decision::Watch(watch) => {
                let watched = Watched { begun: Instant::now(), watch };
                let made = proceed(call);
                if later && call.value == before {
                    call.value = 0;
                }
                let failed = made.as_ref().err().cloned().or_else(|| import.conclude(call).err());
                match failed {
                    Some(error) => watched.end(End::Failed(&error)),
                    None if later => hook::note(call.promise, Noted::Watched(watched)),
                    None => watched.end(End::Answered(&|| call.show(shape.answer, call.value))),
                }
                made
            }
            Decision::Judge(_) if later || shape.answer == Back::Value => {
                Err(import.refused_by_hook("a hook cannot judge what is answered later, or with a Go value"))
            }
            Decision::Judge(judge) => {
                let begun = Instant::now();
                let made = proceed(call);
                let failed = made.as_ref().err().cloned().or_else(|| import.conclude(call).err());
                let verdict = match &failed {
                    Some(error) => hook::judged(judge, begun, End::Failed(error)),
                    None => {
                        hook::judged(judge, begun, End::Answered(&|| call.show(shape.answer, call.value)))
                    }
                };
                match verdict {
                    Verdict::Keep => made,
                    Verdict::Raise(error) => {
                        import.discard(call, shape.answer);
                        Err(error)
                    }
                }
            }
            Decision::Raise(error) => Err(error),
            Decision::Answer(_) if matches!(shape.answer, Back::Value | Back::Stream) => {
                Err(import.refused_by_hook("a hook cannot answer with a Go value or a stream"))
            }
            Decision::Answer(answer) if later => {
                hook::note(call.promise, Noted::Answered(answer));
                Ok(())
            }
            Decision::Answer(answer) => call.take_answer(import, shape.answer, answer),
            Decision::Fail(message) => Err(GoError::new(import.name, GoErrorKind::Returned, message)),
        })
    }

    /// Enters Go, which answers into the call.
    #[inline]
    fn enter(
        &self,
        import: &Import,
        target: u64,
        words: &[u64],
        packed: &[u8],
        call: &mut Call,
    ) -> Result<(), GoErrorKind> {
        let enter = self.enter.load(Ordering::Acquire);
        if enter.is_null() {
            return Err(GoErrorKind::Missing);
        }
        if self.in_leaf() {
            return Err(GoErrorKind::Leaf);
        }
        call.import = import.number;
        call.target = target;
        call.words = words.as_ptr();
        call.packed = if packed.is_empty() { ptr::null() } else { packed.as_ptr() };
        call.packed_len = packed.len() as u64;
        // SAFETY: the Go side has registered a function of this type, which keeps no address of the call.
        unsafe { std::mem::transmute::<*mut (), Enter>(enter)(call) };
        Ok(())
    }

    /// Whether this thread is in a leaf call, from which Go must not be called.
    #[inline]
    fn in_leaf(&self) -> bool {
        let in_leaf = self.in_leaf.load(Ordering::Relaxed);
        // SAFETY: the Go side has registered a function of this type, or null.
        let in_fast_leaf =
            || !in_leaf.is_null() && unsafe { std::mem::transmute::<*mut (), InLeaf>(in_leaf)() };
        leaf::in_ordinary_leaf() || in_fast_leaf()
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

    /// Takes the answer of a hook as if it came from the Go side.
    pub(in crate::private) fn take_answer(
        &mut self,
        import: &Import,
        answer: Back,
        bytes: Vec<u8>,
    ) -> Result<(), GoError> {
        self.value = match answer {
            Back::Word if bytes.is_empty() => 0,
            Back::Word => u64::from_le_bytes(bytes.as_slice().try_into().map_err(|_| {
                import.refused_by_hook(&format!("a hook answered {} bytes, and 8 are required", bytes.len()))
            })?),
            Back::Owned { secret: true } => retain(Secret::<[u8]>::from(bytes)),
            Back::Owned { secret: false } => retain(Bytes::from(bytes)),
            Back::Bytes | Back::Value | Back::Stream => self.take_bytes(&bytes),
        };
        Ok(())
    }

    /// The answer, for a hook. `value` is its word, or the block that was transferred.
    pub(in crate::private) fn show(&self, answer: Back, value: u64) -> Vec<u8> {
        match answer {
            Back::Word => value.to_le_bytes().to_vec(),
            Back::Bytes => self.answer().to_vec(),
            // SAFETY: the value of such an answer is 0, or a block that was made for this call and that nobody has taken.
            Back::Owned { .. } => unsafe { shared_bytes(value) }.unwrap_or_default().to_vec(),
            Back::Value | Back::Stream => Vec::new(),
        }
    }

    /// Takes bytes where the Go side would have written them, and returns their number.
    fn take_bytes(&mut self, bytes: &[u8]) -> u64 {
        let len = bytes.len() as u64;
        if len > self.capacity {
            // SAFETY: the call is ours alone.
            unsafe { Call::reserve(self, len) };
        }
        // SAFETY: there is room for so many bytes, which nobody else has.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.room, bytes.len()) };
        len
    }

    /// The answer for another process.
    ///
    /// # Safety
    /// The Go side has answered a call of this shape.
    unsafe fn into_reply(self, answer: Back) -> Reply {
        let (status, value) = (self.status, self.value);
        let mut reply = Reply::of(status);
        match answer {
            _ if status != code::OK => reply.body = self.into_bytes(),
            Back::Bytes | Back::Stream => reply.body = self.into_bytes(),
            Back::Word | Back::Value => reply.value = value,
            Back::Owned { secret } => {
                // SAFETY: the value is a block that was made for this call.
                match content(unsafe { Transfer::from_word(value) }, secret) {
                    Ok(owned) => reply.owned = Some(owned),
                    Err(refusal) => return Reply::refused(&refusal),
                }
            }
        }
        reply
    }

    /// The word that was answered.
    #[cfg(feature = "async")]
    pub(in crate::private) fn value(&self) -> u64 {
        self.value
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

    /// The C value of a plain argument, which is passed by address.
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

    /// Releases an answer that the caller does not get.
    fn discard(&self, call: &Call, answer: Back) {
        if call.status == code::OK && matches!(answer, Back::Owned { .. }) {
            // SAFETY: the Go side has answered with a block that was made for this call, or with none.
            drop(unsafe { Transfer::from_word(call.value) });
        }
    }

    /// The error of a call that a hook has answered with what is not an answer of it.
    fn refused_by_hook(&self, reason: &str) -> GoError {
        GoError::new(self.name, GoErrorKind::Refused, format!("result: {reason}"))
    }

    #[cold]
    fn failed(&self, kind: GoErrorKind) -> GoError {
        GoError::new(self.name, kind, String::new())
    }

    /// Whether a call that the Go side has answered succeeded.
    #[inline]
    fn conclude(&self, call: &Call) -> Result<(), GoError> {
        if call.status == code::OK { Ok(()) } else { Err(self.answered(call)) }
    }

    /// The error of a call that the Go side has answered with a failure.
    #[cold]
    fn answered(&self, call: &Call) -> GoError {
        let kind = match call.status {
            code::ERROR => GoErrorKind::Returned,
            code::PANIC => GoErrorKind::Panicked,
            code::REFUSED => GoErrorKind::Refused,
            code::MISSING => GoErrorKind::Missing,
            elsewhere::DIED => GoErrorKind::Died,
            elsewhere::DEADLINE => GoErrorKind::Deadline,
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
