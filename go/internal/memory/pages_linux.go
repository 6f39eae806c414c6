package memory

import (
	"os"
	"sync"
	"syscall"
)

// dontDump leaves pages out of core dumps.
const dontDump = 16

// spares is how many locked pages wait for the next secret: most secrets are small, and a page costs four system calls.
const spares = 32

// spare are locked pages that hold zeros. Nobody waits for the lock: who does not get it goes to the system.
var spare struct {
	sync.Mutex
	pages [][]byte
}

// allocate maps fresh pages. Without them, or for nothing, there is memory of the garbage collector.
func allocate(size int) (pages []byte, locked bool) {
	page := os.Getpagesize()
	mapped := (size + page - 1) / page * page
	if mapped == 0 {
		return nil, false
	}
	if mapped == page && spare.TryLock() {
		defer spare.Unlock()
		if last := len(spare.pages) - 1; last >= 0 {
			pages, spare.pages = spare.pages[last], spare.pages[:last]
			return pages, true
		}
	}
	pages, err := syscall.Mmap(-1, 0, mapped, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		return make([]byte, size), false
	}
	// A wish: without it nothing is left undone.
	_ = syscall.Madvise(pages, dontDump)
	return pages, lock(pages) == nil
}

// lock is replaced by the test of the limit.
var lock = syscall.Mlock

// release gives wiped pages back, which unlocks them, or keeps a locked one for the next secret. Memory that was never
// mapped is the garbage collector's.
func release(pages []byte, locked bool) {
	if locked && len(pages) == os.Getpagesize() && spare.TryLock() {
		defer spare.Unlock()
		if len(spare.pages) < spares {
			spare.pages = append(spare.pages, pages)
			return
		}
	}
	_ = syscall.Munmap(pages)
}
