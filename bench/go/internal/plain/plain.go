// Package plain does the benchmarked work in Go itself. Its functions are not inlined: what is compared is calls.
package plain

import (
	"strings"

	"spandrel.dev/bench/calls"
)

// Order is the record of the benchmarks.
type Order = calls.Order

// Add adds two numbers.
//
//go:noinline
func Add(a, b uint64) uint64 { return a + b }

// Probe returns length, first and last byte in one number.
//
//go:noinline
func Probe(data []byte) uint64 {
	if len(data) == 0 {
		return 0
	}
	return uint64(len(data)) + uint64(data[0]) + uint64(data[len(data)-1])
}

// Fill returns count bytes of one value.
//
//go:noinline
func Fill(count uint64, value uint8) []byte {
	bytes := make([]byte, count)
	for i := range bytes {
		bytes[i] = value
	}
	return bytes
}

// Spin is work of known length.
//
//go:noinline
func Spin(rounds, seed uint64) uint64 {
	state := seed | 1
	for range rounds {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
	}
	return state
}

// Counter is something with a state.
type Counter struct{ total uint64 }

// NewCounter returns a counter that stands at start.
func NewCounter(start uint64) *Counter { return &Counter{start} }

// Add adds to the counter and returns the sum.
//
//go:noinline
func (c *Counter) Add(step uint64) uint64 {
	c.total += step
	return c.total
}

// TakeOrder looks at every field.
//
//go:noinline
func TakeOrder(order *Order) uint64 {
	sum := order.ID + uint64(order.UserID) + uint64(order.Price) + uint64(order.Quantity) +
		uint64(order.Currency) + uint64(order.Weight) + text(order.Title) + text(order.Address)
	if order.Paid {
		sum++
	}
	for _, line := range order.Lines {
		sum += text(line)
	}
	return sum
}

// Renumber returns a copy of the order, with texts of its own as every other way returns them, and the next number.
//
//go:noinline
func Renumber(order *Order) Order {
	answer := *order
	answer.ID++
	answer.Title = own(order.Title)
	answer.Address = own(order.Address)
	answer.Lines = make([]string, len(order.Lines))
	for i, line := range order.Lines {
		answer.Lines[i] = own(line)
	}
	return answer
}

func own(text string) string { return strings.Clone(text) }

func text(text string) uint64 {
	if text == "" {
		return 0
	}
	return uint64(len(text)) + uint64(text[0])
}
