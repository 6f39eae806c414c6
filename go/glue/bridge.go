package glue

import (
	"sync"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/calls"
	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/glue/owned"
	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/internal/live"
)

// Link is what a generated package knows of its Rust side.
type Link struct {
	// Package is the Go package's name.
	Package string
	// Contract is the address of the symbol that ties the package to one build of the Rust side.
	Contract unsafe.Pointer
	// Returned is the list of released results in Rust's memory.
	Returned unsafe.Pointer
	// Limit is how many bytes may wait there.
	Limit uint64
	// Close closes an object.
	Close func(handle uint64) Frame
	// Drain frees what was released.
	Drain func()
	// Counters tells how many objects and blocks are live.
	Counters func() (objects, blocks int64)
	// Completed is the list of answers that come later, for bridges with async functions or streams.
	Completed unsafe.Pointer
	// Listen tells whether Go wants to hear of panics that no call returns, and answers how many there were.
	Listen func(wanted bool) uint64
	// Resume polls the future of a call that waits, for bridges with async functions.
	Resume func(task, waiter uint64) Frame
	// Pull takes a batch of a stream's items, for bridges with streams.
	Pull func(stream, waiter uint64, scratch []byte) Frame

	// Calls is there if Rust calls Go.
	Calls calls.Link
}

// Bridge is the Rust side of a generated package.
type Bridge struct {
	calls.Server
	link        Link
	blocks      block.List
	dispatching sync.Once
}

// Open starts the Rust side.
func Open(link Link) *Bridge {
	bridge := new(Bridge)
	bridge.set(link)
	if link.Completed != nil {
		wait.StartOutsider()
	}
	bridge.begin()
	return bridge
}

// set makes the bridge one with this link.
func (b *Bridge) set(link Link) {
	b.link = link
	b.blocks = block.List{Released: (*block.Released)(link.Returned), Limit: link.Limit, Drain: link.Drain}
	b.Connect(link.Calls, &b.blocks)
}

// begin makes the Rust side known to what asks all of them.
func (b *Bridge) begin() {
	b.register()
	if b.link.Completed != nil {
		registerLost(b.link)
	}
}

// register makes the Rust side known to spandrel.ReportLive.
func (b *Bridge) register() {
	var where func() []string
	if debug.Places != nil {
		where = func() []string { return debug.Places(b.link.Returned) }
	}
	live.Register(b.link.Returned, b.link.Package, b.Counters, where)
}

// Counters tells how many objects (with them running tasks and open streams) and blocks of the Rust side are live,
// after freeing what was released.
func (b *Bridge) Counters() (objects, blocks int64) {
	b.link.Drain()
	return b.link.Counters()
}

// dispatch sees to it that answers reach their waiters. It is called before the first answer is waited for, and where a program
// listens for lost panics.
func (b *Bridge) dispatch() {
	b.dispatching.Do(func() { (*wait.Completed)(b.link.Completed).Dispatch(&b.blocks, b.heard) })
}

// BorrowBytes borrows Bytes for a call of this bridge.
func (b *Bridge) BorrowBytes(v *spandrel.Bytes) owned.Borrowed {
	return owned.BorrowBytes(&b.blocks, v)
}

// NewBytes returns what the frame's block holds.
func (b *Bridge) NewBytes(frame Frame) *spandrel.Bytes {
	return owned.NewBytes(&b.blocks, frame)
}

// NewSecret returns the secret in the frame's block.
func (b *Bridge) NewSecret(frame Frame) *spandrel.Secret {
	return owned.NewSecret(&b.blocks, frame)
}
