package glue

import (
	"fmt"
	"os"
	"runtime"
	rtdebug "runtime/debug"
	"strings"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Import is something that Go implements and Rust calls.
type Import struct {
	// Name is its full name, such as "remux.Sink.Write".
	Name string
	// Serve reads the arguments, makes the call and answers it.
	Serve func(*Call)
}

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
	value     uint64
	// promise is what an answer that comes later is for.
	promise uint64
}

// Serve makes the imports known; the index of each is its number.
func (b *Bridge) Serve(imports []Import) {
	b.imports = imports
}

// Enter answers a call. It is the one way from Rust into Go, and no panic leaves it: it would skip the destructors of the
// Rust frames below.
func (b *Bridge) Enter(address unsafe.Pointer) {
	call := (*Call)(address)
	if call.number >= firstControl {
		b.control(call)
		return
	}
	imported := &b.imports[call.number]
	returned := false
	defer func() {
		if !returned {
			b.interrupted(imported.Name, call, recover())
		}
	}()
	imported.Serve(call)
	returned = true
}

// interrupted is called instead of the rest of Enter.
func (b *Bridge) interrupted(name string, call *Call, reason any) {
	interrupted(reason, func(reason any) { b.panicked(call, reason) }, func() { b.goexit(name) })
}

// interrupted is called where code of the user's did not return: panicked answers a panic, goexit ends the process. The
// reason is that of the panic, and nil for a Goexit.
func interrupted(reason any, panicked func(reason any), goexit func()) {
	answered := false
	defer func() {
		// The message of a panic is the user's code as well.
		if !answered {
			goexit()
		}
	}()
	if !exiting() {
		panicked(reason)
		answered = true
	}
}

// exiting tells whether the goroutine is going away with all that the innermost Enter has called, or with all there is. What recover returned does not tell:
// it is nil for a panic(nil) in old programs, and not nil for a panic in a function that Goexit runs, after which the
// goroutine goes away nevertheless. So this looks at the stack, which is whole while a deferred function runs.
func exiting() bool {
	callers := make([]uintptr, 128)
	for runtime.Callers(0, callers) == len(callers) {
		callers = make([]uintptr, 2*len(callers))
	}
	frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers)])
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		switch {
		case frame.Function == "runtime.Goexit":
			return true
		case strings.HasSuffix(frame.Function, "/glue.(*Bridge).Enter"):
			return false
		}
	}
	return false
}

// goexit ends the process: the goroutine is going away, and with it the Rust frames that it was called from.
func (b *Bridge) goexit(name string) {
	fmt.Fprintf(os.Stderr, "spandrel: %s called runtime.Goexit, which would skip the destructors of the Rust code that called it\n"+
		"hint: return an error instead; t.FailNow and t.Fatal in tests are Goexit, too\n", name)
	b.link.Abort()
}

func (b *Bridge) panicked(call *Call, reason any) {
	b.ReturnBytes(call, appendPanic(reason))
	call.status = codePanic
}

// appendPanic is the reason of a panic that was just recovered, and its stack.
func appendPanic(reason any) []byte {
	return wire.AppendString(wire.AppendString(nil, fmt.Sprint(reason)), string(rtdebug.Stack()))
}

// ReturnError answers with the error that the Go function returned. declared appends the fields of an error of this bridge.
func (b *Bridge) ReturnError(call *Call, err error, declared func([]byte, error) []byte) {
	b.ReturnBytes(call, appendError(nil, err, declared))
	call.status = codeError
}

// appendError appends message, type and, if it is one of this bridge, fields of an error.
func appendError(buffer []byte, err error, declared func([]byte, error) []byte) []byte {
	buffer = wire.AppendString(buffer, err.Error())
	buffer = wire.AppendString(buffer, typeName(err))
	if declared != nil {
		buffer = declared(buffer, err)
	}
	return buffer
}

// typeName is the name of an error's type, and for an error of another process its type there.
func typeName(err error) string {
	if named, ok := err.(interface{ TypeName() string }); ok {
		return named.TypeName()
	}
	return fmt.Sprintf("%T", err)
}

// Refuse answers that a value has no counterpart in Rust.
func (b *Bridge) Refuse(call *Call, parameter, reason string) {
	b.ReturnBytes(call, wire.AppendString(nil, parameter+": "+reason))
	call.status = codeRefused
}

// Missing answers that there is no implementation.
func (c *Call) Missing() {
	c.status = codeMissing
}

// Nil is the error for a nil where Rust needs a Go value.
func Nil(function, parameter string) error {
	input := &spandrel.InputError{Parameter: parameter, Reason: "is nil"}
	return &spandrel.CallError{Function: function, Err: input}
}

// Released answers that a Go value is gone.
func (c *Call) Released() {
	c.status = codeInvalidHandle
}

// Target returns the Go value that is called, or nil.
func (c *Call) Target() any {
	return retained.get(c.target)
}

// Value returns the Go value that an argument refers to, or nil.
func (c *Call) Value(index int) any {
	return retained.get(c.Word(index))
}

// Word returns a word of the arguments.
func (c *Call) Word(index int) uint64 {
	return *(*uint64)(unsafe.Add(c.words, index*8))
}

// Address returns the address of an argument that crosses as a C value.
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

// Return answers a word.
func (c *Call) Return(word uint64) {
	c.value = word
}

// ReturnText answers a text.
func (b *Bridge) ReturnText(call *Call, text string) {
	b.ReturnBytes(call, unsafe.Slice(unsafe.StringData(text), len(text)))
}

// ReturnBytes answers bytes.
func (b *Bridge) ReturnBytes(call *Call, bytes []byte) {
	if call.number == laterNumber {
		keepAnswer(call, bytes)
		return
	}
	room := call.room
	if uint64(len(bytes)) > call.capacity {
		room = b.link.Reserve(unsafe.Pointer(call), uint64(len(bytes)))
	}
	copy(unsafe.Slice((*byte)(room), len(bytes)), bytes)
	call.value = uint64(len(bytes))
}

// ReturnScratch answers what was packed, and frees the scratch block.
func (b *Bridge) ReturnScratch(call *Call, scratch *Scratch) {
	b.ReturnBytes(call, scratch.Data)
	scratch.Free()
}

// ReturnPlain answers plain data.
func ReturnPlain[T any](b *Bridge, call *Call, value *T) {
	b.ReturnBytes(call, unsafe.Slice((*byte)(unsafe.Pointer(value)), unsafe.Sizeof(*value)))
}
