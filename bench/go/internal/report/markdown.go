package report

import (
	"fmt"
	"strings"

	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/suite"
)

// markdown returns the results as a Markdown page.
func (r *Report) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Suite %s\n\n", r.Suite)
	m := r.Machine
	fmt.Fprintf(&b, "%s, %d cores, %s, rustc %s, load %.2f at the start.\n", m.CPU, m.Cores, m.Go, m.Rustc, m.Load)
	b.WriteString("Medians over interleaved rounds; CPU time of the calling thread; allocations are those of Go's heap.\n")
	for _, group := range r.groups() {
		r.writeGroup(&b, group)
	}
	if len(r.BreakEven) > 0 {
		b.WriteString("\n## Break-even\n\nHow long the callee must work for the call to cost less than 5 % more than one in plain Go.\n\n")
		b.WriteString("| way | costs more than a Go call | break-even | difference measured there |\n|---|---:|---:|---:|\n")
		for _, row := range r.BreakEven {
			fmt.Fprintf(&b, "| %s | %s | %s | %.1f %% |\n", row.Name, nanoseconds(row.Overhead), nanoseconds(row.Callee), 100*row.Measured)
		}
	}
	if len(r.Threads) > 0 {
		fmt.Fprintf(&b, "\n## Threads\n\nThreads of the process with %d calls waiting for an answer, and after all were answered.\n\n", suite.Waiters)
		b.WriteString("| way | before | waiting | after |\n|---|---:|---:|---:|\n")
		for _, row := range r.Threads {
			fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", row.Name, row.Before, row.Waiting, row.After)
		}
	}
	if len(r.Contended) > 0 {
		fmt.Fprintf(&b, "\n## A writer among readers\n\n%d goroutines read one object for %v each time and begin again at once; another one writes %d times, with a pause before each. `go` and `cgo` are behind a `sync.RWMutex`. Wall-clock time.\n\n", suite.Readers, suite.ReadTime, suite.Writes)
		b.WriteString("| way | a write | 99th percentile | longest | reads beside it ÷ reads alone |\n|---|---:|---:|---:|---:|\n")
		for _, row := range r.Contended {
			fmt.Fprintf(&b, "| %s | %.1f ms | %.1f ms | %.1f ms | %.2f |\n", row.Name, row.Median, row.P99, row.Longest, row.Reads)
		}
	}
	if r.Closed != nil {
		fmt.Fprintf(&b, "\n## Closing an object in use\n\n`Close` of an object that %d threads are in: %.1f µs, at most %.1f µs.\n", suite.Users, r.Closed.Median, r.Closed.Longest)
	}
	if len(r.Skipped) > 0 {
		b.WriteString("\n## Skipped\n\n")
		for _, peer := range r.Skipped {
			fmt.Fprintf(&b, "- %s: %s\n", peer.Name, peer.Reason)
		}
	}
	return b.String()
}

func (r *Report) writeGroup(b *strings.Builder, group []measure.Result) {
	name, base := group[0].Group, group[0].Base
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", name, r.About[name])
	fmt.Fprintf(b, "| way | time | %s ÷ this | allocations | bytes | goals |\n|---|---:|---:|---:|---:|---|\n", base)
	for _, row := range group {
		var goals []string
		for _, goal := range r.Goals {
			if goal.Group == name && goal.Row == row.Name {
				goals = append(goals, verdict(goal))
			}
		}
		fmt.Fprintf(b, "| %s | %s | %.2f | %g | %g | %s |\n",
			row.Name, nanoseconds(row.NS), row.Speedup, row.Allocs, row.Bytes, strings.Join(goals, "; "))
	}
}

// verdict says what a goal was and whether it was reached.
func verdict(goal measure.Outcome) string {
	word := "met"
	if !goal.Met {
		word = "**missed**"
	}
	return fmt.Sprintf("%s: %s (%.2f)", goal.Goal, word, goal.Reached)
}
