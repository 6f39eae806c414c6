package suite

import (
	"context"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/imports/callbacks"
	"spandrel.dev/bench/internal/measure"
)

// planted are rows whose callee returns a wrong number once in fifty calls, and the group of each.
var planted = map[string]measure.Row{
	"scalar": {Name: "planted", Run: func(n int) (sum uint64, err error) {
		for i := range uint64(n) {
			sum += calls.AddPlanted(i, 7)
		}
		return sum, nil
	}},
	"callback": {Name: "planted", Run: func(n int) (uint64, error) {
		return callbacks.EachNumber(uint64(n), addSevenPlanted)
	}},
	"foreign_callback": {Name: "planted", Timed: func(n int) (uint64, time.Duration, error) {
		return inThread(n, addSevenPlanted)
	}},
	"async_pending_64": {Name: "planted", Timed: func(n int) (uint64, time.Duration, error) {
		return together(n, func(value uint64) (uint64, error) { return calls.AskPlanted(context.Background(), value) })
	}},
	"stream_64b": {Name: "planted", Run: func(n int) (uint64, error) {
		return events(calls.PacketsPlanted(context.Background(), uint64(n)))
	}},
}

func addSevenPlanted(value uint64) uint64 {
	if value%50 == 49 {
		return value + 8
	}
	return value + 7
}

// Planted are the names of the groups that Plant plants a defect in.
func Planted() (groups []string) {
	for name := range planted {
		groups = append(groups, name)
	}
	return groups
}

// Plant adds rows with a defect. A run that does not fail with them does not check its results.
func Plant(groups []measure.Group) {
	for i := range groups {
		if row, ok := planted[groups[i].Name]; ok {
			groups[i].Rows = append(groups[i].Rows, row)
		}
	}
}
