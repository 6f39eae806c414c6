package wait

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/internal/abi"
)

// Completed is a Rust side's list of answers that came later. It lies in Rust's memory.
type Completed struct {
	head uintptr
	// asleep is set while the dispatcher waits for descriptor, an eventfd. Only then does Rust write it.
	asleep     uint32
	descriptor int32
}

// late is an answer on that list, the content of a block.
type late struct {
	waiter uint64
	frame  abi.Frame
}

// listener is the waiter's number of panics that no call returns.
const listener = 0

// dispatchers are the lists that have a goroutine. Bridges of one object share a list.
var dispatchers struct {
	sync.Mutex
	running map[*Completed]bool
}

// Dispatch sees to it that answers reach their waiters, and panics that no call returns their listener. Blocks of answers
// are released on the list.
func (c *Completed) Dispatch(blocks *block.List, heard func(abi.Frame)) {
	dispatchers.Lock()
	defer dispatchers.Unlock()
	if dispatchers.running[c] {
		return
	}
	if dispatchers.running == nil {
		dispatchers.running = make(map[*Completed]bool)
	}
	dispatchers.running[c] = true
	Go(func() { c.deliverForever(blocks, heard) })
}

// rounds is how often the dispatcher lets others run and looks again before it sleeps.
const rounds = 8

// deliverForever is the dispatcher: one goroutine for all calls in flight. It sleeps in Go's poller, not in a thread.
func (c *Completed) deliverForever(blocks *block.List, heard func(abi.Frame)) {
	file := os.NewFile(uintptr(atomic.LoadInt32(&c.descriptor)), "spandrel-completed")
	var count [8]byte
	for idle := 0; ; idle++ {
		if c.deliverAll(blocks, heard) {
			idle = 0
		}
		if idle < rounds {
			runtime.Gosched()
			continue
		}
		atomic.StoreUint32(&c.asleep, 1)
		if atomic.LoadUintptr(&c.head) == 0 {
			if _, err := file.Read(count[:]); err != nil {
				// The poller has no place for the descriptor, which is rare. The list is looked at from time to time.
				time.Sleep(time.Millisecond)
			}
		}
		atomic.StoreUint32(&c.asleep, 0)
		idle = 0
	}
}

// deliverAll delivers what is on the list; false if it is empty.
func (c *Completed) deliverAll(blocks *block.List, heard func(abi.Frame)) bool {
	if atomic.LoadUintptr(&c.head) == 0 {
		return false
	}
	first := block.At(atomic.SwapUintptr(&c.head, 0))
	ordered(blocks)
	// The list is last in, first out. The first to come is served first.
	var reversed *block.Block
	for answer := first; answer != nil; {
		next := block.At(answer.Next)
		answer.Next = uintptr(unsafe.Pointer(reversed))
		reversed, answer = answer, next
	}
	for given := reversed; given != nil; {
		next := block.At(given.Next)
		answer := (*late)(given.Data)
		// Only wake-ups may find nobody, and they carry nothing: whether a task is cancelled or answers is decided before.
		if answer.waiter == listener {
			heard(answer.frame)
		} else {
			deliver(answer.waiter, answer.frame)
		}
		blocks.ReleaseBlock(given)
		given = next
	}
	return true
}
