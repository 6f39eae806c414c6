package suite

import (
	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/hooks"
)

// hooked measures the calls of group scalar through `Core`, with and without a hook around them.
func hooked() measure.Group {
	row := func(name string, core calls.Core) measure.Row {
		return measure.Row{Name: name, Run: func(n int) (sum uint64, err error) {
			for i := range uint64(n) {
				total, err := core.Add(i, 7)
				if err != nil {
					return 0, err
				}
				sum += total
			}
			return sum, nil
		}}
	}
	embedded := calls.Embedded()
	return measure.Group{
		Name:  "hooks",
		About: "two 64-bit numbers in, one out, through `Core`: embedded, with a hook that counts, with one around each call",
		Want:  func(n int) uint64 { return ascending(n) + 7*uint64(n) },
		Rows: []measure.Row{
			row("core", embedded),
			row("counted", calls.Wrap(embedded, new(hooks.Counter))),
			row("around", calls.Wrap(embedded, spandrel.HookFunc(func(call spandrel.Call) { _ = call.Proceed() }))),
		},
		// 15 ns beside a call that takes 27.
		Goals: []measure.Goal{
			{Row: "core", MaxAllocs: 0},
			{Row: "counted", Against: "core", AtMost: 1.55},
			{Row: "counted", MaxAllocs: 0},
		},
	}
}
