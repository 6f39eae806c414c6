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
	// Callee is the length of the work at which that is 5 %, in nanoseconds.
	Callee float64 `json:"callee_ns"`
	// Measured is the difference that was measured with work of that length, as a fraction.
	Measured float64 `json:"measured"`
}

// tolerated is the difference to plain Go that counts as none.
const tolerated = 0.05

// FindBreakEven measures the overhead of each way with next to no work, works out how much work makes it 5 %, and
// measures again with that much.
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
	for i := 1; i < len(few); i++ {
		overhead := few[i].NS - few[0].NS
		callee := overhead / tolerated
		proof, err := spin(uint64(callee/perRound), settings)
		if err != nil {
			return nil, err
		}
		found = append(found, BreakEven{
			Name:     few[i].Name,
			Overhead: overhead,
			Callee:   callee,
			Measured: 1/proof[i].Speedup - 1,
		})
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
