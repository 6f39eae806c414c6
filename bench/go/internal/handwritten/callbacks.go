package handwritten

/*
#include "plain.h"

uint64_t handwrittenVisit(uintptr_t data, uint64_t value);
uint64_t handwrittenVisitBytes(uintptr_t data, uint8_t *bytes, size_t len);
*/
import "C"

import (
	"runtime/cgo"
	"time"
	"unsafe"
)

// EachNumber has visit called with 0, 1, … and returns the sum of its answers.
func EachNumber(count uint64, visit func(uint64) uint64) uint64 {
	handle := cgo.NewHandle(visit)
	defer handle.Delete()
	return uint64(C.plain_each_number(C.uint64_t(count), C.plain_visit(C.handwrittenVisit), C.uintptr_t(handle)))
}

// EachNumberInThread is EachNumber from a thread of the other side, and tells how much CPU time the calls took there.
func EachNumberInThread(count uint64, visit func(uint64) uint64) (uint64, time.Duration) {
	handle := cgo.NewHandle(visit)
	defer handle.Delete()
	var nanos C.uint64_t
	sum := C.plain_each_number_in_thread(C.uint64_t(count), C.plain_visit(C.handwrittenVisit), C.uintptr_t(handle), &nanos)
	return uint64(sum), time.Duration(nanos)
}

// EachPacket has visit called with copies of 64 bytes and returns the sum of its answers.
func EachPacket(count uint64, visit func([]byte) uint64) uint64 {
	handle := cgo.NewHandle(visit)
	defer handle.Delete()
	return uint64(C.plain_each_packet(C.uint64_t(count), C.plain_visit_bytes(C.handwrittenVisitBytes), C.uintptr_t(handle)))
}

//export handwrittenVisit
func handwrittenVisit(data C.uintptr_t, value C.uint64_t) C.uint64_t {
	visit := cgo.Handle(data).Value().(func(uint64) uint64)
	return C.uint64_t(visit(uint64(value)))
}

//export handwrittenVisitBytes
func handwrittenVisitBytes(data C.uintptr_t, bytes *C.uint8_t, size C.size_t) C.uint64_t {
	visit := cgo.Handle(data).Value().(func([]byte) uint64)
	return C.uint64_t(visit(C.GoBytes(unsafe.Pointer(bytes), C.int(size))))
}
