// Command bench measures calls across the boundary side by side with hand-written cgo, plain Go and peers, checks every
// result, and writes a JSON file, a table and a plot.
//
// Exit status: 0 measured, whether goals were reached or not; 1 the run failed or a result was wrong; 2 wrong usage.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"spandrel.dev/bench/internal/machine"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/report"
	"spandrel.dev/bench/internal/suite"
)

// fewestRounds is what a median needs.
const fewestRounds = 3

type options struct {
	groups    string
	rounds    int
	slice     time.Duration
	out       string
	library   string
	plant     string
	breakEven bool
	threads   string
}

var errUsage = errors.New("wrong usage")

func main() {
	switch err := run(os.Args[1:], os.Stdout, os.Stderr); {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(arguments []string, stdout, stderr io.Writer) error {
	options, err := parse(arguments, stderr)
	if err != nil {
		return err
	}
	if options.threads != "" {
		row, err := suite.CountThreads(options.threads)
		if errors.Is(err, suite.ErrUnknownWait) {
			return fmt.Errorf("%w: -threads: %w", errUsage, err)
		}
		if err != nil {
			return err
		}
		return json.NewEncoder(stdout).Encode(row)
	}
	found := report.Report{Suite: "calls", Machine: machine.This(), About: map[string]string{}}
	peers := suite.OpenPeers(options.library)
	found.Skipped = peers.Skipped
	for _, peer := range peers.Skipped {
		fmt.Fprintf(stderr, "bench: skipping %s: %s\n", peer.Name, peer.Reason)
	}
	groups, err := suite.Groups(peers)
	if err != nil {
		return err
	}
	if options.plant != "" {
		suite.Plant(groups)
	}
	if groups, err = choose(groups, options.groups); err != nil {
		return err
	}
	settings := measure.Settings{Rounds: options.rounds, Slice: options.slice}
	for _, group := range groups {
		rows, goals, err := measure.Run(group, settings)
		if err != nil {
			return err
		}
		found.About[group.Name] = group.About
		found.Rows = append(found.Rows, rows...)
		found.Goals = append(found.Goals, goals...)
		print(stdout, rows, goals)
	}
	if options.breakEven {
		if found.BreakEven, err = suite.FindBreakEven(settings); err != nil {
			return err
		}
		for _, row := range found.BreakEven {
			fmt.Fprintf(stdout, "break-even        %-16s %8.0f ns of work (measured there: %.1f %% more than plain Go)\n", row.Name, row.Callee, 100*row.Measured)
		}
	}
	if options.groups == "" {
		if found.Threads, err = suite.FindThreads(); err != nil {
			return err
		}
		for _, row := range found.Threads {
			fmt.Fprintf(stdout, "threads           %-16s %d before, %d with %d calls waiting, %d after\n", row.Name, row.Before, row.Waiting, suite.Waiters, row.After)
		}
	}
	if options.groups == "" {
		if found.Contended, err = suite.FindContended(); err != nil {
			return err
		}
		for _, row := range found.Contended {
			fmt.Fprintf(stdout, "writer            %-16s %.1f ms, %.1f at the 99th percentile; readers at %.2f of their rate\n", row.Name, row.Median, row.P99, row.Reads)
		}
		closed, err := suite.FindClosed()
		if err != nil {
			return err
		}
		found.Closed = &closed
		fmt.Fprintf(stdout, "close in use      %-16s %.1f µs, at most %.1f\n", "spandrel", closed.Median, closed.Longest)
	}
	if options.out == "" {
		return nil
	}
	return found.Write(options.out)
}

func parse(arguments []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.groups, "groups", "", "comma-separated `names` of the groups to measure; all if empty")
	flags.IntVar(&o.rounds, "rounds", 61, "how often all rows of a group take their turn")
	flags.DurationVar(&o.slice, "slice", 400*time.Microsecond, "about how long a turn is")
	flags.StringVar(&o.out, "out", "", "`folder` for calls.json, calls.md and calls.svg; none are written if empty")
	flags.StringVar(&o.library, "library", "../rust/target/release/libplain.so", "the shared `library` with the hand-written C functions")
	flags.StringVar(&o.plant, "plant", "", "plant a `defect` that the run must find: wrong-result")
	flags.BoolVar(&o.breakEven, "break-even", true, "find out how much work makes the call's cost disappear")
	flags.StringVar(&o.threads, "threads", "", "measure nothing but the threads of one `way` to wait: cgo, cgo_callback or spandrel")
	if err := flags.Parse(arguments); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return o, err
		}
		return o, fmt.Errorf("%w: %w", errUsage, err)
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%w: unexpected argument %q", errUsage, flags.Arg(0))
	case o.rounds < fewestRounds:
		return o, fmt.Errorf("%w: -rounds is %d, must be at least %d", errUsage, o.rounds, fewestRounds)
	case o.slice <= 0:
		return o, fmt.Errorf("%w: -slice is %v, must be more than 0", errUsage, o.slice)
	case o.plant != "" && o.plant != "wrong-result":
		return o, fmt.Errorf("%w: -plant is %q, there is only wrong-result", errUsage, o.plant)
	}
	return o, nil
}

// choose returns the groups of a comma-separated list of names, in their own order; all if it is empty.
func choose(groups []measure.Group, names string) ([]measure.Group, error) {
	if names == "" {
		return groups, nil
	}
	wanted := strings.Split(names, ",")
	for _, name := range wanted {
		if !slices.ContainsFunc(groups, func(g measure.Group) bool { return g.Name == name }) {
			return nil, fmt.Errorf("%w: there is no group %q", errUsage, name)
		}
	}
	return slices.DeleteFunc(groups, func(g measure.Group) bool { return !slices.Contains(wanted, g.Name) }), nil
}

// print shows the rows of a group as they come.
func print(w io.Writer, rows []measure.Result, goals []measure.Outcome) {
	for _, row := range rows {
		fmt.Fprintf(w, "%-17s %-16s %10.2f ns %8.2fx %6g allocs", row.Group, row.Name, row.NS, row.Speedup, row.Allocs)
		for _, goal := range goals {
			if goal.Row == row.Name {
				verdict := "met"
				if !goal.Met {
					verdict = "MISSED"
				}
				fmt.Fprintf(w, "  [%s: %.2f %s]", goal.Goal, goal.Reached, verdict)
			}
		}
		fmt.Fprintln(w)
	}
}
