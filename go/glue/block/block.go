// Package block is memory for one call: blocks of Rust's, which hold answers until Go releases them, and scratch blocks of
// Go's.
package block

import (
	"sync/atomic"
	"unsafe"

	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/internal/abi"
)

// Block is an answer in Rust's memory. Rust frees it once it is on the list of released ones.
type Block struct {
	Data unsafe.Pointer
	Len  uint64
	// Next is the address of the next block of a list.
	Next uintptr
}

// Of returns the bytes of the frame's block. They are Rust's until it is released.
func Of(frame abi.Frame) []byte {
	if frame.Value == 0 {
		return nil
	}
	block := at(frame)
	return unsafe.Slice((*byte)(block.Data), block.Len)
}

// At makes a pointer of the address of a block, which the garbage collector does not manage.
func At(address uintptr) *Block {
	return *(**Block)(unsafe.Pointer(&address))
}

// at returns the frame's block.
func at(frame abi.Frame) *Block {
	return *(**Block)(unsafe.Pointer(&frame.Value))
}

// List is a Rust side's list of released blocks.
type List struct {
	// Released is where it lies in Rust's memory.
	Released *Released
	// Limit is how many bytes may wait there.
	Limit uint64
	// Drain frees them.
	Drain func()
}

// Released is the list's head, and how many bytes it has.
type Released struct {
	Head  uintptr
	Bytes uint64
}

// Release releases the frame's block, which is not in use elsewhere.
func (l *List) Release(frame abi.Frame) {
	if debug.Enabled {
		debug.Poison(Of(frame))
	}
	l.ReleaseShared(frame)
}

// ReleaseShared releases the frame's block: the next call frees it. When too much waits there, it is freed now. In the debug
// build, too, the content stays as it is.
func (l *List) ReleaseShared(frame abi.Frame) {
	if frame.Value == 0 {
		return
	}
	l.ReleaseBlock(at(frame))
}

// ReleaseBlock is ReleaseShared for a block by its address.
func (l *List) ReleaseBlock(block *Block) {
	waiting := atomic.AddUint64(&l.Released.Bytes, block.Len)
	for {
		head := atomic.LoadUintptr(&l.Released.Head)
		block.Next = head
		if atomic.CompareAndSwapUintptr(&l.Released.Head, head, uintptr(unsafe.Pointer(block))) {
			break
		}
	}
	if waiting > l.Limit {
		l.Drain()
	}
}
