//! Memory for secrets: pages of their own, locked, left out of core dumps, wiped before they are released.

use std::{fmt, ptr::NonNull};

use zeroize::Zeroize;

/// Bytes that leave no trace. Where pages cannot be had or locked they are ordinary memory, and wiped all the same.
pub(in crate::private) struct Locked {
    address: NonNull<u8>,
    len: usize,
    /// The size of the mapping; 0 for memory of the allocator.
    mapped: usize,
    locked: bool,
}

// SAFETY: the memory is this value's alone, as that of a `Box<[u8]>` is.
unsafe impl Send for Locked {}
// SAFETY: through a shared reference it is only read.
unsafe impl Sync for Locked {}

impl Locked {
    /// Zeros.
    pub(in crate::private) fn zeroed(len: usize) -> Locked {
        pages::map(len).unwrap_or_else(|| {
            let bytes = Box::leak(vec![0u8; len].into_boxed_slice());
            Locked { address: NonNull::from(bytes).cast(), len, mapped: 0, locked: false }
        })
    }

    /// A copy of the bytes.
    pub(in crate::private) fn copy_of(bytes: &[u8]) -> Locked {
        let mut memory = Locked::zeroed(bytes.len());
        memory.as_mut_slice().copy_from_slice(bytes);
        memory
    }

    /// Whether the operating system keeps the memory out of swap.
    pub(in crate::private) fn is_locked(&self) -> bool {
        self.locked
    }

    /// The content.
    pub(in crate::private) fn as_slice(&self) -> &[u8] {
        // SAFETY: `address` has `len` initialised bytes, which are this value's alone.
        unsafe { std::slice::from_raw_parts(self.address.as_ptr(), self.len) }
    }

    /// The content, to be written.
    pub(in crate::private) fn as_mut_slice(&mut self) -> &mut [u8] {
        // SAFETY: see `as_slice`.
        unsafe { std::slice::from_raw_parts_mut(self.address.as_ptr(), self.len) }
    }

    fn wipe(&mut self) {
        self.as_mut_slice().zeroize();
        #[cfg(test)]
        tests::AT_WIPE.with_borrow_mut(|seen| seen.push(self.as_slice().to_vec()));
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        self.wipe();
        if self.mapped == 0 {
            let bytes = std::ptr::slice_from_raw_parts_mut(self.address.as_ptr(), self.len);
            // SAFETY: memory that is not mapped was leaked from a box of this length.
            drop(unsafe { Box::from_raw(bytes) });
        } else {
            pages::unmap(self.address, self.mapped, self.locked);
        }
    }
}

impl fmt::Debug for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Locked(…)")
    }
}

#[cfg(target_os = "linux")]
mod pages {
    use std::{
        ptr::{self, NonNull},
        sync::Mutex,
    };

    use super::Locked;

    /// How many locked pages wait for the next secret: most secrets are small, and a page costs four system calls.
    const SPARES: usize = 32;

    /// Locked pages that hold zeros. Nobody waits for the lock: who does not get it goes to the system.
    static SPARE: Mutex<Vec<Page>> = Mutex::new(Vec::new());

    struct Page(NonNull<u8>);

    // SAFETY: a spare page is nobody's; it belongs to the thread that takes it from the list.
    unsafe impl Send for Page {}

    /// Fresh pages for so many bytes, locked if the limit allows it. `None` if there are none, or none are needed.
    pub(in crate::private) fn map(len: usize) -> Option<Locked> {
        // SAFETY: it only asks.
        let page = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).ok()?;
        let mapped = len.checked_next_multiple_of(page).filter(|size| *size > 0)?;
        let spare =
            if mapped == page { SPARE.try_lock().ok().and_then(|mut spare| spare.pop()) } else { None };
        if let Some(Page(address)) = spare {
            return Some(Locked { address, len, mapped, locked: true });
        }
        // SAFETY: a new private mapping, wherever there is room.
        let address = unsafe {
            libc::mmap(
                ptr::null_mut(),
                mapped,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        if address == libc::MAP_FAILED {
            return None;
        }
        // SAFETY: both act on the mapping just made. Without dumping is a wish: its failure leaves nothing undone.
        let locked = unsafe {
            libc::madvise(address, mapped, libc::MADV_DONTDUMP);
            lock(address, mapped)
        };
        Some(Locked { address: NonNull::new(address.cast())?, len, mapped, locked })
    }

    /// Asks for pages to stay in memory; there is a limit to what a process may ask for.
    ///
    /// # Safety
    /// The mapping is the caller's.
    unsafe fn lock(address: *mut libc::c_void, mapped: usize) -> bool {
        #[cfg(test)]
        if super::tests::LIMIT_REACHED.get() {
            return false;
        }
        // SAFETY: as promised by the caller.
        unsafe { libc::mlock(address, mapped) == 0 }
    }

    /// Gives wiped pages back, which unlocks them, or keeps a locked one for the next secret.
    pub(in crate::private) fn unmap(address: NonNull<u8>, mapped: usize, locked: bool) {
        // SAFETY: it only asks.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        if locked
            && i64::try_from(mapped) == Ok(page)
            && let Ok(mut spare) = SPARE.try_lock()
            && spare.len() < SPARES
        {
            spare.push(Page(address));
            return;
        }
        // SAFETY: the mapping was made by `map` and belongs to a value that is being dropped.
        unsafe { libc::munmap(address.as_ptr().cast(), mapped) };
    }
}

#[cfg(not(target_os = "linux"))]
mod pages {
    use std::ptr::NonNull;

    use super::Locked;

    pub(in crate::private) fn map(_: usize) -> Option<Locked> {
        None
    }

    pub(in crate::private) fn unmap(_: NonNull<u8>, _: usize, _: bool) {}
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;

    thread_local! {
        /// What memory contained after it was wiped and before it was released.
        pub(crate) static AT_WIPE: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
        /// Whether locking is to fail as it does beyond the limit.
        pub(in crate::private) static LIMIT_REACHED: Cell<bool> = const { Cell::new(false) };
    }

    #[test]
    fn pages_are_locked_and_not_dumped() {
        let memory = Locked::copy_of(b"correct horse");
        assert_eq!(memory.as_slice(), b"correct horse");
        if !cfg!(target_os = "linux") {
            return;
        }
        let address = memory.address.as_ptr() as usize;
        let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let holds = |line: &str| {
            let range = line.split_whitespace().next().and_then(|range| range.split_once('-'));
            let hex = |text| usize::from_str_radix(text, 16).ok();
            range.is_some_and(|(start, end)| {
                hex(start).is_some_and(|start| start <= address) && hex(end).is_some_and(|end| address < end)
            })
        };
        let mut lines = maps.lines().skip_while(|line| !holds(line));
        let flags = lines.find_map(|line| line.strip_prefix("VmFlags:")).unwrap();
        let flags: Vec<&str> = flags.split_whitespace().collect();
        assert!(flags.contains(&"dd"), "the pages would be dumped: {flags:?}");
        assert_eq!(flags.contains(&"lo"), memory.is_locked(), "{flags:?}");
    }

    #[test]
    fn memory_is_wiped_before_it_is_given_back() {
        for len in [0, 1, 4096, 5000] {
            AT_WIPE.take();
            drop(Locked::copy_of(&vec![0xA5; len]));
            assert_eq!(AT_WIPE.take(), [vec![0; len]]);
        }
    }

    #[test]
    fn beyond_the_limit_memory_works_without_the_lock() {
        LIMIT_REACHED.set(true);
        // More than a page, so that it is none that was locked before.
        let memory = Locked::copy_of(&[7; 70_000]);
        LIMIT_REACHED.set(false);
        assert!(!memory.is_locked());
        assert_eq!(memory.as_slice(), [7; 70_000]);
        AT_WIPE.take();
        drop(memory);
        assert_eq!(AT_WIPE.take(), [vec![0; 70_000]]);
    }

    #[test]
    fn a_page_that_is_used_again_holds_zeros() {
        for _ in 0..100 {
            let mut memories: Vec<Locked> = (0..40).map(|_| Locked::zeroed(4096)).collect();
            for memory in &mut memories {
                assert!(memory.as_slice().iter().all(|byte| *byte == 0));
                memory.as_mut_slice().fill(0xA5);
            }
        }
    }

    #[test]
    fn memory_of_the_allocator_stands_in() {
        let bytes = Box::leak(vec![7u8; 40].into_boxed_slice());
        let memory = Locked { address: NonNull::from(bytes).cast(), len: 40, mapped: 0, locked: false };
        assert_eq!(memory.as_slice(), [7; 40]);
        AT_WIPE.take();
        drop(memory);
        assert_eq!(AT_WIPE.take(), [vec![0; 40]]);
    }
}
