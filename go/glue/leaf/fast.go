//go:build linux && amd64 && cgo && go1.24 && !go1.28 && !race && !msan && !asan && !spandrel_nofast

package leaf

import "unsafe"

// Check reports whether the scheduling stack lies where the trampolines of leaf calls look for it: the thread's g0
// is found from g, its saved stack pointer lies within its bounds, and there is room for a leaf.
func Check() bool

// InCall returns the address of a C function that tells whether the calling thread is in a leaf call.
func InCall() unsafe.Pointer {
	return inCallAddress()
}

func inCallAddress() unsafe.Pointer
