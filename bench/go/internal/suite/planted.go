package suite

import (
	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/measure"
)

// Plant adds a row to the first group whose callee returns a wrong number once in fifty calls. A run that does not
// fail with it does not check its results.
func Plant(groups []measure.Group) {
	groups[0].Rows = append(groups[0].Rows, measure.Row{Name: "planted", Run: func(n int) (sum uint64, err error) {
		for i := range uint64(n) {
			sum += calls.AddPlanted(i, 7)
		}
		return sum, nil
	}})
}
