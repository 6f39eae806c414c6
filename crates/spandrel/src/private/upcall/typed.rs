//! Arguments and answers of calls into Go as values again, for hooks that answer in place of Go.
//!
//! The macro of `spandrel-migrate` names the types, and the methods here are found for each: those of the type itself first, then those of
//! plain data, then those of everything else. A method of a reference is found last, so that `Typed<u32, B>` is plain although it could
//! be decoded too.

use std::{fmt::Display, marker::PhantomData};

use bytes::Bytes;

use super::{
    go_error::{DeclaredError, GoError, GoErrorKind},
    shape::{Back, Pass, Shape},
};
use crate::private::wire::{Decode, Encode, Reader, Writer, plain::Plain, refusal::Refusal};

/// The arguments of a call into Go, as a hook may retain them.
#[derive(Clone, Debug)]
pub struct Arguments {
    function: &'static str,
    shape: &'static Shape,
    bytes: Vec<u8>,
}

impl Arguments {
    pub(super) fn new(function: &'static str, shape: &'static Shape, bytes: Vec<u8>) -> Arguments {
        Arguments { function, shape, bytes }
    }

    /// The full name of the Go function.
    pub fn function(&self) -> &'static str {
        self.function
    }

    /// The encoded arguments, as [`HookCall::arguments`](super::hook::HookCall::arguments) has them.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How the answer comes back.
    pub fn back(&self) -> Back {
        self.shape.answer
    }

    /// Begins to read them.
    pub fn given(&self) -> Result<Given<'_>, GoError> {
        Given::new(self.shape, &self.bytes).map_err(|reason| self.refused("arguments", &reason))
    }

    /// The error of a value that is not one of the function's.
    pub fn refused(&self, what: &str, reason: &Refusal) -> GoError {
        GoError::new(self.function, GoErrorKind::Refused, format!("{what}: {reason}"))
    }
}

/// Arguments that are read one behind the other.
#[derive(Debug)]
pub struct Given<'a> {
    passes: std::slice::Iter<'static, Pass>,
    words: Reader<'a>,
    packed: Reader<'a>,
}

/// An argument as it was passed.
#[derive(Debug)]
pub enum Part<'a> {
    /// One word, or the memory of a C value.
    Raw(&'a [u8]),
    /// The memory of so many items.
    Items(usize, &'a [u8]),
    /// Among the packed ones.
    Packed,
}

impl<'a> Given<'a> {
    fn new(shape: &'static Shape, bytes: &'a [u8]) -> Result<Given<'a>, Refusal> {
        let mut given =
            Given { passes: shape.params.iter(), words: Reader::new(bytes), packed: Reader::new(&[]) };
        while given.passes.len() > 0 {
            given.part()?;
        }
        let packed = Reader::new(given.words.rest());
        Ok(Given { passes: shape.params.iter(), words: Reader::new(bytes), packed })
    }

    fn part(&mut self) -> Result<Part<'a>, Refusal> {
        let mut items = |size: usize| {
            let count = u64::from_le_bytes(self.words.array()?);
            let count = usize::try_from(count).map_err(|_| Refusal::Truncated)?;
            let memory = self.words.take(count.checked_mul(size).ok_or(Refusal::Truncated)?)?;
            Ok(Part::Items(count, memory))
        };
        match *self.passes.next().ok_or(Refusal::Truncated)? {
            Pass::Word | Pass::Value | Pass::Ring => self.words.take(8).map(Part::Raw),
            Pass::Struct(size) => self.words.take(size).map(Part::Raw),
            Pass::Items(size) => items(size),
            Pass::Owned { .. } => items(1),
            Pass::Packed => Ok(Part::Packed),
        }
    }

    /// Ends the reading.
    pub fn finish(self) -> Result<(), Refusal> {
        match self.passes.len() {
            0 => self.packed.finish(),
            more => Err(Refusal::Trailing(more)),
        }
    }

    /// The memory of text or bytes; `None` if it is among the packed parameters.
    fn content(&mut self) -> Result<Option<&'a [u8]>, Refusal> {
        match self.part()? {
            Part::Items(_, memory) => Ok(Some(memory)),
            Part::Packed => Ok(None),
            Part::Raw(_) => Err(Refusal::Truncated),
        }
    }
}

/// A C value in memory, or in the low bytes of a word.
fn raw<B, T: Plain<B>>(bytes: &[u8]) -> Result<T, Refusal> {
    let size = size_of::<T::Raw>();
    let memory =
        bytes.get(..size).filter(|_| bytes.len() == size || bytes.len() == 8).ok_or(Refusal::Truncated)?;
    // SAFETY: these are the bytes of a `Raw`, which has no invalid bit patterns.
    T::from_raw(unsafe { memory.as_ptr().cast::<T::Raw>().read_unaligned() })
}

/// The bytes of a C value.
fn raw_bytes<B, T: Plain<B>>(value: &T) -> Result<Vec<u8>, Refusal> {
    let raw = value.to_raw()?;
    let mut bytes = Vec::<u8>::with_capacity(size_of::<T::Raw>());
    // SAFETY: there is room for so many bytes. What lies between the fields is of no value to any reader.
    unsafe {
        bytes.as_mut_ptr().cast::<T::Raw>().write_unaligned(raw);
        bytes.set_len(size_of::<T::Raw>());
    }
    Ok(bytes)
}

fn encoded<B, T: Encode<B>>(value: &T) -> Vec<u8> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_vec()
}

fn items<B, T: Encode<B>>(values: &[T]) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.count(values.len());
    T::encode_many(values, &mut writer);
    writer.into_vec()
}

fn decoded<B, T: Decode<B>>(bytes: &[u8]) -> Result<T, Refusal> {
    let mut reader = Reader::new(bytes);
    let value = T::decode(&mut reader)?;
    reader.finish().map(|()| value)
}

fn text(bytes: &[u8]) -> Result<String, Refusal> {
    String::from_utf8(bytes.to_vec()).map_err(|error| Refusal::Utf8(error.utf8_error().valid_up_to()))
}

/// A type of a bridge.
#[derive(Debug)]
pub struct Typed<T, B>(PhantomData<fn() -> (T, B)>);

impl<T, B> Typed<T, B> {
    /// The one value.
    pub const NEW: Typed<T, B> = Typed(PhantomData);
}

/// Methods of types that are passed in a way of their own.
macro_rules! own {
    ($($ty:ty: $given:ident, $read:expr, $write:expr;)*) => {$(
        impl<B> Typed<$ty, B> {
            /// The next argument.
            pub fn read(&self, given: &mut Given<'_>) -> Result<$ty, Refusal> {
                match given.content()? {
                    Some($given) => $read,
                    None => Decode::<B>::decode(&mut given.packed),
                }
            }

            /// The bytes of an answer.
            pub fn write(&self, value: &$ty, _back: Back) -> Result<Vec<u8>, Refusal> {
                let write: fn(&$ty) -> Vec<u8> = $write;
                Ok(write(value))
            }

            /// An answer that has these bytes.
            pub fn answer(&self, $given: &[u8]) -> Result<$ty, Refusal> {
                $read
            }

            /// What is the same for equal answers.
            pub fn flat(&self, value: &$ty) -> Vec<u8> {
                encoded::<B, _>(value)
            }
        }
    )*};
}
own! {
    String: bytes, text(bytes), |text| text.as_bytes().to_vec();
    Vec<u8>: bytes, Ok(bytes.to_vec()), Vec::clone;
}

impl<B> Typed<Bytes, B> {
    /// The next argument.
    pub fn read(&self, given: &mut Given<'_>) -> Result<Bytes, Refusal> {
        given.content()?.map(Bytes::copy_from_slice).ok_or(Refusal::Truncated)
    }

    /// The bytes of an answer.
    pub fn write(&self, value: &Bytes, _back: Back) -> Result<Vec<u8>, Refusal> {
        Ok(value.to_vec())
    }

    /// An answer that has these bytes.
    pub fn answer(&self, bytes: &[u8]) -> Result<Bytes, Refusal> {
        Ok(Bytes::copy_from_slice(bytes))
    }

    /// What is the same for equal answers.
    pub fn flat(&self, value: &Bytes) -> Vec<u8> {
        value.to_vec()
    }
}

impl<B> Typed<(), B> {
    /// The bytes of no answer.
    pub fn write(&self, (): &(), _back: Back) -> Result<Vec<u8>, Refusal> {
        Ok(Vec::new())
    }

    /// No answer.
    pub fn answer(&self, _bytes: &[u8]) -> Result<(), Refusal> {
        Ok(())
    }

    /// What is the same for equal answers.
    pub fn flat(&self, (): &()) -> Vec<u8> {
        Vec::new()
    }
}

/// Slices of plain data.
pub trait TypedItems<T> {
    /// The next argument.
    fn read(&self, given: &mut Given<'_>) -> Result<Vec<T>, Refusal>;
    /// The bytes of an answer.
    fn write(&self, value: &[T], back: Back) -> Result<Vec<u8>, Refusal>;
    /// An answer that has these bytes.
    fn answer(&self, bytes: &[u8]) -> Result<Vec<T>, Refusal>;
    /// What is the same for equal answers, if it has an encoding.
    fn flat(&self, value: &[T]) -> Vec<u8>;
}

impl<T: Plain<B> + Encode<B> + Decode<B>, B> TypedItems<T> for Typed<Vec<T>, B> {
    fn read(&self, given: &mut Given<'_>) -> Result<Vec<T>, Refusal> {
        match given.part()? {
            Part::Items(0, _) => Ok(Vec::new()),
            Part::Items(count, memory) => {
                memory.chunks_exact(memory.len() / count).map(raw::<B, T>).collect()
            }
            Part::Packed => Decode::<B>::decode(&mut given.packed),
            Part::Raw(_) => Err(Refusal::Truncated),
        }
    }

    fn write(&self, value: &[T], _back: Back) -> Result<Vec<u8>, Refusal> {
        Ok(items::<B, T>(value))
    }

    fn answer(&self, bytes: &[u8]) -> Result<Vec<T>, Refusal> {
        decoded::<B, _>(bytes)
    }

    fn flat(&self, value: &[T]) -> Vec<u8> {
        items::<B, T>(value)
    }
}

/// Plain data.
pub trait TypedPlain<T> {
    /// The next argument.
    fn read(&self, given: &mut Given<'_>) -> Result<T, Refusal>;
    /// The bytes of an answer.
    fn write(&self, value: &T, back: Back) -> Result<Vec<u8>, Refusal>;
    /// An answer that has these bytes.
    fn answer(&self, bytes: &[u8]) -> Result<T, Refusal>;
    /// What is the same for equal answers, if it has an encoding.
    fn flat(&self, value: &T) -> Vec<u8>;
}

impl<T: Plain<B> + Encode<B> + Decode<B>, B> TypedPlain<T> for Typed<T, B> {
    fn read(&self, given: &mut Given<'_>) -> Result<T, Refusal> {
        match given.part()? {
            Part::Raw(bytes) => raw::<B, T>(bytes),
            Part::Packed => T::decode(&mut given.packed),
            Part::Items(..) => Err(Refusal::Truncated),
        }
    }

    fn write(&self, value: &T, back: Back) -> Result<Vec<u8>, Refusal> {
        let mut bytes = raw_bytes::<B, T>(value)?;
        if back == Back::Word {
            bytes.resize(8, 0);
        }
        Ok(bytes)
    }

    fn answer(&self, bytes: &[u8]) -> Result<T, Refusal> {
        raw::<B, T>(bytes)
    }

    fn flat(&self, value: &T) -> Vec<u8> {
        encoded::<B, _>(value)
    }
}

/// Everything else.
pub trait TypedPacked<T> {
    /// The next argument.
    fn read(&self, given: &mut Given<'_>) -> Result<T, Refusal>;
    /// The bytes of an answer.
    fn write(&self, value: &T, back: Back) -> Result<Vec<u8>, Refusal>;
    /// An answer that has these bytes.
    fn answer(&self, bytes: &[u8]) -> Result<T, Refusal>;
    /// What is the same for equal answers, if it has an encoding.
    fn flat(&self, value: &T) -> Vec<u8>;
}

impl<T: Encode<B> + Decode<B>, B> TypedPacked<T> for &Typed<T, B> {
    fn read(&self, given: &mut Given<'_>) -> Result<T, Refusal> {
        match given.part()? {
            Part::Packed => T::decode(&mut given.packed),
            Part::Raw(_) | Part::Items(..) => Err(Refusal::Truncated),
        }
    }

    fn write(&self, value: &T, _back: Back) -> Result<Vec<u8>, Refusal> {
        Ok(encoded::<B, T>(value))
    }

    fn answer(&self, bytes: &[u8]) -> Result<T, Refusal> {
        decoded::<B, T>(bytes)
    }

    fn flat(&self, value: &T) -> Vec<u8> {
        encoded::<B, _>(value)
    }
}

/// How values of a type are compared: by `PartialEq` where there is one, otherwise only their encodings are.
#[derive(Debug)]
pub struct Same<T>(PhantomData<fn() -> T>);

impl<T> Same<T> {
    /// The one value.
    pub const NEW: Same<T> = Same(PhantomData);
}

/// Values that can be compared.
pub trait SameValues<T> {
    /// Whether they are equal.
    fn same(&self, a: &T, b: &T) -> bool;
}

impl<T: PartialEq> SameValues<T> for Same<T> {
    fn same(&self, a: &T, b: &T) -> bool {
        a == b
    }
}

/// Values that cannot be compared, and whose encodings differ.
pub trait SameNot<T> {
    /// That they are not equal.
    fn same(&self, a: &T, b: &T) -> bool;
}

impl<T> SameNot<T> for &Same<T> {
    fn same(&self, _a: &T, _b: &T) -> bool {
        false
    }
}

/// A type of errors.
#[derive(Debug)]
pub struct Fails<E, B>(PhantomData<fn() -> (E, B)>);

impl<E, B> Fails<E, B> {
    /// The one value.
    pub const NEW: Fails<E, B> = Fails(PhantomData);
}

impl<B> Fails<GoError, B> {
    /// The error of a call of Go, as the caller gets it.
    pub fn go_error(&self, _function: &'static str, error: GoError) -> GoError {
        error
    }
}

/// Errors that the bridge declares.
pub trait FailsDeclared<E> {
    /// The error as if Go had returned it.
    fn go_error(&self, function: &'static str, error: E) -> GoError;
}

impl<E: DeclaredError + Encode<B> + Display, B> FailsDeclared<E> for Fails<E, B> {
    fn go_error(&self, function: &'static str, error: E) -> GoError {
        GoError::of_declared(function, error.to_string(), E::NUMBER, encoded::<B, E>(&error))
    }
}

/// Other errors.
pub trait FailsOther<E> {
    /// The error as if Go had returned one with its message.
    fn go_error(&self, function: &'static str, error: E) -> GoError;
}

impl<E: Display, B> FailsOther<E> for &Fails<E, B> {
    fn go_error(&self, function: &'static str, error: E) -> GoError {
        GoError::new(function, GoErrorKind::Returned, error.to_string())
    }
}
