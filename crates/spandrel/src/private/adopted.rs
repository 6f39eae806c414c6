//! What the compiler checks of a type that a bridge adopts.

/// A field of an adopted type, as one of the type `T` that the bridge declares. It can only be of that type.
#[diagnostic::on_unimplemented(
    message = "the adopted type has `{Self}` where the bridge declares `{T}`",
    label = "the adopted type has `{Self}` here",
    note = "a bridge adopts a type as it is: declare the field here as it is declared there"
)]
pub trait Adopted<T> {
    /// The field.
    fn seen(&self) -> &T;

    /// The field, made of a value.
    fn made(value: T) -> Self;
}

impl<T> Adopted<T> for T {
    #[inline]
    fn seen(&self) -> &T {
        self
    }

    #[inline]
    fn made(value: T) -> T {
        value
    }
}

/// An enum that a bridge adopts as an error. Its message is its own: the doc comments of the bridge are for Go.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is adopted as an error, but does not implement `std::error::Error`",
    label = "this is not an error",
    note = "implement `Display` and `Error` for it, by hand or with a derive, or leave out `#[error]`"
)]
pub trait AdoptedError {
    /// What `Display` says.
    fn message(&self) -> String;
}

impl<E: std::error::Error + 'static> AdoptedError for E {
    fn message(&self) -> String {
        self.to_string()
    }
}
