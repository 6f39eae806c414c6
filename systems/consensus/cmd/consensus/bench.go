package main

import (
	"fmt"
	"slices"
	"time"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/choose"
	"spandrel.dev/consensus/internal/bench"
)

const benchAbout = `consensus bench measures the backends that this program has, in interleaved rounds on
one thread, and prints medians.

usage: consensus bench [--json] [--rounds N] [--window D] [--group NAME]…
`

// benchAnswer is what bench --json prints.
type benchAnswer struct {
	Suite   string        `json:"suite"`
	Machine bench.Machine `json:"machine"`
	Rows    []bench.Row   `json:"rows"`
}

func runBench(s streams, args []string) error {
	flags := newFlags(s, "bench", benchAbout)
	asJSON := flags.Bool("json", false, "print one JSON object")
	rounds := flags.Int("rounds", 31, "measure `N` rounds")
	window := flags.Duration("window", 5*time.Millisecond, "spend `D` on each backend in a round")
	var groups stringList
	flags.Var(&groups, "group", "measure the work `NAME` alone; may be given more than once")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usagef("%q is not expected", flags.Arg(0))
	}
	if *rounds < 1 || *window <= 0 {
		return usagef("--rounds and --window must be more than 0")
	}
	works, err := chosenWorks(groups)
	if err != nil {
		return err
	}
	backends := availableBackends(s)
	answer := benchAnswer{Suite: "consensus", Machine: bench.ThisMachine()}
	for _, work := range works {
		rows, err := bench.Measure(work, backends, *rounds, *window)
		if err != nil {
			return err
		}
		answer.Rows = append(answer.Rows, rows...)
		if !*asJSON {
			for _, row := range rows {
				fmt.Fprintf(s.out, "%-18s %-14s %14.1f ns %6.2fx %8.1f allocs %12.0f B\n", row.Group, row.Name, row.NS, row.Speedup, row.Allocs, row.Bytes)
			}
		}
	}
	if *asJSON {
		return printJSON(s.out, answer)
	}
	return nil
}

func chosenWorks(groups []string) ([]bench.Work, error) {
	works := bench.Works()
	if len(groups) == 0 {
		return works, nil
	}
	var names []string
	for _, work := range works {
		names = append(names, work.Group)
	}
	for _, group := range groups {
		if !slices.Contains(names, group) {
			return nil, usagef("--group %s: there are %q", group, names)
		}
	}
	return slices.DeleteFunc(works, func(work bench.Work) bool { return !slices.Contains(groups, work.Group) }), nil
}

// availableBackends returns the native backend, and the Rust one when it works.
func availableBackends(s streams) []hash.Backend {
	var list []hash.Backend
	for _, name := range []string{hash.Native, hash.Rust} {
		backend, err := choose.Named(name)
		if err != nil {
			fmt.Fprintf(s.err, "consensus bench: %v\n", err)
			continue
		}
		list = append(list, backend)
	}
	return list
}
