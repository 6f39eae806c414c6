//go:build linux && amd64 && cgo && go1.24 && !go1.28 && !race && !msan && !asan && !spandrel_nofast

package glue

// LeafCheck reports whether the scheduling stack lies where the trampolines of leaf calls look for it: the thread's g0
// is found from g, its saved stack pointer lies within its bounds, and there is room for a leaf.
func LeafCheck() bool
