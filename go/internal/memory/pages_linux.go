package memory

import (
	"os"
	"syscall"
)

// dontDump leaves pages out of core dumps.
const dontDump = 16

// allocate maps fresh pages. Without them, or for nothing, there is memory of the garbage collector.
func allocate(size int) (pages []byte, locked bool) {
	page := os.Getpagesize()
	mapped := (size + page - 1) / page * page
	if mapped == 0 {
		return nil, false
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

// release gives pages back, which unlocks them. Memory that was never mapped is the garbage collector's.
func release(pages []byte) {
	_ = syscall.Munmap(pages)
}
