// Package calls is Rust's calls into Go: how they are answered, at once or later, and the Go values that Rust owns.
package calls

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sync"
	"unsafe"

	"spandrel.dev/spandrel/glue/block"
)

// Link is what answers need of the Rust side.
type Link struct {
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
	// Retain puts memory that Go answers with into a block of Rust's: another reference for Bytes of its own, whose owner is
	// their block, and a copy of all else.
	Retain func(secret bool, owner uint64, data []byte) uint64
}

// Server answers the calls of a Rust side.
type Server struct {
	link    Link
	blocks  *block.List
	imports []Import
	watch   sync.Once
}

// Connect makes the Rust side known, before it calls.
func (s *Server) Connect(link Link, blocks *block.List) {
	s.link, s.blocks = link, blocks
}

// Import is something that Go implements and Rust calls.
type Import struct {
	// Name is its full name, such as "remux.Sink.Write".
	Name string
	// Serve reads the arguments, makes the call and answers it.
	Serve func(*Call)
}

// Serve makes the imports known; the index of each is its number.
func (s *Server) Serve(imports []Import) {
	s.imports = imports
}

// Enter answers a call. It is the one way from Rust into Go, and no panic leaves it: it would skip the destructors of the
// Rust frames below.
func (s *Server) Enter(address unsafe.Pointer) {
	call := (*Call)(address)
	if call.number >= firstControl {
		s.control(call)
		return
	}
	imported := &s.imports[call.number]
	returned := false
	defer func() {
		if !returned {
			s.interrupted(imported.Name, call, recover())
		}
	}()
	imported.Serve(call)
	returned = true
}

// enter is the name of Enter in stacks, wherever this package lies.
var enter string

func init() { enter = runtime.FuncForPC(reflect.ValueOf((*Server).Enter).Pointer()).Name() }

// interrupted is called instead of the rest of Enter.
func (s *Server) interrupted(name string, call *Call, reason any) {
	interrupted(reason, func(reason any) { s.panicked(call, reason) }, func() { s.goexit(name) })
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
		case frame.Function == enter:
			return false
		}
	}
	return false
}

// goexit ends the process: the goroutine is going away, and with it the Rust frames that it was called from.
func (s *Server) goexit(name string) {
	fmt.Fprintf(os.Stderr, "spandrel: %s called runtime.Goexit, which would skip the destructors of the Rust code that called it\n"+
		"hint: return an error instead; t.FailNow and t.Fatal in tests are Goexit, too\n", name)
	s.link.Abort()
}
