//go:build !spandrel_debug

package glue

import "unsafe"

// Debug says that the program was built with the tag spandrel_debug. Without it everything behind it is left out.
const Debug = false

// nobody is the length of a queue in which nobody waits, so that a call has nothing to do when it ends.
const nobody = 0

// objectDebug is what the debug build keeps of an object.
type objectDebug struct{}

func (*objectDebug) made(unsafe.Pointer, uint64) {}
func (*objectDebug) used(uint64, bool)           {}
func (*objectDebug) closed(string)               {}
func tried(uint64)                               {}
func ended()                                     {}
func answered(uint64)                            {}
func neverClosed(unsafe.Pointer, uint64)         {}
func closing(unsafe.Pointer, uint64)             {}
func collect()                                   {}

// places is nil: nobody notes where objects are made.
var places func(unsafe.Pointer) []string

// LeafTimer times one leaf call in the debug build.
type LeafTimer struct{}

// TimeLeaf times a leaf call in the debug build.
func TimeLeaf(string) LeafTimer { return LeafTimer{} }

// Stop ends the call.
func (LeafTimer) Stop() {}

// Poison makes memory unreadable in the debug build that a borrowed view showed.
func Poison([]byte) {}
