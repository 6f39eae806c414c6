// Package core is what the Rust program calls.
package core

import "C"

import (
	"bytes"

	"spandrel.dev/bench/guest/served"
)

func init() { served.Implement(functions{}) }

type functions struct{}

func (functions) Add(a, b int64) int64 { return a + b }

func (functions) Fill(count uint64, value uint8) ([]byte, error) {
	return bytes.Repeat([]byte{value}, int(count)), nil
}

// bench_add is Add as one exports it by hand: no panic is caught, and no error could be answered.
//
//export bench_add
func bench_add(a, b C.longlong) C.longlong { return a + b }
