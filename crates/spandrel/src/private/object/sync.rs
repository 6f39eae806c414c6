//! Atomics, cells and statics of the table: the real ones, or loom's, which try every interleaving of a model.
//!
//! With `--cfg spandrel_loom` the tests of `models` run on loom's.

#[cfg(not(all(test, spandrel_loom)))]
pub(super) use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicU32, AtomicU64, fence};

#[cfg(all(test, spandrel_loom))]
pub(super) use loom::{
    cell::UnsafeCell,
    sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicU32, AtomicU64, fence},
};

/// A cell whose accesses are closures, as loom wants to see them begin and end.
#[cfg(not(all(test, spandrel_loom)))]
pub(super) struct UnsafeCell<T>(std::cell::UnsafeCell<T>);

#[cfg(not(all(test, spandrel_loom)))]
impl<T> UnsafeCell<T> {
    pub(super) const fn new(value: T) -> UnsafeCell<T> {
        UnsafeCell(std::cell::UnsafeCell::new(value))
    }

    #[inline(always)]
    pub(super) fn with<R>(&self, read: impl FnOnce(*const T) -> R) -> R {
        read(self.0.get())
    }

    #[inline(always)]
    pub(super) fn with_mut<R>(&self, write: impl FnOnce(*mut T) -> R) -> R {
        write(self.0.get())
    }
}

/// A static that a model begins anew with.
#[cfg(not(all(test, spandrel_loom)))]
macro_rules! shared {
    ($(#[$doc:meta])* $(pub($scope:tt))? static $name:ident: $type:ty = $value:expr;) => {
        $(#[$doc])* $(pub($scope))? static $name: $type = $value;
    };
}

#[cfg(all(test, spandrel_loom))]
macro_rules! shared {
    ($(#[$doc:meta])* $(pub($scope:tt))? static $name:ident: $type:ty = $value:expr;) => {
        loom::lazy_static! { $(#[$doc])* $(pub($scope))? static ref $name: $type = $value; }
    };
}

/// A variable of each thread, which are coroutines of one thread in a model.
#[cfg(not(all(test, spandrel_loom)))]
macro_rules! local {
    ($(#[$doc:meta])* static $name:ident: $type:ty = $value:expr;) => {
        std::thread_local! { $(#[$doc])* static $name: $type = const { $value }; }
    };
}

#[cfg(all(test, spandrel_loom))]
macro_rules! local {
    ($(#[$doc:meta])* static $name:ident: $type:ty = $value:expr;) => {
        loom::thread_local! { $(#[$doc])* static $name: $type = $value; }
    };
}

/// An array of atomics, which are constants outside loom only.
#[cfg(not(all(test, spandrel_loom)))]
macro_rules! array {
    ($value:expr, $length:expr) => {
        [const { $value }; $length]
    };
}

#[cfg(all(test, spandrel_loom))]
macro_rules! array {
    ($value:expr, $length:expr) => {
        std::array::from_fn::<_, $length, _>(|_| $value)
    };
}

pub(super) use array;
pub(super) use local;
pub(super) use shared;
