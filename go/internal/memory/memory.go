package memory

import (
	"runtime"
	"sync/atomic"
	"unsafe"
)

// closing is added to the number of users when there shall be no more of them.
const closing = 1 << 62

// Memory is bytes at an address, with their users counted.
type Memory struct {
	users   atomic.Int64
	address unsafe.Pointer
	len     int
	origin  Origin
	release func()
	cleanup runtime.Cleanup
	// Locked tells that the operating system keeps the bytes out of swap.
	Locked bool
}

// Origin tells whose memory it is.
type Origin struct {
	// Side is the Rust side that owns the memory, nil for Go's own.
	Side unsafe.Pointer
	// Block is the address of the block that keeps it there.
	Block uint64
}

// Of returns the memory of a slice of Go's.
func Of(v []byte) *Memory {
	return &Memory{address: unsafe.Pointer(unsafe.SliceData(v)), len: len(v)}
}

// New returns memory that is released by calling release: at the latest when the garbage collector finds that nobody
// has it any more.
func New(v []byte, origin Origin, release func()) *Memory {
	m := Of(v)
	m.origin = origin
	m.release = release
	m.cleanup = runtime.AddCleanup(m, func(release func()) { release() }, release)
	return m
}

// Share returns the same bytes with users of their own. Closed ones are returned as they are.
func (m *Memory) Share() *Memory {
	view, ok := m.Enter()
	if !ok {
		return m
	}
	return New(view, m.origin, m.Leave)
}

// Origin tells whose memory it is.
func (m *Memory) Origin() Origin {
	return m.origin
}

// Enter returns the bytes to look at until Leave, and false if they are closed.
func (m *Memory) Enter() ([]byte, bool) {
	for {
		users := m.users.Load()
		if users >= closing {
			return nil, false
		}
		if m.users.CompareAndSwap(users, users+1) {
			return unsafe.Slice((*byte)(m.address), m.len), true
		}
	}
}

// Leave ends a use.
func (m *Memory) Leave() {
	if m.users.Add(-1) == closing {
		m.giveUp()
	}
}

// Close lets no more users in. The bytes are released now, or by the last user.
func (m *Memory) Close() {
	for {
		users := m.users.Load()
		if users >= closing {
			return
		}
		if m.users.CompareAndSwap(users, users+closing) {
			if users == 0 {
				m.giveUp()
			}
			return
		}
	}
}

// giveUp runs once: for the one step of the count to closing without users.
func (m *Memory) giveUp() {
	m.address, m.len = nil, 0
	if m.release != nil {
		m.cleanup.Stop()
		m.release()
		// Until here, so that the cleanup cannot run beside this.
		runtime.KeepAlive(m)
	}
}
