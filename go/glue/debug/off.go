//go:build !spandrel_debug

package debug

import "unsafe"

// Enabled says that the program was built with the tag spandrel_debug. Without it everything behind it is left out.
const Enabled = false

// Object is what the debug build knows of an object.
type Object struct{}

// Made notes a new object.
func (*Object) Made(unsafe.Pointer, uint64) {}

// Used is asked when the handle is read for a try of a call.
func (*Object) Used(uint64, bool) {}

// Closed notes each Close.
func (*Object) Closed(string) {}

// Tried notes how a try of a call went.
func Tried(uint64) {}

// Ended notes that a call waits no more.
func Ended() {}

// Answered notes that a future has ended.
func Answered(uint64) {}

// NeverClosed reports an object that the garbage collector had to close.
func NeverClosed(unsafe.Pointer, uint64) {}

// Closing removes the note of where an object was made.
func Closing(unsafe.Pointer, uint64) {}

// Collect runs the garbage collector.
func Collect() {}

// Places is nil: nobody notes where objects are made.
var Places func(unsafe.Pointer) []string

// LeafTimer times one leaf call in the debug build.
type LeafTimer struct{}

// TimeLeaf times a leaf call in the debug build.
func TimeLeaf(string) LeafTimer { return LeafTimer{} }

// Stop ends the call.
func (LeafTimer) Stop() {}

// Poison makes memory unreadable in the debug build that a borrowed view showed.
func Poison([]byte) {}
