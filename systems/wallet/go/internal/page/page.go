// Package page is where secrets lie: memory outside the Go heap, locked, left out of core dumps, and wiped.
//
// The garbage collector copies nothing of it and goroutine stacks, which grow by being copied, hold only its addresses.
// One scratch serves one operation; a function that needs room takes it and releases it, as on a stack.
package page

import (
	"runtime"
	"sync"
	"syscall"

	"spandrel.dev/wallet/internal/fault"
)

// Size is that of the scratches that wait for the next operation: enough for a mnemonic, its seed, and all that
// hashing needs.
const Size = 16 << 10

const (
	idle     = 32 // scratches that wait for the next operation
	dontDump = 16 // MADV_DONTDUMP
	dontFork = 10 // MADV_DONTFORK
)

// Scratch is the memory of one operation. It is not safe for concurrent use.
type Scratch struct {
	memory []byte
	used   int
	locked bool
}

var (
	mutex sync.Mutex
	free  []*Scratch
)

// Acquire returns a wiped scratch with room for at least n bytes.
func Acquire(n int) (*Scratch, error) {
	if n <= Size {
		n = Size
		mutex.Lock()
		if last := len(free) - 1; last >= 0 {
			scratch := free[last]
			free = free[:last]
			mutex.Unlock()
			return scratch, nil
		}
		mutex.Unlock()
	}
	return mapped(n)
}

func mapped(n int) (*Scratch, error) {
	pages := (n + 4095) &^ 4095
	memory, err := syscall.Mmap(-1, 0, pages, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, fault.New(fault.NoSpace, "no memory for secrets: "+err.Error())
	}
	// Beyond RLIMIT_MEMLOCK the work goes on without the lock; Locked says so.
	locked := syscall.Mlock(memory) == nil
	_ = syscall.Madvise(memory, dontDump)
	_ = syscall.Madvise(memory, dontFork)
	return &Scratch{memory: memory, locked: locked}, nil
}

// Close wipes the scratch, which must not be used afterwards.
func (s *Scratch) Close() {
	Wipe(s.memory[:s.used])
	s.used = 0
	if len(s.memory) == Size {
		mutex.Lock()
		if len(free) < idle {
			free = append(free, s)
			mutex.Unlock()
			return
		}
		mutex.Unlock()
	}
	_ = syscall.Munmap(s.memory)
	s.memory = nil
}

// Locked reports whether the system keeps the memory out of swap.
func (s *Scratch) Locked() bool { return s.locked }

// Take returns n zero bytes that lie in the scratch until they are released. It panics when the scratch is full: the
// sizes of secrets are bounded before.
func (s *Scratch) Take(n int) []byte {
	if n > len(s.memory)-s.used {
		panic("page: the scratch is full")
	}
	taken := s.memory[s.used : s.used+n : s.used+n]
	s.used += n
	return taken
}

// Copy takes as many bytes as content has, and copies it.
func (s *Scratch) Copy(content []byte) []byte {
	taken := s.Take(len(content))
	copy(taken, content)
	return taken
}

// Mark returns the present fill, for Release.
func (s *Scratch) Mark() int { return s.used }

// Release wipes and releases what was taken since the mark.
func (s *Scratch) Release(mark int) {
	Wipe(s.memory[mark:s.used])
	s.used = mark
}

// Retain moves retained, which was taken after the mark, down to the mark, and wipes and releases the rest.
func (s *Scratch) Retain(mark int, retained []byte) []byte {
	n := copy(s.memory[mark:], retained)
	s.Release(mark + n)
	return s.memory[mark : mark+n : mark+n]
}

// Room returns how many bytes can still be taken.
func (s *Scratch) Room() int { return len(s.memory) - s.used }

// Wipe overwrites with zeros. The compiler does not leave the writes out, since the memory is used afterwards.
//
//go:noinline
func Wipe(b []byte) {
	clear(b)
	runtime.KeepAlive(b)
}
