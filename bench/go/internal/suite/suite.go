// Package suite holds the benchmarks: for each group what is measured, the ways to do it, and what shall be reached.
//
// Most loops are written out. A call through a function value would cost as much as some of what is measured.
package suite

import (
	"spandrel.dev/bench/internal/measure"
)

// Groups returns the groups of suite calls, in the order of their table.
func Groups(peers Peers) ([]measure.Group, error) {
	method, err := method()
	if err != nil {
		return nil, err
	}
	shared, err := shared()
	if err != nil {
		return nil, err
	}
	return []measure.Group{
		scalar(peers),
		method,
		shared,
		bytesIn(peers, "bytes_in_16", 16),
		bytesIn(peers, "bytes_in_64k", 64<<10),
		bytesOut(peers, "bytes_out_16", 16),
		bytesOut(peers, "bytes_out_1k", 1<<10),
		bytesOut(peers, "bytes_out_64k", 64<<10),
		recordIn(peers),
		recordRoundtrip(peers),
		callback(peers),
		callback64(),
		foreignCallback(peers),
		asyncReady(),
		asyncPending(),
		stream64(),
		hooked(),
	}, nil
}

// noAllocations adds to goals that the row spandrel shall not allocate.
func noAllocations(goals ...measure.Goal) []measure.Goal {
	return append(goals, measure.Goal{Row: "spandrel", MaxAllocs: 0})
}

// ascending returns the sum of 0, 1, … n-1.
func ascending(n int) uint64 {
	return uint64(n) * uint64(n-1) / 2
}

// bytewise returns the sum of byte(0), byte(1), … byte(n-1).
func bytewise(n int) uint64 {
	whole, rest := n/256, n%256
	return uint64(whole)*(255*256/2) + uint64(rest)*uint64(rest-1)/2
}
