package calls

import (
	"unsafe"

	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

// Call is a call from Rust. It lies on Rust's stack and is gone when it has been answered.
type Call struct {
	number    uint64
	target    uint64
	words     unsafe.Pointer
	packed    unsafe.Pointer
	packedLen uint64
	room      unsafe.Pointer
	capacity  uint64
	status    uint64
	// value is the answer's. Before that it is the address of a chain, for a call that is answered later.
	value uint64
	// promise is what an answer that comes later is for.
	promise uint64
}

// chain is what waits for an answer that comes later.
type chain struct {
	objects unsafe.Pointer
	count   uint64
	waiter  uint64
}

// takeChain returns what waits for the answer of this call, which comes later; nil if that has no objects.
func (c *Call) takeChain() *wait.Chain {
	waits := *(**chain)(unsafe.Pointer(&c.value))
	c.value = 0
	if waits == nil {
		return wait.NewChain(nil, 0)
	}
	return wait.NewChain(unsafe.Slice((*uint64)(waits.objects), waits.count), waits.waiter)
}

// Target returns the Go value that is called, or nil.
func (c *Call) Target() any {
	return values.Get(c.target)
}

// Value returns the Go value that an argument refers to, or nil.
func (c *Call) Value(index int) any {
	return values.Get(c.Word(index))
}

// Word returns a word of the arguments.
func (c *Call) Word(index int) uint64 {
	return *(*uint64)(unsafe.Add(c.words, index*8))
}

// Address returns the address of an argument that is a C value.
func (c *Call) Address(index int) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Add(c.words, index*8))
}

// Text returns a copy of a text.
func (c *Call) Text(index int) string {
	return string(View[byte](c, index))
}

// TextView returns a text where it lies, until the call is answered.
func (c *Call) TextView(index int) string {
	view := View[byte](c, index)
	return unsafe.String(unsafe.SliceData(view), len(view))
}

// View returns a slice where it lies, until the call is answered.
func View[T any](call *Call, index int) []T {
	length := call.Word(index + 1)
	if length == 0 {
		return []T{}
	}
	return unsafe.Slice((*T)(call.Address(index)), length)
}

// Copy returns a copy of a slice. An empty one is not nil.
func Copy[T any](call *Call, index int) []T {
	view := View[T](call, index)
	items := make([]T, len(view))
	copy(items, view)
	return items
}

// Packed returns a reader of the packed arguments.
func (c *Call) Packed() *wire.Reader {
	reader := wire.NewReader(unsafe.Slice((*byte)(c.packed), c.packedLen))
	return &reader
}

// Finish ends the reading of packed arguments.
func (c *Call) Finish(reader *wire.Reader) {
	if reader.Failed() {
		panic("spandrel: arguments do not follow the contract; run `spandrel check`")
	}
}

// Missing answers that there is no implementation.
func (c *Call) Missing() {
	c.status = abi.CodeMissing
}

// Released answers that a Go value is gone.
func (c *Call) Released() {
	c.status = abi.CodeInvalidHandle
}
