//go:build linux && amd64 && !cgo

package dynamic

import "unsafe"

// block is a call: what the trampoline reads, and where it writes what the function returned.
type block struct {
	function      uintptr
	words         *uintptr
	count         uintptr
	first, second uintptr
}

// cgocall runs a C function on the thread's own stack, and tells the scheduler. The runtime exports it for loaders.
//
//go:linkname cgocall runtime.cgocall
//go:noescape
func cgocall(function uintptr, argument unsafe.Pointer) int32

// trampoline is the address of the C function that makes a call from its block.
var trampoline = trampolineAddress()

func trampolineAddress() uintptr

// Call calls a C function with words, and returns both words that it returns. Go memory among them, converted in the
// statement of the call, lies on the heap and is alive until it returns: the function may call Go, which may move the stack.
//
//go:uintptrescapes
func Call(function uintptr, words ...uintptr) (first, second uintptr) {
	b := block{function: function, words: unsafe.SliceData(words), count: uintptr(len(words))}
	cgocall(trampoline, unsafe.Pointer(&b))
	return b.first, b.second
}

// Direct is Call for objects that do not call Go. Go memory among the words may be on the stack: nothing moves it between
// the conversion and the call, as neither this function nor cgocall can grow the stack, nor during the call, in which
// no Go code runs on it. The caller keeps the memory alive.
//
//go:nosplit
func Direct(function uintptr, words ...uintptr) (first, second uintptr) {
	b := block{function: function, words: unsafe.SliceData(words), count: uintptr(len(words))}
	cgocall(trampoline, unsafe.Pointer(&b))
	return b.first, b.second
}
