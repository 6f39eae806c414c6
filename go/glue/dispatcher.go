package glue

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// completed is the list of answers that came later. It lies in Rust's memory.
type completed struct {
	head uintptr
	// asleep is set while the dispatcher waits for descriptor, an eventfd. Only then does Rust write it.
	asleep     uint32
	descriptor int32
}

// late is an answer on that list, the content of a block.
type late struct {
	waiter uint64
	frame  Frame
}

// dispatchers are the lists that have a goroutine. Bridges of one object share a list.
var dispatchers struct {
	sync.Mutex
	running map[*completed]bool
}

// dispatch sees to it that answers reach their waiters. It is called before the first answer is waited for, and where a program
// listens for lost panics.
func (b *Bridge) dispatch() {
	b.dispatching.Do(func() {
		list := (*completed)(b.link.Completed)
		dispatchers.Lock()
		defer dispatchers.Unlock()
		if dispatchers.running[list] {
			return
		}
		if dispatchers.running == nil {
			dispatchers.running = make(map[*completed]bool)
		}
		dispatchers.running[list] = true
		startOutside(func() { b.deliverFrom(list) })
	})
}

// rounds is how often the dispatcher lets others run and looks again before it sleeps.
const rounds = 8

// deliverFrom is the dispatcher: one goroutine for all calls in flight. It sleeps in Go's poller, not in a thread.
func (b *Bridge) deliverFrom(list *completed) {
	file := os.NewFile(uintptr(atomic.LoadInt32(&list.descriptor)), "spandrel-completed")
	var count [8]byte
	for idle := 0; ; idle++ {
		if b.deliverAll(list) {
			idle = 0
		}
		if idle < rounds {
			runtime.Gosched()
			continue
		}
		atomic.StoreUint32(&list.asleep, 1)
		if atomic.LoadUintptr(&list.head) == 0 {
			if _, err := file.Read(count[:]); err != nil {
				// The poller has no place for the descriptor, which is rare. The list is looked at from time to time.
				time.Sleep(time.Millisecond)
			}
		}
		atomic.StoreUint32(&list.asleep, 0)
		idle = 0
	}
}

// deliverAll delivers what is on the list; false if it is empty.
func (b *Bridge) deliverAll(list *completed) bool {
	if atomic.LoadUintptr(&list.head) == 0 {
		return false
	}
	first := blockAt(atomic.SwapUintptr(&list.head, 0))
	// The list is last in, first out. Whoever came first is served first.
	var reversed *block
	for given := first; given != nil; {
		next := blockAt(given.next)
		given.next = uintptr(unsafe.Pointer(reversed))
		reversed, given = given, next
	}
	for given := reversed; given != nil; {
		next := blockAt(given.next)
		answer := (*late)(given.data)
		// Only wake-ups may find nobody, and they carry nothing: whether a task is cancelled or answers is decided before.
		if answer.waiter == listener {
			b.heard(answer.frame)
		} else {
			deliver(answer.waiter, answer.frame)
		}
		b.giveBackBlock(given)
		given = next
	}
	return true
}

// blockAt makes a pointer of an address in Rust's memory, which the garbage collector does not manage.
func blockAt(address uintptr) *block {
	return *(**block)(unsafe.Pointer(&address))
}
