// Package handwritten is cgo glue as it is commonly written: text is copied with C.CString, results with C.GoBytes and
// C.GoString, and what came from the other side is freed with a second call.
package handwritten

/*
#cgo LDFLAGS: ${SRCDIR}/../../../rust/target/release/libplain.a -lm -ldl -lpthread
#include "plain.h"
*/
import "C"

// Add adds two numbers.
func Add(a, b uint64) uint64 {
	return uint64(C.plain_add(C.uint64_t(a), C.uint64_t(b)))
}

// Spin is work of known length.
func Spin(rounds, seed uint64) uint64 {
	return uint64(C.plain_spin(C.uint64_t(rounds), C.uint64_t(seed)))
}

// Counter is a counter of the other side.
type Counter struct {
	pointer *C.plain_counter
}

// NewCounter returns a counter that stands at start.
func NewCounter(start uint64) *Counter {
	return &Counter{C.plain_counter_new(C.uint64_t(start))}
}

// Add adds to the counter and returns the sum.
func (c *Counter) Add(step uint64) uint64 {
	return uint64(C.plain_counter_add(c.pointer, C.uint64_t(step)))
}

// AddAlone is Add with the counter to itself.
func (c *Counter) AddAlone(step uint64) uint64 {
	return uint64(C.plain_counter_add_alone(c.pointer, C.uint64_t(step)))
}

// Rest sleeps for so many microseconds in the call and returns the sum.
func (c *Counter) Rest(micros uint64) uint64 {
	return uint64(C.plain_counter_rest(c.pointer, C.uint64_t(micros)))
}

// Close frees the counter.
func (c *Counter) Close() {
	C.plain_counter_free(c.pointer)
}
