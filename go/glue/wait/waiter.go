package wait

import (
	"math/bits"
	"sync"
	"sync/atomic"

	"spandrel.dev/spandrel/internal/abi"
)

// Waiter is where a goroutine waits for an answer that comes later. Rust knows it by a number with a generation in it,
// so that an answer for a waiter that has gone finds nobody.
type Waiter struct {
	// armed is the waiter's number for as long as an answer may be delivered to it. The one that sets it to 0 decides: the
	// dispatcher, that the answer is in done, or the waiter, that none will come.
	armed atomic.Uint64
	done  chan abi.Frame
	index uint32
	use   uint32
	next  atomic.Uint32
	// goroutine is who has it, noted while there are chains.
	goroutine atomic.Uintptr
}

// waiters are all there ever were: as many as waited at once. They lie in chunks that never move, each twice as large
// as the one before. Unused ones form a stack: index + 1 in the low half, a counter against ABA in the high half.
var waiters struct {
	chunks [26]atomic.Pointer[[]Waiter]
	free   atomic.Uint64
	grow   sync.Mutex
	// chunk is how many there are.
	chunk int
}

const firstChunk = 64

// NewWaiter takes an unused waiter.
func NewWaiter() *Waiter {
	w := newWaiter()
	if chains.count.Load() != 0 {
		w.goroutine.Store(goroutine())
	}
	return w
}

func newWaiter() *Waiter {
	if w := takeWaiter(); w != nil {
		return w
	}
	waiters.grow.Lock()
	defer waiters.grow.Unlock()
	for {
		// Another goroutine may have made some meanwhile, or still others may have taken them.
		if w := takeWaiter(); w != nil {
			return w
		}
		// Answers come from the dispatcher, which is in no bubble.
		Outside(growWaiters)
	}
}

// takeWaiter takes a waiter off the stack; nil if there is none.
func takeWaiter() *Waiter {
	for {
		head := waiters.free.Load()
		if uint32(head) == 0 {
			return nil
		}
		w := waiterAt(uint32(head) - 1)
		if waiters.free.CompareAndSwap(head, (head>>32+1)<<32|uint64(w.next.Load())) {
			// A number is used again if no answer was to come for it: the call was answered at once.
			if w.armed.Load() == 0 {
				w.Arm()
			}
			return w
		}
	}
}

// growWaiters makes another chunk of waiters.
func growWaiters() {
	chunk := waiters.chunk
	list := make([]Waiter, firstChunk<<chunk)
	first := uint32(firstChunk<<chunk - firstChunk)
	waiters.chunks[chunk].Store(&list)
	waiters.chunk++
	for i := range list {
		list[i].index = first + uint32(i)
		list[i].done = make(chan abi.Frame, 1)
		list[i].Free()
	}
}

// ID is the waiter's number for Rust, valid for one answer that comes later.
func (w *Waiter) ID() uint64 {
	return uint64(w.use)<<32 | uint64(w.index)
}

// Done has the answer when it has come.
func (w *Waiter) Done() <-chan abi.Frame {
	return w.done
}

// Arm prepares the waiter for another answer.
func (w *Waiter) Arm() {
	w.use++
	if w.use == 0 {
		// 0 and 1 in the upper half stand for no waiter.
		w.use = 1
	}
	w.armed.Store(w.ID())
}

// Disarm stops waiting for a result that carries nothing.
func (w *Waiter) Disarm() {
	if !w.armed.CompareAndSwap(w.ID(), 0) {
		<-w.done
	}
}

// Free frees a waiter that waits for nothing.
func (w *Waiter) Free() {
	if w.goroutine.Load() != 0 {
		w.goroutine.Store(0)
	}
	for {
		head := waiters.free.Load()
		// Stores are dear, and a waiter that is free at once stands where it stood.
		if w.next.Load() != uint32(head) {
			w.next.Store(uint32(head))
		}
		if waiters.free.CompareAndSwap(head, (head>>32+1)<<32|uint64(w.index+1)) {
			return
		}
	}
}

// deliver passes an answer to the waiter of this number, unless it has gone.
func deliver(id uint64, frame abi.Frame) {
	if w := waiterAt(uint32(id)); w != nil && w.armed.CompareAndSwap(id, 0) {
		w.done <- frame
	}
}

// goroutineOf is the goroutine that waits under this number, if that is noted, and otherwise 0.
func goroutineOf(id uint64) uintptr {
	if w := waiterAt(uint32(id)); id != 0 && w != nil && w.armed.Load() == id {
		return w.goroutine.Load()
	}
	return 0
}

// waiterAt finds a waiter by its index; nil if there never was one.
func waiterAt(index uint32) *Waiter {
	chunk := bits.Len32((index+firstChunk)/firstChunk) - 1
	if chunk >= len(waiters.chunks) {
		return nil
	}
	list := waiters.chunks[chunk].Load()
	if list == nil {
		return nil
	}
	return &(*list)[index+firstChunk-firstChunk<<chunk]
}
