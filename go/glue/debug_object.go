//go:build spandrel_debug

package glue

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// objectDebug is what the debug build keeps of an object.
type objectDebug struct {
	mu sync.Mutex
	// first is where it was closed.
	first       trace
	isClosed    bool
	usedAfter   bool
	closedTwice bool
	// calls are those that are in the object, or try to enter it.
	calls []*debugCall
}

// debugCall is a call of a method.
type debugCall struct {
	goroutine string
	stack     trace
	waits     bool
	told      bool
	since     time.Time
}

// longWait is how long a call waits before that is reported.
const longWait = time.Second

// identity is an object of one Rust side.
type identity struct {
	side   unsafe.Pointer
	handle uint64
}

// birthplaces is where every object was made that is open.
var birthplaces = struct {
	sync.Mutex
	of map[identity]trace
}{of: make(map[identity]trace)}

// made notes a new object.
func (*objectDebug) made(side unsafe.Pointer, handle uint64) {
	birthplaces.Lock()
	defer birthplaces.Unlock()
	// Init, and the function of the generated package that every constructor calls.
	birthplaces.of[identity{side, handle}] = here(2)
}

// tries notes a try of a call, which ends with tried.
func (d *objectDebug) tries(turn *Turn) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if turn == nil {
		d.calls = append(d.calls, &debugCall{goroutine: goroutine(), stack: here(0), since: time.Now()})
	}
}

// tried notes how a try went. A call that waits for long is reported, with those that it waits for.
func (d *objectDebug) tried(status uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	call := d.last(goroutine())
	if call == nil {
		return
	}
	call.waits = uint8(status) == codeBusy
	switch {
	case uint8(status) == codeReentrant:
		d.calls = slices.DeleteFunc(d.calls, func(other *debugCall) bool { return other == call })
		if outer := d.last(call.goroutine); outer != nil {
			report("a call would wait for its own caller, at\n%s  which uses the object since the call at\n%s", call.stack, outer.stack)
		}
	case !call.waits:
		d.calls = slices.DeleteFunc(d.calls, func(other *debugCall) bool { return other == call })
	case !call.told && time.Since(call.since) >= longWait:
		call.told = true
		report("a call has waited %v for its object, at\n%s%s", longWait, call.stack, d.users())
	}
}

// last is the innermost call of a goroutine.
func (d *objectDebug) last(goroutine string) *debugCall {
	for _, call := range slices.Backward(d.calls) {
		if call.goroutine == goroutine {
			return call
		}
	}
	return nil
}

// users describes the calls that are in the object.
func (d *objectDebug) users() string {
	var text strings.Builder
	for _, call := range d.calls {
		if !call.waits {
			fmt.Fprintf(&text, "  it is in use by %s, at\n%s", call.goroutine, call.stack)
		}
	}
	if text.Len() == 0 {
		return "  it is in use by a future, a stream, or as an argument of a call\n"
	}
	return text.String()
}

// goroutine names the goroutine, as in "goroutine 7".
func goroutine() string {
	var head [64]byte
	name, _, _ := bytes.Cut(head[:runtime.Stack(head[:], false)], []byte(" ["))
	return string(name)
}

// used is asked when the handle is read for a call.
func (d *objectDebug) used(handle uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.isClosed && !d.usedAfter {
		d.usedAfter = true
		report("object is used after Close, at\n%s  closed at\n%s", here(0), d.first)
	}
}

// closed notes each Close.
func (d *objectDebug) closed(function string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.isClosed {
		d.isClosed, d.first = true, here(0)
		return
	}
	if !d.closedTwice {
		d.closedTwice = true
		report("%s: object is closed twice, now at\n%s  first at\n%s", function, here(0), d.first)
	}
}

// closing forgets where an object was made.
func closing(side unsafe.Pointer, handle uint64) {
	birthplaces.Lock()
	defer birthplaces.Unlock()
	delete(birthplaces.of, identity{side, handle})
}

// neverClosed reports an object that the garbage collector had to close.
func neverClosed(side unsafe.Pointer, handle uint64) {
	birthplaces.Lock()
	stack, known := birthplaces.of[identity{side, handle}]
	delete(birthplaces.of, identity{side, handle})
	birthplaces.Unlock()
	if known {
		report("object was never closed; the garbage collector did it. It was made at\n%s", stack)
	}
}

// places tells where the open objects of a Rust side were made.
var places = func(side unsafe.Pointer) []string {
	birthplaces.Lock()
	defer birthplaces.Unlock()
	var texts []string
	for object, stack := range birthplaces.of {
		if object.side == side {
			texts = append(texts, stack.String())
		}
	}
	slices.Sort(texts)
	return texts
}

var reads atomic.Int64

// collect runs the garbage collector between the reading of a handle and the call that uses it. A wrapper that is not
// alive to the end of its call is closed now, and the call finds that out.
func collect() {
	every := collectEvery.Load()
	if every == 0 || reads.Add(1)%every != 0 {
		return
	}
	runtime.GC()
	// Cleanups run on goroutines of their own.
	for range 4 {
		runtime.Gosched()
	}
}
