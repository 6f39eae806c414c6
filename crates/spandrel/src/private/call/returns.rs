//! What a call returns, for the compiler to compare with what the bridge declares.

/// The value. Where two of these differ in type, the compiler looks for no conversion, and suggests none.
pub struct Returns<T>(pub T);
