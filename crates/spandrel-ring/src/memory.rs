//! The memory of a ring: its words by their offsets, and who refers to it.

#[cfg(all(test, spandrel_loom))]
pub(crate) use crate::modelled::Memory;
#[cfg(not(all(test, spandrel_loom)))]
pub(crate) use real::Memory;

use spandrel_abi::{cursor, ring, ring_value};

use crate::{
    event::Bed,
    sync::{AtomicU32, AtomicU64, Ordering},
};

/// The words of one reader.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    memory: &'a Memory,
    at: u64,
}

impl<'a> Cursor<'a> {
    pub(crate) fn tail(self) -> &'a AtomicU64 {
        self.memory.word(self.at + cursor::TAIL)
    }

    pub(crate) fn messages(self) -> &'a AtomicU64 {
        self.memory.word(self.at + cursor::MESSAGES)
    }

    pub(crate) fn bytes(self) -> &'a AtomicU64 {
        self.memory.word(self.at + cursor::BYTES)
    }

    pub(crate) fn lost(self) -> &'a AtomicU64 {
        self.memory.word(self.at + cursor::LOST)
    }

    pub(crate) fn state(self) -> &'a AtomicU32 {
        self.memory.half(self.at + cursor::STATE)
    }

    pub(crate) fn merged(self) -> &'a AtomicU64 {
        self.memory.word(self.at + cursor::MERGED)
    }

    pub(crate) fn merging(self) -> &'a AtomicU64 {
        self.memory.word(self.at + cursor::MERGING)
    }

    pub(crate) fn lossy(self) -> &'a AtomicU32 {
        self.memory.half(self.at + cursor::LOSSY)
    }

    /// Where its reader sleeps.
    pub(crate) fn bed(self) -> Bed {
        Bed { sleep: self.at + cursor::SLEEP, event: self.at + cursor::EVENT }
    }
}

impl Memory {
    pub(crate) fn head(&self) -> &AtomicU64 {
        self.word(ring::HEAD)
    }

    pub(crate) fn writer(&self) -> &AtomicU32 {
        self.half(ring::WRITER)
    }

    pub(crate) fn sleepers(&self) -> &AtomicU32 {
        self.half(ring::SLEEPERS)
    }

    pub(crate) fn joins(&self) -> &AtomicU32 {
        self.half(ring::JOINS)
    }

    pub(crate) fn used(&self) -> &AtomicU32 {
        self.half(ring::USED)
    }

    pub(crate) fn gone(&self) -> &AtomicU32 {
        self.half(ring::GONE)
    }

    pub(crate) fn cursor(&self, index: u32) -> Cursor<'_> {
        Cursor { memory: self, at: ring::CURSORS + u64::from(index) * cursor::SIZE }
    }

    /// Whether there is only ever one reader.
    pub(crate) fn solo(&self) -> bool {
        self.half(ring::SOLO).load(Ordering::Relaxed) != 0
    }

    /// Where the writer sleeps.
    pub(crate) fn bed(&self) -> Bed {
        Bed { sleep: ring::SLEEP, event: ring::EVENT }
    }

    /// An end more that is not closed.
    pub(crate) fn open_end(&self) {
        self.half(ring::ENDS).fetch_add(1, Ordering::Relaxed);
    }

    /// One less. The last one releases the pages of the data, as a mapping may outlive its ends for a while.
    pub(crate) fn close_end(&self) {
        if self.half(ring::ENDS).fetch_sub(1, Ordering::AcqRel) == 1 {
            self.discard();
        }
    }

    /// A word of the memory of a reader of many rings.
    pub(crate) fn end_word(&self, slot: u32) -> &AtomicU64 {
        self.word(self.shape.data + 8 * u64::from(slot))
    }

    /// How many of these words have ever been used.
    pub(crate) fn words_used(&self) -> u32 {
        self.word(ring::SENT).load(Ordering::Acquire) as u32
    }

    /// Before the word is first used.
    pub(crate) fn use_word(&self, slot: u32) {
        self.word(ring::SENT).fetch_max(u64::from(slot) + 1, Ordering::AcqRel);
    }

    /// Closes the ring because what a reader found in it cannot be.
    pub(crate) fn condemn(&self) {
        self.writer().store(ring_value::CORRUPT, Ordering::Release);
    }
}

/// Drops the reference of a cursor to where its reader waits; 0 has none.
///
/// # Safety
/// An address has a reference, which is dropped here.
pub(crate) unsafe fn release(merged: u64) {
    if merged != 0 {
        // SAFETY: as the caller guarantees.
        drop(unsafe { Memory::from_raw(merged) });
    }
}

#[cfg(not(all(test, spandrel_loom)))]
mod real {
    use std::{io, mem::ManuallyDrop, ptr::NonNull, time::Duration};

    use spandrel_abi::{cursor, ring, ring_value, ring_word};

    use crate::{
        error::Error,
        event::{self, Bed},
        full::Full,
        memory::release,
        shape::{Mark, Shape, Space, record},
        sync::{AtomicU32, AtomicU64, Ordering},
    };

    /// A reference to the memory of a ring. The last reference of either language unmaps it.
    pub(crate) struct Memory {
        base: NonNull<u8>,
        pub(crate) shape: Shape,
    }

    // SAFETY: the words are atomic; the data is accessed by the protocol of `writing` and `reading`.
    unsafe impl Send for Memory {}
    // SAFETY: as above.
    unsafe impl Sync for Memory {}

    impl Memory {
        /// Memory of its own, with one cursor that is in use from the beginning if `solo`.
        pub(crate) fn new(shape: Shape, solo: bool) -> Result<Memory, Error> {
            Memory::of(shape, solo, 0)
        }

        /// Memory for a reader of many rings, whose slots have `stride` bytes.
        pub(crate) fn merging(shape: Shape, stride: u64) -> Result<Memory, Error> {
            Memory::of(shape, true, stride as u32 + 1)
        }

        fn of(shape: Shape, solo: bool, merge: u32) -> Result<Memory, Error> {
            let base = map(shape.size as usize).map_err(Error::Memory)?;
            let memory = Memory { base, shape };
            let words = [
                (ring::MARK, ring_word::MARK),
                (ring::SIZE, shape.size),
                (ring::DATA, shape.data),
                (ring::CAPACITY, shape.capacity),
                (ring::STRIDE, shape.stride),
                (ring::MESSAGES, shape.messages),
                (ring::BYTES, shape.bytes),
            ];
            for (at, value) in words {
                memory.word(at).store(value, Ordering::Relaxed);
            }
            let lossy = u32::from(shape.full == Full::Overwrite);
            let mut halves = vec![
                (ring::READERS, shape.readers),
                (ring::FULL, shape.full.number()),
                (ring::REFERENCES, 1),
                (ring::SOLO, u32::from(solo)),
                (ring::MERGE, merge),
                (ring::ENDS, 1 + u32::from(solo)),
            ];
            if solo {
                halves.push((ring::USED, 1));
                halves.push((ring::CURSORS + cursor::STATE, ring_value::ACTIVE));
                halves.push((ring::CURSORS + cursor::LOSSY, lossy));
            }
            for (at, value) in halves {
                memory.half(at).store(value, Ordering::Relaxed);
            }
            Ok(memory)
        }

        /// Whether it is that of a reader of many rings.
        pub(crate) fn merges(&self) -> bool {
            self.half(ring::MERGE).load(Ordering::Relaxed) != 0
        }

        /// Wakes the reader of many rings that waits in the memory at this address.
        ///
        /// # Safety
        /// The address has a reference as long as this runs.
        pub(crate) unsafe fn wake_at(address: u64) {
            // SAFETY: the caller guarantees the reference, which stays where it is.
            let merged = ManuallyDrop::new(unsafe { Memory::from_raw(address) });
            crate::park::wake(&merged, merged.cursor(0).bed());
        }

        /// Another reference.
        pub(crate) fn another(&self) -> Memory {
            self.half(ring::REFERENCES).fetch_add(1, Ordering::Relaxed);
            Memory { base: self.base, shape: self.shape }
        }

        /// The address, which has the reference from now on.
        pub(crate) fn into_raw(self) -> u64 {
            let address = self.base.as_ptr().expose_provenance() as u64;
            std::mem::forget(self);
            address
        }

        /// The memory at an address of [`Memory::into_raw`].
        ///
        /// # Safety
        /// The address has a reference, which is this one's from now on.
        pub(crate) unsafe fn from_raw(address: u64) -> Memory {
            let at = std::ptr::with_exposed_provenance_mut::<u8>(address as usize);
            // SAFETY: memory with a reference is mapped, so the address is not 0; what is read of the shape never changes.
            let base = unsafe { NonNull::new_unchecked(at) };
            let unknown = Shape {
                readers: 0,
                full: Full::Wait,
                size: 0,
                data: 0,
                capacity: 8,
                stride: 0,
                messages: 0,
                bytes: 0,
            };
            let mut memory = Memory { base, shape: unknown };
            let word = |at| memory.word(at).load(Ordering::Relaxed);
            let half = |at| memory.half(at).load(Ordering::Relaxed);
            memory.shape = Shape {
                size: word(ring::SIZE),
                data: word(ring::DATA),
                capacity: word(ring::CAPACITY),
                stride: word(ring::STRIDE),
                messages: word(ring::MESSAGES),
                bytes: word(ring::BYTES),
                readers: half(ring::READERS),
                full: Full::of(half(ring::FULL)),
            };
            memory
        }

        #[inline]
        pub(crate) fn word(&self, at: u64) -> &AtomicU64 {
            // SAFETY: an offset of the layout, or of a cursor that the memory has: aligned and within the mapping, which lives as
            // long as this reference; these bytes are only ever used as this atomic.
            unsafe { &*self.base.as_ptr().add(at as usize).cast::<AtomicU64>() }
        }

        #[inline]
        pub(crate) fn half(&self, at: u64) -> &AtomicU32 {
            // SAFETY: as in `word`.
            unsafe { &*self.base.as_ptr().add(at as usize).cast::<AtomicU32>() }
        }

        /// Where the message at a position lies.
        #[inline]
        pub(crate) fn data(&self, position: u64) -> *mut u8 {
            // SAFETY: the offset is that of a position within the data, so within the mapping.
            unsafe { self.base.as_ptr().add(self.shape.offset(position)) }
        }

        /// Behind the message that the mark stands before. It is the writer's own: nothing else has been written there.
        pub(crate) fn step(&self, mark: Mark) -> Mark {
            if self.shape.stride > 0 {
                return mark.after(Space { skip: 0, positions: 8, bytes: 0 });
            }
            let mut skip = 0;
            // SAFETY: positions are multiples of 8 within the data, so four bytes can be read, aligned.
            let mut len = unsafe { self.data(mark.position).cast::<u32>().read() };
            if len == ring_value::SKIP {
                skip = self.shape.capacity - self.shape.within(mark.position);
                // SAFETY: as above.
                len = unsafe { self.data(mark.position + skip).cast::<u32>().read() };
            }
            let bytes = u64::from(len);
            mark.after(Space { skip, positions: record(bytes), bytes })
        }

        /// Before somebody sleeps there.
        pub(crate) fn prepare(&self, bed: Bed) {
            event::prepare(self.half(bed.event));
        }

        /// Waits until somebody rings, for a while at most, or for no reason.
        pub(crate) fn wait(&self, bed: Bed, most: Option<Duration>) {
            event::wait(self.half(bed.event), most);
        }

        /// Wakes who waits there.
        pub(crate) fn ring(&self, bed: Bed) {
            event::ring(self.half(bed.event));
        }

        /// Releases the pages of the data. Nobody may be reading or writing it.
        pub(crate) fn discard(&self) {
            discard(self.data(0), (self.shape.size - self.shape.data) as usize);
        }
    }

    impl Drop for Memory {
        fn drop(&mut self) {
            if self.half(ring::REFERENCES).fetch_sub(1, Ordering::AcqRel) != 1 {
                return;
            }
            event::release(self.half(ring::EVENT));
            for index in 0..self.shape.readers {
                event::release(self.half(ring::CURSORS + u64::from(index) * cursor::SIZE + cursor::EVENT));
                let cursor = self.cursor(index);
                let joining = cursor.merging().load(Ordering::Relaxed);
                for merged in [cursor.merged().load(Ordering::Relaxed), joining.saturating_sub(1)] {
                    // SAFETY: the words have a reference each.
                    unsafe { release(merged) };
                }
            }
            // SAFETY: this was the last reference.
            unsafe { unmap(self.base, self.shape.size as usize) };
        }
    }

    #[cfg(all(target_os = "linux", not(miri)))]
    fn map(len: usize) -> io::Result<NonNull<u8>> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new mapping, at an address that the system chooses.
        let at = unsafe {
            libc::mmap(std::ptr::null_mut(), len, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0)
        };
        if at == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        NonNull::new(at.cast()).ok_or_else(|| io::ErrorKind::OutOfMemory.into())
    }

    #[cfg(all(target_os = "linux", not(miri)))]
    unsafe fn unmap(at: NonNull<u8>, len: usize) {
        // SAFETY: the mapping that `map` made, which nobody refers to.
        unsafe { libc::munmap(at.as_ptr().cast(), len) };
    }

    #[cfg(all(target_os = "linux", not(miri)))]
    fn discard(at: *mut u8, len: usize) {
        // SAFETY: whole pages of our mapping, whose contents nobody needs.
        unsafe { libc::madvise(at.cast(), len, libc::MADV_DONTNEED) };
    }

    #[cfg(not(all(target_os = "linux", not(miri))))]
    fn layout(len: usize) -> io::Result<std::alloc::Layout> {
        std::alloc::Layout::from_size_align(len, 4096).map_err(|_| io::ErrorKind::OutOfMemory.into())
    }

    #[cfg(not(all(target_os = "linux", not(miri))))]
    fn map(len: usize) -> io::Result<NonNull<u8>> {
        // SAFETY: a ring has a header, so the length is not 0.
        let at = unsafe { std::alloc::alloc_zeroed(layout(len)?) };
        NonNull::new(at).ok_or_else(|| io::ErrorKind::OutOfMemory.into())
    }

    #[cfg(not(all(target_os = "linux", not(miri))))]
    unsafe fn unmap(at: NonNull<u8>, len: usize) {
        if let Ok(layout) = layout(len) {
            // SAFETY: what `map` allocated, which nobody refers to.
            unsafe { std::alloc::dealloc(at.as_ptr(), layout) };
        }
    }

    #[cfg(not(all(target_os = "linux", not(miri))))]
    fn discard(_: *mut u8, _: usize) {}
}
