//! The lists of numbers.

use crate::number::{List, numbers};

numbers! {
    /// Result codes: the low byte of a frame's status.
    code: u64 {
        /// Success.
        OK = 0,
        /// The function returned a declared error.
        ERROR = 1,
        /// The function panicked.
        PANIC = 2,
        /// The object is closed.
        CLOSED = 3,
        /// The handle is not one of this bridge.
        INVALID_HANDLE = 4,
        /// The object is in use: try again.
        BUSY = 5,
        /// The object is in use by this very call chain.
        REENTRANT = 6,
        /// A panic has left the object half-changed.
        POISONED = 7,
        /// A value has no counterpart on the other side.
        REFUSED = 8,
        /// The handle table is full.
        EXHAUSTED = 9,
        /// The Go side has no implementation.
        MISSING = 10,
        /// The answer comes later, to the waiter that the call named.
        PENDING = 11,
        /// Only in Go: the context was done before the call. The value says whether it was its deadline.
        CANCELLED = 255,
    }
}

numbers! {
    /// Flags of a frame's status.
    status: u64 {
        /// Beside OK: the answer is in the scratch, and its length in the upper half.
        IN_SCRATCH = 1 << 8,
        /// Beside BUSY: the call needs the object alone. The object's slot is in the upper half.
        EXCLUSIVE = 1 << 8,
    }
}

numbers! {
    /// What ends a batch of a stream.
    tail: u32 {
        /// More may come.
        MORE = 0,
        /// The stream has ended.
        END = 1,
        /// A declared error, which ends it.
        ERROR = 2,
        /// A panic, which ends it.
        PANIC = 3,
        /// An item that cannot be passed, which ends it.
        REFUSED = 4,
    }
}

numbers! {
    /// What owns the memory of a borrowed argument, if it is not a block of the side that borrows.
    owner: u64 {
        /// Memory of the other side, which is copied.
        FOREIGN = 0,
        /// The value was closed before the call.
        CLOSED = 1,
        /// There is no value.
        NONE = 2,
    }
}

numbers! {
    /// What a late answer transfers, in the status above the code.
    transfer: u64 {
        /// The value is the reference of a Go value.
        VALUE = 1 << 8,
        /// The value is a block of Rust's.
        BLOCK = 2 << 8,
    }
}

numbers! {
    /// Numbers of calls into Go that are not functions of the bridge.
    call: u64 {
        /// Rust does not wait for a promise any more.
        CANCEL = u64::MAX,
        /// Rust wants the next batch of a stream.
        PULL = u64::MAX - 1,
        /// The call is in Go's memory, and its answer is a call of its own.
        LATER = u64::MAX - 2,
    }
}

numbers! {
    /// Kinds in handles that are not objects of the bridge.
    kind: u8 {
        /// What Go owes Rust.
        PROMISE = 253,
        /// A stream of Rust's.
        STREAM = 254,
        /// A future of Rust's.
        FUTURE = 255,
    }
}

numbers! {
    /// Flags of a slot's state word.
    state: u64 {
        /// One call has the object alone, or is finding out whether it can.
        EXCLUSIVE = 1 << 24,
        /// The last call to leave drops the object.
        CLOSING = 1 << 25,
        /// A panic has left the object half-changed.
        POISONED = 1 << 26,
        /// Shared calls do not count themselves here. Excludes all other flags.
        BIASED = 1 << 27,
        /// The bias is gone, and the barrier behind it has not passed.
        REVOKING = 1 << 28,
        /// Uses from the time of the bias may be found in the records of the threads.
        DRAINING = 1 << 29,
        /// Calls without the urgent bit must wait.
        QUEUED = 1 << 30,
    }
}

numbers! {
    /// When a batch of a stream is full.
    limit: u32 {
        /// Most items of a batch.
        BATCH_ITEMS = 256,
        /// Bytes of items after which a batch takes no more.
        BATCH_BYTES = 24 << 10,
    }
}

numbers! {
    /// Numbers of variants that stand for none.
    variant: u32 {
        /// What Go sends for an enum that holds none of its variants.
        NONE = u32::MAX,
    }
}

numbers! {
    /// Words of a ring: bytes from the start of its memory.
    ring: u64 {
        /// The mark of this layout, u64. What stands before the references never changes.
        MARK = 0,
        /// Bytes of the whole memory, u64.
        SIZE = 8,
        /// Where the data begins, u64.
        DATA = 16,
        /// Positions that the data has, a power of two, u64.
        CAPACITY = 24,
        /// Bytes of one slot, u64; 0 for records of any size.
        STRIDE = 32,
        /// The bound in messages, u64.
        MESSAGES = 40,
        /// The bound in bytes of records, u64.
        BYTES = 48,
        /// Cursors that the memory has, u32.
        READERS = 56,
        /// What a writer does when the ring is full, u32.
        FULL = 60,
        /// Ends that refer to the memory, u32: the last one unmaps it.
        REFERENCES = 64,
        /// Ends that are not closed, u32: the last one releases the pages of the data.
        ENDS = 68,
        /// 1: there is only ever one reader, and the ring is closed when it closes, u32.
        SOLO = 72,
        /// Of the memory of a reader of many rings: the bytes of their slots plus one, u32. Its data are words, each the number of an
        /// end that the reader reads from, or 0. HEAD counts changes of them, and SENT is how many words have ever been used.
        MERGE = 76,
        /// Where the next message begins, u64. The lowest bit: a writer in Go is using the ring.
        HEAD = 128,
        /// Messages before it, u64.
        SENT = 136,
        /// Bytes of the records before it, u64.
        SENT_BYTES = 144,
        /// Whether the writer has closed, u32.
        WRITER = 192,
        /// Readers that wait, u32.
        SLEEPERS = 256,
        /// Readers that have joined since the writer looked, u32.
        JOINS = 260,
        /// Cursors that have ever been used, u32.
        USED = 264,
        /// Whether the only reader has closed, u32.
        GONE = 268,
        /// Whether the writer waits, u32.
        SLEEP = 320,
        /// The eventfd that the writer waits for, plus one, u32.
        EVENT = 324,
        /// The first cursor.
        CURSORS = 384,
    }
}

numbers! {
    /// Words of a cursor: bytes from its start.
    cursor: u64 {
        /// Where the next message begins that the reader has not released, u64. The lowest bit: reader or writer moves it.
        TAIL = 0,
        /// Messages before it, u64.
        MESSAGES = 8,
        /// Bytes of the records before it, u64.
        BYTES = 16,
        /// Messages that the reader lost, u64.
        LOST = 24,
        /// What the cursor is, u32.
        STATE = 32,
        /// 1: the writer moves the cursor when the ring is full, u32.
        LOSSY = 36,
        /// Whether the reader waits, u32.
        SLEEP = 64,
        /// The eventfd that the reader waits for, plus one, u32.
        EVENT = 68,
        /// The memory of a reader of many rings, at whose cursor the reader waits instead, u64; it is a reference. 0 for others.
        MERGED = 72,
        /// MERGED of a reader that joins, plus one, u64; 0 once the writer has let it in.
        MERGING = 80,
        /// Bytes of a cursor.
        SIZE = 128,
    }
}

numbers! {
    /// Values of a ring's u64 words, and sizes.
    ring_word: u64 {
        /// Of MARK.
        MARK = 0x5350_5249_4e47_0002,
        /// Of HEAD and TAIL: the bit that claims them. Positions are multiples of 8.
        CLAIM = 1,
        /// Of the number of an end in the data of a reader of many rings: it is to leave this ring.
        LEAVE = 0x8000_0000_0000_0000,
        /// Most messages that a reader gets at once.
        BATCH_MESSAGES = 256,
        /// Bytes of records after which a batch takes no more.
        BATCH_BYTES = 64 << 10,
    }
}

numbers! {
    /// Values of a ring's u32 words.
    ring_value: u32 {
        /// Of a record's length: nothing follows up to the end of the data. A record is length u32, 4 bytes, its bytes, up to
        /// the next multiple of 8.
        SKIP = u32::MAX,
        /// Of WRITER: open.
        OPEN = 0,
        /// Of WRITER: closed.
        CLOSED = 1,
        /// Of WRITER: a reader found a length that cannot be.
        CORRUPT = 2,
        /// Of a cursor's STATE: nobody's.
        FREE = 0,
        /// Of a cursor's STATE: a reader is being made.
        TAKEN = 1,
        /// Of a cursor's STATE: the writer's next message will be its first.
        JOINING = 2,
        /// Of a cursor's STATE: a reader reads.
        ACTIVE = 3,
        /// Of a cursor's STATE: its reader has closed.
        LEFT = 4,
        /// Of FULL: the writer waits.
        WAIT = 0,
        /// Of FULL: the message is refused.
        REFUSE = 1,
        /// Of FULL: the oldest message is lost.
        OVERWRITE = 2,
    }
}

/// Every list, in the order of the docs.
pub const ALL: [List; 14] = [
    code::LIST,
    status::LIST,
    tail::LIST,
    owner::LIST,
    transfer::LIST,
    call::LIST,
    kind::LIST,
    state::LIST,
    limit::LIST,
    variant::LIST,
    ring::LIST,
    cursor::LIST,
    ring_word::LIST,
    ring_value::LIST,
];
