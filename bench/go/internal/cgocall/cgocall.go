// Package cgocall makes one cgo call of a C function that takes pointers. Code that rust2go generates calls through it.
package cgocall

/*
#include <stdint.h>

typedef void (*function1)(const void *);
typedef void (*function2)(const void *, const void *);

static inline void call1(uintptr_t function, uintptr_t a) { ((function1)function)((const void *)a); }
static inline void call2(uintptr_t function, uintptr_t a, uintptr_t b) {
	((function2)function)((const void *)a, (const void *)b);
}
*/
import "C"

import (
	"runtime"
	"unsafe"
)

// CallFuncG0P1 calls a function of one pointer. What it points to holds Go pointers that are not pinned, which cgo's
// check refuses: the generated code goes around that check, and so must this.
func CallFuncG0P1(function, a unsafe.Pointer) {
	C.call1(C.uintptr_t(uintptr(function)), C.uintptr_t(uintptr(a)))
	runtime.KeepAlive(a)
}

// CallFuncG0P2 calls a function of two pointers, as [CallFuncG0P1] does.
func CallFuncG0P2(function, a, b unsafe.Pointer) {
	C.call2(C.uintptr_t(uintptr(function)), C.uintptr_t(uintptr(a)), C.uintptr_t(uintptr(b)))
	runtime.KeepAlive(a)
	runtime.KeepAlive(b)
}
