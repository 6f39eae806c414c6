package suite

import (
	"fmt"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/plain"
)

// BreakEven says from which length of the callee's work on a call costs less than 5 % more than one in plain Go.
type BreakEven struct {
	Name string `json:"name"`
	// Overhead is what the call costs more than one in plain Go, in nanoseconds.
	Overhead float64 `json:"overhead_ns"`
	// Callee is the length of the work from which on the difference is at most 5 %, in nanoseconds.
	Callee float64 `json:"callee_ns"`
	// Measured is the difference that was measured with work of that length, as a fraction.
	Measured float64 `json:"measured"`
}

// tolerated is the difference to plain Go that counts as none.
const tolerated = 0.05

// attempts is how often work is made a quarter longer when the difference is larger than it was worked out to be: a
// short loop costs Rust and Go differently, whatever the call costs.
const attempts = 12

// FindBreakEven measures the overhead of each way with next to no work, works out how much work makes it 5 %, measures
// again with that much, and takes more work until the difference is not larger.
func FindBreakEven(settings measure.Settings) ([]BreakEven, error) {
	const short, long = 10, 1010
	few, err := spin(short, settings)
	if err != nil {
		return nil, err
	}
	many, err := spin(long, settings)
	if err != nil {
		return nil, err
	}
	perRound := (many[0].NS - few[0].NS) / (long - short)
	var found []BreakEven
	for way := 1; way < len(few); way++ {
		row := BreakEven{Name: few[way].Name, Overhead: few[way].NS - few[0].NS}
		row.Callee = max(row.Overhead, perRound) / tolerated
		for range attempts {
			proof, err := spin(uint64(row.Callee/perRound), settings)
			if err != nil {
				return nil, err
			}
			if row.Measured = 1/proof[way].Speedup - 1; row.Measured <= tolerated {
				break
			}
			row.Callee *= 1.25
		}
		found = append(found, row)
	}
	return found, nil
}

// spin measures work of so many rounds in all ways.
func spin(rounds uint64, settings measure.Settings) ([]measure.Result, error) {
	one := plain.Spin(rounds, 1)
	results, _, err := measure.Run(measure.Group{
		Name: fmt.Sprintf("spin_%d", rounds),
		Want: func(n int) uint64 { return uint64(n) * one },
		Rows: []measure.Row{
			{Name: "go", Run: func(n int) (sum uint64, err error) {
				for range n {
					sum += plain.Spin(rounds, 1)
				}
				return sum, nil
			}},
			{Name: "cgo", Run: func(n int) (sum uint64, err error) {
				for range n {
					sum += handwritten.Spin(rounds, 1)
				}
				return sum, nil
			}},
			{Name: "spandrel", Run: func(n int) (sum uint64, err error) {
				for range n {
					sum += calls.Spin(rounds, 1)
				}
				return sum, nil
			}},
			{Name: "spandrel_leaf", Run: func(n int) (sum uint64, err error) {
				for range n {
					sum += calls.SpinLeaf(rounds, 1)
				}
				return sum, nil
			}},
		},
	}, settings)
	return results, err
}
