//! The memory of a ring under loom: words are loom's atomics, an eventfd is its `Notify`, and slots are cells that it watches.

use std::{
    alloc::{self, Layout},
    sync::Arc,
};

use loom::{cell::UnsafeCell, sync::Notify};
use spandrel_abi::{cursor, ring, ring_value};

use crate::{
    error::Error,
    event::Bed,
    full::Full,
    shape::{Mark, PAGE, Shape, Space},
    sync::{AtomicU32, AtomicU64},
};

/// The words of a model, and its slots.
struct Words {
    words: Vec<(u64, AtomicU64)>,
    halves: Vec<(u64, AtomicU32)>,
    bells: Vec<(u64, Notify)>,
    slots: Vec<UnsafeCell<u64>>,
}

pub(crate) struct Memory {
    words: Arc<Words>,
    pub(crate) shape: Shape,
}

fn find<T>(list: &[(u64, T)], at: u64) -> &T {
    list.iter()
        .find(|(own, _)| *own == at)
        .map(|(_, found)| found)
        .unwrap_or_else(|| panic!("no word at {at}"))
}

/// Of memory behind an address: the bits below it are those of an end's number. Loom's stacks are too small for values of this alignment.
const BEHIND: Layout = match Layout::from_size_align(size_of::<Memory>(), PAGE as usize) {
    Ok(layout) => layout,
    Err(_) => panic!("not a layout"),
};

impl Memory {
    /// Memory for a reader of many rings.
    pub(crate) fn merging(shape: Shape, _: u64) -> Result<Memory, Error> {
        let memory = Memory::new(Shape { capacity: 8, ..shape }, true)?;
        let mut words = Arc::into_inner(memory.words).unwrap_or_else(|| panic!("not shared yet"));
        words.words.extend((0..shape.messages).map(|slot| (shape.data + 8 * slot, AtomicU64::new(0))));
        Ok(Memory { words: Arc::new(words), shape })
    }

    pub(crate) fn into_raw(self) -> u64 {
        // SAFETY: the layout has a size.
        let at = unsafe { alloc::alloc(BEHIND) }.cast::<Memory>();
        assert!(!at.is_null(), "no memory");
        // SAFETY: just allocated, for this.
        unsafe { at.write(self) };
        at as u64
    }

    /// # Safety
    /// `into_raw` has returned the address, and it is used up.
    pub(crate) unsafe fn from_raw(address: u64) -> Memory {
        let at = address as *mut Memory;
        // SAFETY: as the caller guarantees: allocated and written by `into_raw`, and not used any more.
        unsafe {
            let memory = at.read();
            alloc::dealloc(at.cast(), BEHIND);
            memory
        }
    }

    /// # Safety
    /// `into_raw` has returned the address, which is not used up meanwhile.
    pub(crate) unsafe fn wake_at(address: u64) {
        // SAFETY: as the caller guarantees.
        let merged = unsafe { &*(address as *const Memory) };
        crate::park::wake(merged, merged.cursor(0).bed());
    }

    pub(crate) fn new(shape: Shape, solo: bool) -> Result<Memory, Error> {
        let own = |index: u32, at: u64| ring::CURSORS + u64::from(index) * cursor::SIZE + at;
        let mut words: Vec<_> = [ring::HEAD, ring::SENT, ring::SENT_BYTES].map(|at| (at, 0)).to_vec();
        let mut halves = vec![
            (ring::WRITER, ring_value::OPEN),
            (ring::ENDS, 2),
            (ring::SLEEPERS, 0),
            (ring::JOINS, 0),
            (ring::USED, u32::from(solo)),
            (ring::GONE, 0),
            (ring::SLEEP, 0),
        ];
        let mut bells = vec![(ring::EVENT, Notify::new())];
        for index in 0..shape.readers {
            let state = if solo { ring_value::ACTIVE } else { ring_value::FREE };
            words.extend(
                [
                    cursor::TAIL,
                    cursor::MESSAGES,
                    cursor::BYTES,
                    cursor::LOST,
                    cursor::MERGED,
                    cursor::MERGING,
                ]
                .map(|at| (own(index, at), 0)),
            );
            halves.push((own(index, cursor::STATE), state));
            halves.push((own(index, cursor::LOSSY), u32::from(shape.full == Full::Overwrite)));
            halves.push((own(index, cursor::SLEEP), 0));
            bells.push((own(index, cursor::EVENT), Notify::new()));
        }
        let words = Words {
            words: words.into_iter().map(|(at, value)| (at, AtomicU64::new(value))).collect(),
            halves: halves.into_iter().map(|(at, value)| (at, AtomicU32::new(value))).collect(),
            bells,
            slots: (0..shape.capacity / 8).map(|_| UnsafeCell::new(0)).collect(),
        };
        Ok(Memory { words: Arc::new(words), shape })
    }

    pub(crate) fn another(&self) -> Memory {
        Memory { words: Arc::clone(&self.words), shape: self.shape }
    }

    pub(crate) fn word(&self, at: u64) -> &AtomicU64 {
        find(&self.words.words, at)
    }

    pub(crate) fn half(&self, at: u64) -> &AtomicU32 {
        find(&self.words.halves, at)
    }

    pub(crate) fn step(&self, mark: Mark) -> Mark {
        mark.after(Space { skip: 0, positions: 8, bytes: 0 })
    }

    pub(crate) fn discard(&self) {}

    pub(crate) fn prepare(&self, _: Bed) {}

    pub(crate) fn wait(&self, bed: Bed, _: Option<std::time::Duration>) {
        find(&self.words.bells, bed.event).wait();
    }

    pub(crate) fn ring(&self, bed: Bed) {
        find(&self.words.bells, bed.event).notify();
    }

    pub(crate) fn slot(&self, position: u64) -> &UnsafeCell<u64> {
        &self.words.slots[(self.shape.within(position) / 8) as usize]
    }
}
