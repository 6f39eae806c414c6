// Command migrate measures what the policies of a migration cost the caller, beside the plain call of the same core.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/calls/hook"
	"spandrel.dev/bench/internal/machine"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/spandrel/migrate"
)

func main() {
	out := flag.String("out", "", "file for the results")
	rounds := flag.Int("rounds", 61, "how often each row has its turn")
	flag.Parse()
	if err := run(*out, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "migrate:", err)
		os.Exit(1)
	}
}

// way is a core behind a kit.
type way struct {
	name string
	core calls.Core
	kit  *migrate.Kit
}

// ways are the plain core, and those behind each policy. The candidate is the same core, so that a gate is twice the call.
func ways() ([]way, error) {
	all := []way{{name: "plain", core: calls.Embedded()}}
	for _, known := range []struct {
		name   string
		policy migrate.Policy
	}{
		{"off", migrate.Policy{Mode: migrate.Off}},
		{"shadow_1_percent", migrate.Policy{Mode: migrate.Shadow, Sample: 1}},
		{"shadow_unsampled", migrate.Policy{Mode: migrate.Shadow, Sample: 1e-9}},
		{"shadow_sampled", migrate.Policy{Mode: migrate.Shadow}},
		{"gate", migrate.Policy{Mode: migrate.Gate}},
		{"candidate", migrate.Policy{Mode: migrate.Serve}},
	} {
		kit, err := migrate.New(migrate.Options{
			Candidates: []migrate.Candidate{{Name: "same", Calls: hook.Calls(calls.Embedded())}},
			Plan:       migrate.Plan{Default: known.policy},
			Queue:      1 << 16,
			OnDivergence: func(d *migrate.Divergence) {
				panic(fmt.Sprintf("a core disagrees with itself: %s %v", d.Function, &d.Difference))
			},
		})
		if err != nil {
			return nil, err
		}
		all = append(all, way{known.name, hook.Wrap(calls.Embedded(), kit), kit})
	}
	return all, nil
}

// work is what is done in a group.
type work struct {
	name, about string
	once        func(core calls.Core, i int) (uint64, error)
	want        func(i int) uint64
}

func run(out string, rounds int) error {
	where := machine.This()
	all, err := ways()
	if err != nil {
		return err
	}
	data := make([]byte, 1024)
	for i := range data {
		data[i] = byte(i)
	}
	probed := calls.Probe(data)
	var results []measure.Result
	for _, w := range []work{
		{"scalar", "two numbers in, one out", func(core calls.Core, i int) (uint64, error) { return core.Add(uint64(i), 7) }, func(i int) uint64 { return uint64(i) + 7 }},
		{"bytes_in_1k", "1 KiB in", func(core calls.Core, _ int) (uint64, error) { return core.Probe(data) }, func(int) uint64 { return probed }},
	} {
		group := measure.Group{Name: w.name, About: w.about, Want: func(n int) (sum uint64) {
			for i := range n {
				sum += w.want(i)
			}
			return sum
		}}
		for _, way := range all {
			group.Rows = append(group.Rows, measure.Row{Name: way.name, Run: func(n int) (sum uint64, err error) {
				for i := range n {
					answer, err := w.once(way.core, i)
					if err != nil {
						return 0, err
					}
					sum += answer
				}
				if way.kit != nil {
					err = way.kit.Flush(context.Background())
				}
				return sum, err
			}})
		}
		measured, _, err := measure.Run(group, measure.Settings{Rounds: rounds, Slice: 400 * time.Microsecond})
		if err != nil {
			return err
		}
		results = append(results, measured...)
	}
	for _, way := range all {
		if way.kit == nil {
			continue
		}
		var compared, dropped uint64
		for _, counts := range way.kit.Counts() {
			compared, dropped = compared+counts.Compared, dropped+counts.Dropped
		}
		fmt.Printf("%-18s %10d compared, %d dropped\n", way.name, compared, dropped)
	}
	for _, r := range results {
		fmt.Printf("%-12s %-18s %8.1f ns  %5.2fx  %4.1f allocs\n", r.Group, r.Name, r.NS, r.Speedup, r.Allocs)
	}
	if out == "" {
		return nil
	}
	text, err := json.MarshalIndent(map[string]any{"suite": "migrate", "machine": where, "rows": results}, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(text, '\n'), 0o644)
}
