package glue

import (
	"unsafe"

	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/wait"
)

// Unopened makes a Rust side whose library is loaded later, by the first of its calls: the functions of the link load it. What
// is looked at before a call is in Go's memory until then.
func Unopened(link Link) *Bridge {
	// Not when the library is loaded: that may be in a bubble.
	wait.StartOutsider()
	link.Returned = unsafe.Pointer(new(block.Released))
	link.Calls.Released = unsafe.Pointer(new(uint64))
	bridge := new(Bridge)
	bridge.set(link)
	return bridge
}

// Loaded starts a Rust side that was not open, before the first of its calls. Goroutines that have made no call may still
// look at what there was before, and find nothing in it.
func (b *Bridge) Loaded(link Link) {
	b.set(link)
	b.begin()
}
