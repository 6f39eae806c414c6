//go:build spandrel_debug

package debug

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Object is what the debug build knows of an object.
type Object struct {
	mu sync.Mutex
	// first is where it was closed.
	first       trace
	isClosed    bool
	usedAfter   bool
	closedTwice bool
}

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

// Made notes a new object.
func (*Object) Made(side unsafe.Pointer, handle uint64) {
	birthplaces.Lock()
	defer birthplaces.Unlock()
	// Init, and the function of the generated package that every constructor calls.
	birthplaces.of[identity{side, handle}] = here(2)
}

// Used is asked when the handle is read for a try of a call, the first or another one.
func (d *Object) Used(handle uint64, first bool) {
	tries(handle, first)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.isClosed && !d.usedAfter {
		d.usedAfter = true
		report("object is used after Close, at\n%s  closed at\n%s", here(0), d.first)
	}
}

// Closed notes each Close.
func (d *Object) Closed(function string) {
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

// Closing removes the note of where an object was made.
func Closing(side unsafe.Pointer, handle uint64) {
	birthplaces.Lock()
	defer birthplaces.Unlock()
	delete(birthplaces.of, identity{side, handle})
}

// NeverClosed reports an object that the garbage collector had to close.
func NeverClosed(side unsafe.Pointer, handle uint64) {
	birthplaces.Lock()
	stack, known := birthplaces.of[identity{side, handle}]
	delete(birthplaces.of, identity{side, handle})
	birthplaces.Unlock()
	if known {
		report("object was never closed; the garbage collector did it. It was made at\n%s", stack)
	}
}

// Places tells where the open objects of a Rust side were made.
var Places = func(side unsafe.Pointer) []string {
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

// Collect runs the garbage collector between the reading of a handle and the call that uses it. A wrapper that is not
// alive to the end of its call is closed now, and the call finds that out.
func Collect() {
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
