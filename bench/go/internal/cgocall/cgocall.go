// Package cgocall calls C functions as the Go module of rust2go does: on the stack of the thread, without telling the
// scheduler. Code that rust2go generates calls through it.
package cgocall

import "unsafe"

// CallFuncG0P1 calls a function of one pointer, which may point to the caller's stack: that cannot move meanwhile.
//
//go:noescape
func CallFuncG0P1(function, a unsafe.Pointer)

// CallFuncG0P2 calls a function of two pointers, as [CallFuncG0P1] does.
//
//go:noescape
func CallFuncG0P2(function, a, b unsafe.Pointer)
