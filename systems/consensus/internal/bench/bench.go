// Package bench measures backends side by side: in every round each of them
// does the same work for about the same time, so that a busy machine is busy
// for all, and medians over the rounds are compared.
package bench

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"spandrel.dev/consensus/hash"
)

// Row is the result of one backend at one kind of work.
type Row struct {
	Group   string  `json:"group"`
	Name    string  `json:"name"`
	Base    string  `json:"base"`
	NS      float64 `json:"ns"`      // median of the rounds, per operation
	Speedup float64 `json:"speedup"` // median over the rounds of base ÷ this
	Allocs  float64 `json:"allocs"`  // per operation
	Bytes   float64 `json:"bytes"`   // allocated per operation
	Rounds  int     `json:"rounds"`
}

// Work is something that every backend does.
type Work struct {
	Group string
	// PerCall is how many operations one call is, for work that comes in
	// batches.
	PerCall int
	// Call does the work once.
	Call func(hash.Backend) error
}

// nameOf is a backend's name in results.
func nameOf(b hash.Backend) string {
	if b.Name() == hash.Native {
		return "go_native"
	}
	return b.Name() + "_from_go"
}

// Measure has all backends do the work in interleaved rounds, each about window
// long. The first backend is the base. rounds must be at least 1.
func Measure(work Work, backends []hash.Backend, rounds int, window time.Duration) ([]Row, error) {
	calls := make([]int, len(backends))
	rows := make([]Row, len(backends))
	for i, b := range backends {
		n, err := calibrate(work, b, window)
		if err != nil {
			return nil, fmt.Errorf("%s: backend %s: %w", work.Group, b.Name(), err)
		}
		calls[i] = n
		rows[i] = Row{Group: work.Group, Name: nameOf(b), Base: nameOf(backends[0]), Rounds: rounds}
		rows[i].Allocs, rows[i].Bytes = allocations(work, b)
	}
	times := make([][]float64, len(backends))
	for range rounds {
		for i, b := range backends {
			took, err := spend(work, b, calls[i])
			if err != nil {
				return nil, err
			}
			times[i] = append(times[i], float64(took.Nanoseconds())/float64(calls[i]*work.PerCall))
		}
	}
	for i := range backends {
		ratios := make([]float64, rounds)
		for r := range ratios {
			ratios[r] = times[0][r] / times[i][r]
		}
		rows[i].NS, rows[i].Speedup = median(times[i]), median(ratios)
	}
	return rows, nil
}

// calibrate returns how many calls fill a window, at least one. It warms up on
// the way.
func calibrate(work Work, b hash.Backend, window time.Duration) (int, error) {
	for n := 1; ; n *= 2 {
		took, err := spend(work, b, n)
		if err != nil {
			return 0, err
		}
		if took >= window/2 {
			return max(1, int(float64(n)*float64(window)/float64(took))), nil
		}
	}
}

func spend(work Work, b hash.Backend, calls int) (time.Duration, error) {
	start := time.Now()
	for range calls {
		if err := work.Call(b); err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}

// allocations returns allocations and bytes per operation. The first call is
// not counted: it may set up what later calls use.
func allocations(work Work, b hash.Backend) (allocs, size float64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const calls = 10
	_ = work.Call(b)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range calls {
		_ = work.Call(b)
	}
	runtime.ReadMemStats(&after)
	operations := float64(calls * work.PerCall)
	return float64(after.Mallocs-before.Mallocs) / operations, float64(after.TotalAlloc-before.TotalAlloc) / operations
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
