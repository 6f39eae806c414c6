package handwritten

/*
#include "plain.h"

#cgo noescape plain_probe
#cgo nocallback plain_probe
*/
import "C"

import "unsafe"

// ProbeCopy passes a copy of the bytes in C memory.
func ProbeCopy(data []byte) uint64 {
	pointer := C.CBytes(data)
	defer C.free(pointer)
	return uint64(C.plain_probe((*C.uint8_t)(pointer), C.size_t(len(data))))
}

// ProbeBorrow passes the bytes in place, with every help that cgo offers.
func ProbeBorrow(data []byte) uint64 {
	return uint64(C.plain_probe((*C.uint8_t)(unsafe.SliceData(data)), C.size_t(len(data))))
}

// Fill returns count bytes of one value.
func Fill(count uint64, value uint8) []byte {
	buffer := C.plain_fill(C.uint64_t(count), C.uint8_t(value))
	defer C.plain_buffer_free(buffer.data, buffer.len)
	return C.GoBytes(unsafe.Pointer(buffer.data), C.int(buffer.len))
}

// FillOnce is Fill where the length is known beforehand: one call, which writes into Go's memory.
func FillOnce(count uint64, value uint8) []byte {
	bytes := make([]byte, count)
	C.plain_fill_to(C.uint64_t(count), C.uint8_t(value), (*C.uint8_t)(unsafe.SliceData(bytes)))
	return bytes
}
