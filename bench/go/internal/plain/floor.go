package plain

import "iter"

// What follows is not the benchmarked work in Go, but what stands below every way to it.

// AddNested adds two numbers in a function that it calls.
//
//go:noinline
func AddNested(a, b uint64) uint64 { return Add(a, b) }

// Copy returns a copy: Go's allocation and nothing else.
//
//go:noinline
func Copy(data []byte) []byte {
	bytes := make([]byte, len(data))
	copy(bytes, data)
	return bytes
}

// PacketsElsewhere is Packets where the compiler does not see it: the range calls its body, and hands the packet over by
// value.
//
//go:noinline
func PacketsElsewhere(count uint64) iter.Seq2[[64]byte, error] { return Packets(count) }
