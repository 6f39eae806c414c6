package handwritten

/*
#include "plain.h"

void handwrittenDone(uintptr_t data, uint64_t answer);
uint64_t handwrittenVisitEvent(uintptr_t data, uint8_t *bytes);
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"
)

// AddReady adds two numbers on the other side, which calls back with the sum.
func AddReady(a, b uint64) uint64 {
	answer := make(chan uint64, 1)
	handle := cgo.NewHandle(answer)
	defer handle.Delete()
	C.plain_add_ready(C.uint64_t(a), C.uint64_t(b), C.plain_done(C.handwrittenDone), C.uintptr_t(handle))
	return <-answer
}

// Ask asks another thread and waits in the call, with the thread it is made on.
func Ask(value uint64) uint64 {
	return uint64(C.plain_ask(C.uint64_t(value)))
}

// AskLater asks another thread, which calls back with the answer.
func AskLater(value uint64) uint64 {
	answer := make(chan uint64, 1)
	handle := cgo.NewHandle(answer)
	defer handle.Delete()
	C.plain_ask_later(C.uint64_t(value), C.plain_done(C.handwrittenDone), C.uintptr_t(handle))
	return <-answer
}

// Hold has the thread that answers wait until Release.
func Hold() { C.plain_hold() }

// Release ends what Hold began.
func Release() { C.plain_release() }

// EachEvent has visit called with 64 bytes each and returns the sum of its answers.
func EachEvent(count uint64, visit func([64]byte) uint64) uint64 {
	handle := cgo.NewHandle(visit)
	defer handle.Delete()
	return uint64(C.plain_each_event(C.uint64_t(count), C.plain_visit_event(C.handwrittenVisitEvent), C.uintptr_t(handle)))
}

//export handwrittenDone
func handwrittenDone(data C.uintptr_t, answer C.uint64_t) {
	cgo.Handle(data).Value().(chan uint64) <- uint64(answer)
}

//export handwrittenVisitEvent
func handwrittenVisitEvent(data C.uintptr_t, bytes *C.uint8_t) C.uint64_t {
	visit := cgo.Handle(data).Value().(func([64]byte) uint64)
	return C.uint64_t(visit(*(*[64]byte)(unsafe.Pointer(bytes))))
}
