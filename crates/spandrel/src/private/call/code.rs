//! Result codes: the low byte of a frame's status.

#[cfg(feature = "async")]
pub(in crate::private) use spandrel_abi::code::PENDING;
pub(in crate::private) use spandrel_abi::{
    code::{
        BUSY, CLOSED, ERROR, EXHAUSTED, INVALID_HANDLE, MISSING, OK, PANIC, POISONED, REENTRANT, REFUSED,
    },
    status::EXCLUSIVE,
};
