package suite

import (
	"time"

	"spandrel.dev/bench/imports/callbacks"
	"spandrel.dev/bench/internal/handwritten"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/plain"
)

// addSeven is what is called back.
func addSeven(value uint64) uint64 { return value + 7 }

// visitor is what is called back through an interface, and through a free function.
type visitor struct{}

func (visitor) Visit(value uint64) uint64  { return addSeven(value) }
func (visitor) Look(bytes []byte) uint64   { return plain.Probe(bytes) }
func (visitor) Answer(value uint64) uint64 { return addSeven(value) }

// callback measures callbacks that are made inside one long call.
func callback(peers Peers) measure.Group {
	callbacks.Implement(visitor{})
	group := measure.Group{
		Name:  "callback",
		About: "one callback, a number in and one out, of many made inside one call",
		Want:  func(n int) uint64 { return ascending(n) + 7*uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (uint64, error) { return handwritten.EachNumber(uint64(n), addSeven), nil }},
			{Name: "spandrel", Run: func(n int) (uint64, error) { return callbacks.EachNumber(uint64(n), addSeven) }},
			{Name: "spandrel_method", Run: func(n int) (uint64, error) { return callbacks.EachVisitor(uint64(n), visitor{}) }},
			{Name: "spandrel_function", Run: func(n int) (uint64, error) { return callbacks.EachAnswer(uint64(n)), nil }},
			{Name: "go", Run: func(n int) (uint64, error) { return plain.EachNumber(uint64(n), addSeven), nil }},
		},
		Goals: noAllocations(),
	}
	group.Rows = append(group.Rows, peers.rows(func(p peer) func() measure.Row { return p.callback })...)
	return group
}

// callback64 measures callbacks that get bytes.
func callback64() measure.Group {
	return measure.Group{
		Name:  "callback_64b",
		About: "one callback, 64 bytes in and a number out, of many made inside one call; the bytes are Rust's, and all but spandrel_view and go may retain them",
		Want:  func(n int) uint64 { return bytewise(n) + uint64(n)*(64+5) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (uint64, error) { return handwritten.EachPacket(uint64(n), plain.Probe), nil }},
			{Name: "spandrel", Run: func(n int) (uint64, error) { return callbacks.EachPacket(uint64(n), plain.Probe) }},
			{Name: "spandrel_view", Run: func(n int) (uint64, error) { return callbacks.EachPacketViewed(uint64(n), visitor{}) }},
			{Name: "go", Run: func(n int) (uint64, error) { return plain.EachPacket(uint64(n), plain.Probe), nil }},
		},
		Goals: []measure.Goal{{Row: "spandrel", MaxAllocs: 1}, {Row: "spandrel_view", MaxAllocs: 0}},
	}
}

// foreignCallback measures callbacks from a thread that Go did not start. What counts is the CPU time of that thread.
func foreignCallback(peers Peers) measure.Group {
	group := measure.Group{
		Name:  "foreign_callback",
		About: "one callback, a number in and one out, from a thread of Rust's that has called before; CPU time of that thread",
		Want:  func(n int) uint64 { return ascending(n) + 7*uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Timed: func(n int) (uint64, time.Duration, error) {
				sum, took := handwritten.EachNumberInThread(uint64(n), addSeven)
				return sum, took, nil
			}},
			{Name: "spandrel", Timed: func(n int) (uint64, time.Duration, error) { return inThread(n, addSeven) }},
		},
		Goals: noAllocations(),
	}
	group.Rows = append(group.Rows, peers.rows(func(p peer) func() measure.Row { return p.foreignCallback })...)
	return group
}

func inThread(n int, visit func(uint64) uint64) (uint64, time.Duration, error) {
	timed, err := callbacks.EachNumberInThread(uint64(n), visit)
	return timed.Sum, time.Duration(timed.Nanos), err
}
