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
        /// An item that cannot cross, which ends it.
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

/// Every list, in the order of the docs.
pub const ALL: [List; 10] = [
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
];
