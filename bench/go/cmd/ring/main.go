// Command ring measures messages between goroutines: through a ring, and through channels. Ways take turns within a round. Every
// message carries its number, and the sum of what arrives is checked.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"

	"spandrel.dev/bench/internal/machine"
	"spandrel.dev/bench/mail"
)

// row is a result. NS is processor time of the whole process, for each message that is sent.
type row struct {
	Group   string  `json:"group"`
	Name    string  `json:"name"`
	Base    string  `json:"base"`
	NS      float64 `json:"ns"`
	Speedup float64 `json:"speedup"`
	Allocs  float64 `json:"allocs"`
	// Calls is calls between Go and Rust for each message, leaf calls included.
	Calls float64 `json:"calls"`
	// Wall is wall-clock time, in nanoseconds.
	Wall float64 `json:"wall"`
	// Goal is the speed-up to reach, 0 if there is none.
	Goal float64 `json:"goal,omitempty"`
}

// way sends so many messages to so many readers, and returns the sum of the numbers that arrived.
type way struct {
	name string
	goal float64
	run  func(count uint64) (uint64, error)
}

// group is ways that do the same, the base first.
type group struct {
	name    string
	readers uint64
	count   uint64
	ways    []way
}

func main() {
	out := flag.String("out", "", "file for the results")
	rounds := flag.Int("rounds", 11, "how often each way has its turn")
	flag.Parse()
	if err := run(*out, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "ring:", err)
		os.Exit(1)
	}
}

func run(out string, rounds int) error {
	var rows []row
	// The suite pins the process: both ends are on these processors.
	cores := runtime.NumCPU()
	for _, g := range append(groups(), between()...) {
		g.name = fmt.Sprintf("%s_on_%d", g.name, cores)
		measured, err := measure(g, rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
		rows = append(rows, measured...)
	}
	result := struct {
		Suite   string          `json:"suite"`
		Machine machine.Machine `json:"machine"`
		Rows    []row           `json:"rows"`
	}{"ring", machine.This(), rows}
	text, err := json.MarshalIndent(result, "", " ")
	if err != nil {
		return err
	}
	if out == "" {
		_, err = os.Stdout.Write(append(text, '\n'))
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return os.WriteFile(out, append(text, '\n'), 0o644)
}

func measure(g group, rounds int) ([]row, error) {
	cpu, wall := make([][]float64, len(g.ways)), make([][]float64, len(g.ways))
	ratios, allocs, calls := make([][]float64, len(g.ways)), make([]float64, len(g.ways)), make([]float64, len(g.ways))
	want := g.readers * (g.count * (g.count - 1) / 2)
	for round := range rounds + 1 {
		for k := range g.ways {
			// Another order in each round; the first one warms up.
			i := (k + round) % len(g.ways)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			callsBefore := callsSoFar()
			startCPU, start := processorTime(), time.Now()
			sum, err := g.ways[i].run(g.count)
			tookCPU, took := processorTime()-startCPU, time.Since(start)
			runtime.ReadMemStats(&after)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", g.ways[i].name, err)
			}
			if sum != want {
				return nil, fmt.Errorf("%s: got the sum %d, want %d", g.ways[i].name, sum, want)
			}
			if round == 0 {
				continue
			}
			cpu[i] = append(cpu[i], float64(tookCPU.Nanoseconds())/float64(g.count))
			wall[i] = append(wall[i], float64(took.Nanoseconds())/float64(g.count))
			calls[i] = float64(callsSoFar()-callsBefore) / float64(g.count)
			allocs[i] = float64(after.Mallocs-before.Mallocs) / float64(g.count)
		}
	}
	rows := make([]row, len(g.ways))
	for i, w := range g.ways {
		for round := range cpu[i] {
			ratios[i] = append(ratios[i], cpu[0][round]/cpu[i][round])
		}
		rows[i] = row{
			Group: g.name, Name: w.name, Base: g.ways[0].name, NS: median(cpu[i]), Speedup: median(ratios[i]),
			Allocs: float64(int(allocs[i]*1000)) / 1000, Calls: float64(int(calls[i]*1e5)) / 1e5, Wall: median(wall[i]), Goal: w.goal,
		}
	}
	return rows, nil
}

// callsSoFar is how many calls were made between the languages. The counter of cgo does not see leaf calls; they have one in Rust.
func callsSoFar() uint64 {
	return uint64(runtime.NumCgoCall()) + mail.Leaves()
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
