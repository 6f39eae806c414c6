//! Secrets.

use std::{fmt, marker::PhantomData, str::Utf8Error};

use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use super::locked::Locked;
use crate::private::wire::{memory::checked_text, refusal::Refusal};

/// A key, a password, a seed: bytes that nobody prints, swaps out or finds later in freed memory.
///
/// `Secret<[u8]>` holds bytes, `Secret<str>` text. The content lies in pages of its own, which on Linux are locked into
/// memory and left out of core dumps, and is wiped when the secret is dropped. There is no `Display`, `Debug` prints
/// `Secret(…)`, and `==` takes the same time wherever the first difference is (lengths are not secret).
///
/// In a bridge, a secret is a parameter or a result by itself, by value; in Go it is a `*spandrel.Secret`. On the way it is
/// copied once, from locked memory into locked memory.
///
/// ```
/// use spandrel::Secret;
///
/// let key = Secret::<[u8]>::from(vec![7; 32]); // wipes the vector
/// assert_eq!(key.expose()[0], 7);
/// assert_eq!(format!("{key:?}"), "Secret(…)");
/// ```
///
/// Each secret takes at least one page. When the limit for locked memory (`RLIMIT_MEMLOCK`) is reached, secrets work
/// without the lock, and [`is_locked`](Secret::is_locked) says so.
pub struct Secret<T: Content + ?Sized> {
    memory: Locked,
    content: PhantomData<fn(&T) -> &T>,
}

impl<T: Content + ?Sized> Secret<T> {
    /// A copy of the content. The source is the caller's to wipe: to transfer its ownership, use `From`.
    pub fn new(content: &T) -> Secret<T> {
        Secret::from_memory(Locked::copy_of(content.bytes()))
    }

    /// The content. Do not copy it to where it is not wiped.
    pub fn expose(&self) -> &T {
        // SAFETY: the memory was copied from a `T`, or checked to be one.
        unsafe { T::view(self.memory.as_slice()) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.memory.as_slice().len()
    }

    /// Whether there is no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the content is locked, so that it is never swapped. `false` where the limit for locked memory was reached, where the system
    /// has no such thing, and for an empty secret.
    pub fn is_locked(&self) -> bool {
        self.memory.is_locked()
    }

    pub(in crate::private) fn from_memory(memory: Locked) -> Secret<T> {
        Secret { memory, content: PhantomData }
    }

    pub(in crate::private) fn into_memory(self) -> Locked {
        self.memory
    }
}

impl Secret<[u8]> {
    /// Bytes that are made where they stay: `fill` gets as many zeros as are asked for.
    pub fn fill(len: usize, fill: impl FnOnce(&mut [u8])) -> Secret<[u8]> {
        let mut memory = Locked::zeroed(len);
        fill(memory.as_mut_slice());
        Secret::from_memory(memory)
    }
}

impl<T: Content + ?Sized> Clone for Secret<T> {
    fn clone(&self) -> Secret<T> {
        Secret::new(self.expose())
    }
}

impl From<Vec<u8>> for Secret<[u8]> {
    /// Takes the bytes over and wipes the vector.
    fn from(mut bytes: Vec<u8>) -> Secret<[u8]> {
        let secret = Secret::new(&bytes[..]);
        bytes.zeroize();
        secret
    }
}

impl From<String> for Secret<str> {
    /// Takes the text over and wipes the string.
    fn from(mut text: String) -> Secret<str> {
        let secret = Secret::new(&text[..]);
        text.zeroize();
        secret
    }
}

impl TryFrom<Secret<[u8]>> for Secret<str> {
    type Error = Utf8Error;

    /// Checks that the bytes are text, and moves them: there is no copy. Bytes that are not are wiped.
    fn try_from(bytes: Secret<[u8]>) -> Result<Secret<str>, Utf8Error> {
        std::str::from_utf8(bytes.expose())?;
        Ok(Secret::from_memory(bytes.into_memory()))
    }
}

impl From<Secret<str>> for Secret<[u8]> {
    /// Moves the text: there is no copy.
    fn from(text: Secret<str>) -> Secret<[u8]> {
        Secret::from_memory(text.into_memory())
    }
}

impl<T: Content + ?Sized> PartialEq for Secret<T> {
    fn eq(&self, other: &Secret<T>) -> bool {
        self.memory.as_slice().ct_eq(other.memory.as_slice()).into()
    }
}

impl<T: Content + ?Sized> Eq for Secret<T> {}

impl<T: Content + ?Sized> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a secret can hold: `[u8]` or `str`.
///
/// # Safety
/// For bytes that pass [`Content::check`], [`Content::view`] gives a valid value.
pub unsafe trait Content {
    /// Rejects bytes that are not such content.
    fn check(bytes: &[u8]) -> Result<(), Refusal>;

    /// The content as bytes.
    fn bytes(&self) -> &[u8];

    /// The content that lies in these bytes.
    ///
    /// # Safety
    /// The bytes are those of a value, or passed the check.
    unsafe fn view(bytes: &[u8]) -> &Self;
}

// SAFETY: all bytes are bytes.
unsafe impl Content for [u8] {
    fn check(_: &[u8]) -> Result<(), Refusal> {
        Ok(())
    }

    fn bytes(&self) -> &[u8] {
        self
    }

    unsafe fn view(bytes: &[u8]) -> &[u8] {
        bytes
    }
}

// SAFETY: the check is that for UTF-8.
unsafe impl Content for str {
    fn check(bytes: &[u8]) -> Result<(), Refusal> {
        checked_text(bytes).map(drop)
    }

    fn bytes(&self) -> &[u8] {
        self.as_bytes()
    }

    unsafe fn view(bytes: &[u8]) -> &str {
        // SAFETY: as promised by the caller.
        unsafe { std::str::from_utf8_unchecked(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::locked::tests::AT_WIPE;
    use super::*;

    #[test]
    fn content_comes_back_and_is_not_printed() {
        let password = Secret::<str>::from("correct horse".to_owned());
        assert_eq!(password.expose(), "correct horse");
        assert_eq!((password.len(), password.is_empty()), (13, false));
        assert_eq!(format!("{password:?} {:?}", Some(&password)), "Secret(…) Some(Secret(…))");
        let empty = Secret::<[u8]>::new(&[]);
        assert!(empty.is_empty() && !empty.is_locked());
    }

    #[test]
    fn issue_bytes_become_text_where_they_lie() {
        AT_WIPE.take();
        let bytes = Secret::<[u8]>::fill(5, |bytes| bytes.copy_from_slice(b"horse"));
        let place = bytes.expose().as_ptr();
        let text = Secret::<str>::try_from(bytes).unwrap();
        assert_eq!((text.expose(), text.expose().as_ptr()), ("horse", place));
        let bytes = Secret::<[u8]>::from(text);
        assert_eq!((bytes.expose(), bytes.expose().as_ptr()), (&b"horse"[..], place));
        assert_eq!(AT_WIPE.take(), [[0; 0]; 0]);
        let error = Secret::<str>::try_from(Secret::<[u8]>::new(&[b'a', 0xFF])).unwrap_err();
        assert_eq!((error.valid_up_to(), AT_WIPE.take()), (1, vec![vec![0; 2]]));
    }

    #[test]
    fn equality_is_of_content() {
        let key = Secret::<[u8]>::fill(32, |bytes| bytes.fill(9));
        assert!(key == key.clone() && key == Secret::from(vec![9; 32]));
        assert!(key != Secret::from(vec![9; 31]) && key != Secret::from(vec![8; 32]));
    }

    #[test]
    fn every_copy_is_wiped() {
        AT_WIPE.take();
        let key = Secret::<[u8]>::new(&[1, 2, 3]);
        let copy = key.clone();
        drop(key);
        drop(copy);
        assert_eq!(AT_WIPE.take(), [[0; 3], [0; 3]]);
    }
}
