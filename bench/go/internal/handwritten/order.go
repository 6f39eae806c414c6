package handwritten

/*
#include "plain.h"
*/
import "C"

import (
	"unsafe"

	"spandrel.dev/bench/internal/plain"
)

// TakeOrder looks at every field.
func TakeOrder(order *plain.Order) uint64 {
	native := toC(order)
	defer freeC(&native)
	return uint64(C.plain_take_order(&native))
}

// Renumber raises the number of the order by one.
func Renumber(order *plain.Order) plain.Order {
	native := toC(order)
	defer freeC(&native)
	var answer C.plain_order
	C.plain_renumber(&native, &answer)
	defer C.plain_order_free(&answer)
	return fromC(&answer)
}

// toC copies an order into C memory.
func toC(order *plain.Order) C.plain_order {
	native := C.plain_order{
		id:         C.uint64_t(order.ID),
		user_id:    C.uint32_t(order.UserID),
		price:      C.double(order.Price),
		quantity:   C.int64_t(order.Quantity),
		paid:       C.bool(order.Paid),
		currency:   C.uint16_t(order.Currency),
		weight:     C.float(order.Weight),
		title:      C.CString(order.Title),
		address:    C.CString(order.Address),
		line_count: C.size_t(len(order.Lines)),
	}
	native.lines = (**C.char)(C.malloc(C.size_t(len(order.Lines)) * C.size_t(unsafe.Sizeof(native.title))))
	lines := unsafe.Slice(native.lines, len(order.Lines))
	for i, line := range order.Lines {
		lines[i] = C.CString(line)
	}
	return native
}

// freeC frees what toC allocated.
func freeC(native *C.plain_order) {
	C.free(unsafe.Pointer(native.title))
	C.free(unsafe.Pointer(native.address))
	for _, line := range unsafe.Slice(native.lines, native.line_count) {
		C.free(unsafe.Pointer(line))
	}
	C.free(unsafe.Pointer(native.lines))
}

// fromC copies an order out of C memory.
func fromC(native *C.plain_order) plain.Order {
	order := plain.Order{
		ID:       uint64(native.id),
		UserID:   uint32(native.user_id),
		Price:    float64(native.price),
		Quantity: int64(native.quantity),
		Paid:     bool(native.paid),
		Currency: uint16(native.currency),
		Weight:   float32(native.weight),
		Title:    C.GoString(native.title),
		Address:  C.GoString(native.address),
		Lines:    make([]string, native.line_count),
	}
	for i, line := range unsafe.Slice(native.lines, native.line_count) {
		order.Lines[i] = C.GoString(line)
	}
	return order
}
