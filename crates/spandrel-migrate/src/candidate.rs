//! Rust code in place of a Go function.

use std::{fmt, sync::Arc};

use spandrel::private::{Arguments, GoError};

type Answer = dyn Fn(&Arguments) -> Result<Vec<u8>, GoError> + Send + Sync;
type Same = fn(&[u8], &[u8]) -> Option<bool>;

/// Rust code that answers the calls of a Go function. [`candidate!`](crate::candidate) makes one.
#[derive(Clone)]
pub struct Candidate {
    pub(crate) answer: Arc<Answer>,
    pub(crate) same: Same,
}

impl Candidate {
    /// For the macro: what answers, and whether two encoded answers are the same; `None` if the second is not one.
    #[doc(hidden)]
    pub fn new(
        answer: impl Fn(&Arguments) -> Result<Vec<u8>, GoError> + Send + Sync + 'static,
        same: Same,
    ) -> Candidate {
        Candidate { answer: Arc::new(answer), same }
    }
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Candidate")
    }
}

/// Makes a [`Candidate`]: the bridge module, and a closure with the types of the Go function, owned: `String` for `&str`, `Vec<T>` for
/// `&[T]`, `Bytes` for `Bytes`.
///
/// ```
/// # #[spandrel::bridge(package = "search")]
/// # pub mod ffi {
/// #     #[error]
/// #     #[derive(PartialEq)]
/// #     pub enum SearchError { TooLong { limit: u32 }, Other { message: String } }
/// #     extern "Go" {
/// #         fn words(line: &str) -> Result<u64>;
/// #         fn longest(lines: Vec<String>, limit: u32) -> Result<Option<String>, SearchError>;
/// #     }
/// # }
/// # impl From<spandrel::GoError> for ffi::SearchError {
/// #     fn from(e: spandrel::GoError) -> Self { ffi::SearchError::Other { message: e.to_string() } }
/// # }
/// # fn main() {}
/// use ffi::SearchError;
/// use spandrel_migrate::candidate;
///
/// # fn candidates() {
/// // It cannot fail.
/// let words = candidate!(ffi, |line: String| -> u64 { line.split_whitespace().count() as u64 });
///
/// // It can, with an error that the bridge declares, with a `GoError` as it is, or with anything that has a message.
/// let longest = candidate!(ffi, |lines: Vec<String>, limit: u32| -> Result<Option<String>, SearchError> {
///     if lines.len() > limit as usize {
///         return Err(SearchError::TooLong { limit });
///     }
///     Ok(lines.into_iter().max_by_key(String::len))
/// });
/// # }
/// ```
///
/// Calls of Go functions within a candidate go to Go directly: to this process, or to a worker within `worker.run(…)`.
#[macro_export]
macro_rules! candidate {
    ($($bridge:ident)::+, || $($rest:tt)*) => {
        $crate::candidate!($($bridge)::+, | | $($rest)*)
    };
    ($($bridge:ident)::+, |$($name:ident: $type:ty),* $(,)?| -> Result<$answer:ty, $error:ty> $body:block) => {
        $crate::Candidate::new(
            move |arguments: &$crate::__private::Arguments| {
                use $crate::__private::{
                    FailsDeclared as _, FailsOther as _, TypedItems as _, TypedPacked as _, TypedPlain as _,
                };
                type SpandrelBridgeOfCandidate = $($bridge)::+::SpandrelBridge;
                let mut given = arguments.given()?;
                $(let $name: $type =
                    (&$crate::__private::Typed::<$type, SpandrelBridgeOfCandidate>::NEW)
                        .read(&mut given)
                        .map_err(|reason| arguments.refused(stringify!($name), &reason))?;)*
                given.finish().map_err(|reason| arguments.refused("arguments", &reason))?;
                let answer: ::core::result::Result<$answer, $error> =
                    (|| -> ::core::result::Result<$answer, $error> { $body })();
                match answer {
                    Ok(value) => (&$crate::__private::Typed::<$answer, SpandrelBridgeOfCandidate>::NEW)
                        .write(&value, arguments.back())
                        .map_err(|reason| arguments.refused("result", &reason)),
                    Err(error) => Err((&$crate::__private::Fails::<$error, SpandrelBridgeOfCandidate>::NEW)
                        .go_error(arguments.function(), error)),
                }
            },
            |own, theirs| {
                use $crate::__private::{
                    SameNot as _, SameValues as _, TypedItems as _, TypedPacked as _, TypedPlain as _,
                };
                type SpandrelBridgeOfCandidate = $($bridge)::+::SpandrelBridge;
                let typed = $crate::__private::Typed::<$answer, SpandrelBridgeOfCandidate>::NEW;
                let (own, theirs) = ((&typed).answer(own).ok()?, (&typed).answer(theirs).ok()?);
                Some(
                    (&typed).flat(&own) == (&typed).flat(&theirs)
                        || (&$crate::__private::Same::<$answer>::NEW).same(&own, &theirs),
                )
            },
        )
    };
    ($($bridge:ident)::+, |$($name:ident: $type:ty),* $(,)?| -> $answer:ty $body:block) => {
        $crate::candidate!($($bridge)::+, |$($name: $type),*| -> Result<$answer, ::std::convert::Infallible> {
            Ok((|| -> $answer { $body })())
        })
    };
}
