package glue

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
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

	// The rest is there if Rust calls Go.

	// Released is the number of Go values that Rust has dropped.
	Released unsafe.Pointer
	// TakeReleased removes their references.
	TakeReleased func([]uint64) int
	// Reserve makes room for an answer that does not fit into the call.
	Reserve func(call unsafe.Pointer, size uint64) unsafe.Pointer
	// Abort ends the process.
	Abort func()
	// Fulfil answers a promise, for bridges with async functions or streams of Go's.
	Fulfil func(promise, status, value uint64, bytes []byte)
	// Keep puts memory that Go answers with into a block of Rust's: another reference for Bytes of its own, whose owner is
	// their block, and a copy of all else.
	Keep func(secret bool, owner uint64, data []byte) uint64
}

// Bridge is the Rust side of a generated package.
type Bridge struct {
	link        Link
	returned    *returned
	imports     []Import
	watch       sync.Once
	dispatching sync.Once
}

// block is an answer in Rust's memory. Rust frees it once it is on the returned list.
type block struct {
	data unsafe.Pointer
	len  uint64
	next uintptr
}

// returned is the list of blocks that were read and can be freed. It lies in Rust's memory.
type returned struct {
	head  uintptr
	bytes uint64
}

// Open starts the Rust side.
func Open(link Link) *Bridge {
	bridge := &Bridge{link: link, returned: (*returned)(link.Returned)}
	bridge.register()
	if link.Completed != nil {
		startOutsider()
		registerLost(link)
	}
	return bridge
}

// register makes the Rust side known to spandrel.ReportLive.
func (b *Bridge) register() {
	var where func() []string
	if places != nil {
		where = func() []string { return places(b.link.Returned) }
	}
	live.Register(b.link.Returned, b.link.Package, b.Counters, where)
}

// Counters tells how many objects (with them running tasks and open streams) and blocks of the Rust side are live,
// after freeing what was released.
func (b *Bridge) Counters() (objects, blocks int64) {
	b.link.Drain()
	return b.link.Counters()
}

// Text copies the answer out as a string and frees the scratch block.
func (b *Bridge) Text(scratch *Scratch, frame Frame) string {
	text := string(scratch.view(frame))
	b.Done(scratch, frame)
	return text
}

// Bytes copies the answer out and frees the scratch block. An empty answer is not nil.
func (b *Bridge) Bytes(scratch *Scratch, frame Frame) []byte {
	view := scratch.view(frame)
	bytes := make([]byte, len(view))
	copy(bytes, view)
	b.Done(scratch, frame)
	return bytes
}

// TakeText copies the answer out of the room that it was given, or out of its block.
func (b *Bridge) TakeText(room []byte, frame Frame) string {
	if frame.Status&inScratch != 0 {
		return string(room[:frame.Status>>32])
	}
	text := string(frame.block())
	b.giveBack(frame)
	return text
}

// TakeBytes copies the answer out of the room that it was given, or out of its block. An empty answer is not nil.
func (b *Bridge) TakeBytes(room []byte, frame Frame) []byte {
	var view []byte
	if frame.Status&inScratch != 0 {
		view = room[:frame.Status>>32]
	} else {
		view = frame.block()
	}
	bytes := make([]byte, len(view))
	copy(bytes, view)
	if frame.Status&inScratch == 0 {
		b.giveBack(frame)
	}
	return bytes
}

// Done releases the result and frees the scratch block.
func (b *Bridge) Done(scratch *Scratch, frame Frame) {
	if scratch.reader.Failed() {
		panic("spandrel: " + b.link.Package + ": answer does not follow the contract; run `spandrel check`")
	}
	if frame.Status&inScratch == 0 {
		b.giveBack(frame)
	}
	scratch.Free()
}

// Fail turns the frame of a failed call into an error. read reads a declared error; objects are those of the call.
func (b *Bridge) Fail(function string, frame Frame, read func(*wire.Reader) error, objects ...*Object) error {
	var err error
	switch uint8(frame.Status) {
	case codeError:
		reader := wire.NewReader(frame.block())
		err = read(&reader)
		if reader.Failed() {
			panic("spandrel: " + function + ": error does not follow the contract; run `spandrel check`")
		}
	case codePanic, codePoisoned:
		reader := wire.NewReader(frame.block())
		err = &spandrel.PanicError{
			Function:  function,
			Message:   reader.String(),
			Backtrace: reader.String(),
			Poisoned:  uint8(frame.Status) == codePoisoned,
		}
	case codeRefused:
		reader := wire.NewReader(frame.block())
		input := &spandrel.InputError{Parameter: reader.String(), Reason: reader.String()}
		err = &spandrel.CallError{Function: function, Err: input}
	case codeClosed:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrClosed}
	case codeReentrant:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrReentrant}
	case codeExhausted:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrExhausted}
	case codeCancelled:
		return Cancelled(function, frame.cause())
	case codeBusy:
		return Cancelled(function, expired(objects))
	default:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrInvalidHandle}
	}
	b.giveBack(frame)
	return err
}

// giveBack releases the frame's block, which is not in use elsewhere.
func (b *Bridge) giveBack(frame Frame) {
	if Debug {
		Poison(frame.block())
	}
	b.handBack(frame)
}

// handBack puts the frame's block on the returned list; the next call frees it. When too much waits there, it is
// freed now.
func (b *Bridge) handBack(frame Frame) {
	if frame.Value == 0 {
		return
	}
	b.giveBackBlock((*block)(frame.pointer()))
}

// giveBackBlock is handBack for a block by its address.
func (b *Bridge) giveBackBlock(given *block) {
	waiting := atomic.AddUint64(&b.returned.bytes, given.len)
	for {
		head := atomic.LoadUintptr(&b.returned.head)
		given.next = head
		if atomic.CompareAndSwapUintptr(&b.returned.head, head, uintptr(unsafe.Pointer(given))) {
			break
		}
	}
	if waiting > b.link.Limit {
		b.link.Drain()
	}
}

// block returns the bytes of the frame's block. They are Rust's until it is released.
func (f Frame) block() []byte {
	if f.Value == 0 {
		return nil
	}
	given := (*block)(f.pointer())
	return unsafe.Slice((*byte)(given.data), given.len)
}

// pointer returns the value as an address of Rust's memory, which the garbage collector does not manage.
func (f Frame) pointer() unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(&f.Value))
}
