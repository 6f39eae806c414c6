//! Errors of calls into Go.

use std::fmt;

use crate::private::wire::{Decode, Reader};

/// Why a call into Go failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GoErrorKind {
    /// The Go function returned an error.
    Returned,
    /// The Go function panicked.
    Panicked,
    /// The Go function is not there: the Go package is not linked in or not initialised yet, or it has not been given an
    /// implementation.
    Missing,
    /// A value has no counterpart on the other side.
    Refused,
    /// The call came from within a leaf function, which promises not to call Go.
    Leaf,
    /// The Go value is gone.
    Released,
    /// The process that has the core ended before it answered, or could not be started. The function may have run.
    Died,
    /// The process that has the core did not answer in time, and was ended. The function may have run.
    Deadline,
}

/// What a call into Go answers instead of a value.
///
/// `Display` gives function and message; [`GoError::declared`] finds an `#[error]` enum of the bridge in it, so that an
/// error that started in Rust and travelled through Go is known again.
#[derive(Clone, Debug)]
pub struct GoError(Box<Details>);

#[derive(Clone, Debug)]
struct Details {
    function: &'static str,
    kind: GoErrorKind,
    message: String,
    type_name: String,
    stack: String,
    /// The `#[error]` enum that the Go error is or wraps: its number in the bridge, and its fields.
    declared: Option<(u8, Vec<u8>)>,
}

/// An `#[error]` enum of a bridge. Implemented by the macro; for an enum that a bridge adopts, with the bridge as `B`.
pub trait DeclaredError<B = ()>: Sized {
    #[doc(hidden)]
    const PACKAGE: &'static str;
    #[doc(hidden)]
    const NUMBER: u8;
    #[doc(hidden)]
    fn decode_fields(fields: &[u8]) -> Option<Self>;
}

impl GoError {
    pub(crate) fn new(function: &'static str, kind: GoErrorKind, message: String) -> GoError {
        let (type_name, stack) = Default::default();
        GoError(Box::new(Details { function, kind, message, type_name, stack, declared: None }))
    }

    /// An error of a hook, which callers find by the name of its type.
    #[doc(hidden)]
    pub fn of_hook(function: &'static str, kind: GoErrorKind, type_name: &str, message: String) -> GoError {
        let mut whole = GoError::new(function, kind, message);
        type_name.clone_into(&mut whole.0.type_name);
        whole
    }

    /// A declared error as if Go had returned it: its number in the bridge, and its fields.
    pub(crate) fn of_declared(
        function: &'static str,
        message: String,
        number: u8,
        fields: Vec<u8>,
    ) -> GoError {
        let mut whole = GoError::new(function, GoErrorKind::Returned, message);
        whole.0.declared = Some((number, fields));
        whole
    }

    /// Whether both are the same failure: of one kind, and if the bridge declares them, the same variant with the same fields. Messages
    /// are not compared.
    pub fn is_same(&self, other: &GoError) -> bool {
        // A declared error is its variant, its message and its fields.
        fn parts(fields: &[u8]) -> Option<(u32, &[u8])> {
            let mut reader = Reader::new(fields);
            let variant = reader.variant().ok()?;
            <Vec<u8> as Decode<()>>::decode(&mut reader).ok()?;
            Some((variant, reader.rest()))
        }
        let declared = |error: &GoError| {
            error
                .0
                .declared
                .as_ref()
                .map(|(number, fields)| (*number, parts(fields).map(|(v, f)| (v, f.to_vec()))))
        };
        self.kind() == other.kind() && declared(self) == declared(other)
    }

    /// Reads what the Go side wrote: message, type and declared error, or message and stack of a panic.
    pub(crate) fn read(function: &'static str, kind: GoErrorKind, reader: &mut Reader<'_>) -> GoError {
        let mut whole = GoError::new(function, kind, String::new());
        let error = &mut *whole.0;
        let mut text = || {
            String::from_utf8_lossy(&<Vec<u8> as Decode<()>>::decode(reader).unwrap_or_default()).into_owned()
        };
        match kind {
            GoErrorKind::Returned => {
                error.message = text();
                error.type_name = text();
                let number = <u8 as Decode<()>>::decode(reader).unwrap_or_default();
                error.declared = number.checked_sub(1).map(|number| (number, reader.rest().to_vec()));
            }
            GoErrorKind::Panicked => {
                error.message = text();
                error.stack = text();
            }
            _ => error.message = text(),
        }
        whole
    }

    /// The full name of the Go function, such as `remux.Sink.Write`.
    pub fn function(&self) -> &str {
        self.0.function
    }

    /// Why the call failed.
    pub fn kind(&self) -> GoErrorKind {
        self.0.kind
    }

    /// What Go's `Error()` returned, the value of the panic, or why a value was refused.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The Go type of the error, such as `*fs.PathError`; empty unless the function returned one.
    pub fn type_name(&self) -> &str {
        &self.0.type_name
    }

    /// The Go stack of the panic; empty unless the function panicked.
    pub fn stack(&self) -> &str {
        &self.0.stack
    }

    /// The error of this type that the Go error is or wraps, as `errors.As` finds it.
    ///
    /// An error that started in Rust, went to Go and comes back is found here with its fields.
    ///
    /// For an error that the bridge adopts, use [`GoError::adopted`].
    pub fn declared<E: DeclaredError>(&self) -> Option<E> {
        self.adopted()
    }

    /// The error of this type, which a bridge adopts: `error.adopted::<Failure, _>()`.
    ///
    /// The second argument is the bridge, which the compiler knows unless several bridges adopt the type. Otherwise as
    /// [`GoError::declared`].
    pub fn adopted<E: DeclaredError<B>, B>(&self) -> Option<E> {
        let (number, fields) = self.0.declared.as_ref()?;
        let package = self.0.function.split('.').next();
        (package == Some(E::PACKAGE) && *number == E::NUMBER).then(|| E::decode_fields(fields)).flatten()
    }

    /// The declared error where the bridge says `Result<T, E>`: what the Go error is or wraps, or what the user makes of it.
    #[doc(hidden)]
    pub fn into_declared<E: DeclaredError<B> + From<GoError>, B>(self) -> E {
        self.adopted().unwrap_or_else(|| E::from(self))
    }

    /// The answer of a call that has nowhere to put an error: where there is one, the caller panics with its message.
    #[doc(hidden)]
    #[inline]
    #[track_caller]
    pub fn or_raise<T>(answer: Result<T, GoError>) -> T {
        match answer {
            Ok(value) => value,
            Err(error) => panic!("{error}"),
        }
    }
}

impl fmt::Display for GoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (function, message) = (self.0.function, &self.0.message);
        match self.0.kind {
            GoErrorKind::Returned => write!(f, "{function}: {message}"),
            GoErrorKind::Panicked => write!(f, "{function} panicked in Go: {message}"),
            GoErrorKind::Missing => {
                write!(
                    f,
                    "{function} has no Go implementation; link the Go package in and call its Implement"
                )
            }
            GoErrorKind::Refused => write!(f, "{function}: {message}"),
            GoErrorKind::Leaf => write!(f, "{function} was called from a leaf function; remove its #[leaf]"),
            GoErrorKind::Released => write!(f, "{function}: the Go value is gone"),
            GoErrorKind::Died | GoErrorKind::Deadline => write!(f, "{function}: {message}"),
        }
    }
}

impl std::error::Error for GoError {}
