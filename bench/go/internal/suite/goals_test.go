package suite

import (
	"slices"
	"testing"

	"spandrel.dev/bench/internal/measure"
)

// A leaf and an answer that Go owns are judged against what Go itself takes for the same in the same run: as multiples of
// cgo they say more about the processor than about the call.
func TestIssueGoalsAreRatiosToRowsOfTheSameRun(t *testing.T) {
	groups, err := Groups(Peers{})
	if err != nil {
		t.Fatal(err)
	}
	goals := map[string][]measure.Goal{}
	for _, group := range groups {
		goals[group.Name] = group.Goals
		for _, goal := range group.Goals {
			for _, name := range []string{goal.Row, goal.Against} {
				peer := name == "rust2go" // added when it can be had
				if name != "" && !peer && !slices.ContainsFunc(group.Rows, func(row measure.Row) bool { return row.Name == name }) {
					t.Errorf("%s: a goal names row %q, which is not in the group", group.Name, name)
				}
			}
		}
	}
	for group, want := range map[string]measure.Goal{
		"scalar":           {Row: "spandrel_leaf", Against: "go_nested", AtMost: 1.6},
		"method":           {Row: "spandrel_leaf", Against: "leaf_function", AtMost: 2.5},
		"bytes_out_16":     {Row: "spandrel", Against: "cgo", AtLeast: 1.5},
		"bytes_out_1k":     {Row: "spandrel", Against: "go_copy", AtMost: 1.15},
		"async_pending_64": {Row: "spandrel", Against: "cgo_callback", AtMost: 1},
		"stream_64b":       {Row: "spandrel_batches", Against: "go_iterator", AtMost: 1},
	} {
		if !slices.Contains(goals[group], want) {
			t.Errorf("%s: goals %+v, want %+v among them", group, goals[group], want)
		}
	}
	for _, goal := range append(goals["scalar"], goals["bytes_out_1k"]...) {
		if goal.Against == "cgo" && goal.AtLeast != 0 {
			t.Errorf("goal %+v is a multiple of cgo", goal)
		}
	}
}
