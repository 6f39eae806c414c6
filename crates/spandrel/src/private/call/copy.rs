//! Copying short answers without a call.
//!
//! Most have a few dozen bytes. `memcpy` of the C library takes 2 to 3 ns for those, most of it for getting there and
//! finding out how short they are.

/// Copies `len` bytes; up to 64 of them in place, in two or four pieces that may overlap.
///
/// # Safety
/// As for [`std::ptr::copy_nonoverlapping`].
#[inline]
pub(in crate::private) unsafe fn short(from: *const u8, to: *mut u8, len: usize) {
    // SAFETY: the ends of what is moved lie within `len` bytes in each arm; the rest is promised by the caller.
    unsafe {
        match len {
            8..=16 => ends::<u64>(from, to, len),
            17..=32 => ends::<u128>(from, to, len),
            33..=64 => ends::<[u128; 2]>(from, to, len),
            _ => std::ptr::copy_nonoverlapping(from, to, len),
        }
    }
}

/// Copies the first and the last `T` of the bytes.
///
/// # Safety
/// As for [`short`]; `len` is at least the size of a `T`, and the two pieces cover it.
#[inline]
unsafe fn ends<T>(from: *const u8, to: *mut u8, len: usize) {
    let last = len - size_of::<T>();
    // SAFETY: as promised by the caller.
    unsafe {
        let (head, tail) = (from.cast::<T>().read_unaligned(), from.add(last).cast::<T>().read_unaligned());
        to.cast::<T>().write_unaligned(head);
        to.add(last).cast::<T>().write_unaligned(tail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_copied_and_nothing_else() {
        let from: Vec<u8> = (1..=100).collect();
        for len in 0..=100 {
            let mut to = [0; 120];
            // SAFETY: both have that many bytes.
            unsafe { short(from.as_ptr(), to[10..].as_mut_ptr(), len) };
            assert_eq!(to[10..10 + len], from[..len]);
            assert!(to[..10].iter().chain(&to[10 + len..]).all(|byte| *byte == 0), "{len}");
        }
    }
}
