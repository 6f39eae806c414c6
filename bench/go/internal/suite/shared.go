package suite

import (
	"runtime"
	"sync/atomic"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/measure"
)

// shared measures `&self` calls on one object while another thread makes the same calls, on an object of its own in the base
// row and on the same one in the others. What each call of one thread costs the other shows in its CPU time.
func shared() (measure.Group, error) {
	var counters [2]*calls.Counter
	for i := range counters {
		counter, err := calls.NewCounter(0)
		if err != nil {
			return measure.Group{}, err
		}
		counters[i] = counter
	}
	peek := (*calls.Counter).Peek
	leaf := (*calls.Counter).PeekLeaf
	row := func(name string, other *calls.Counter, call func(*calls.Counter, uint64) (uint64, error)) measure.Row {
		return measure.Row{Name: name, Timed: func(n int) (sum uint64, took time.Duration, err error) {
			// Both threads run Go code.
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
			stop := beside(func() { call(other, 1) })
			defer stop()
			took, err = measure.Timed(func() error {
				for range n {
					total, err := call(counters[0], 3)
					if err != nil {
						return err
					}
					sum += total
				}
				return nil
			})
			return sum, took, err
		}}
	}
	return measure.Group{
		Name:  "shared_method",
		About: "a `&self` method while another thread calls it, too: on an object of its own, and on the same one",
		Want:  func(n int) uint64 { return 3 * uint64(n) },
		Rows: []measure.Row{
			row("two_objects", counters[1], peek),
			row("spandrel_shared", counters[0], peek),
			row("two_objects_leaf", counters[1], leaf),
			row("spandrel_shared_leaf", counters[0], leaf),
		},
		Goals: []measure.Goal{
			{Row: "spandrel_shared", Against: "two_objects", AtMost: 1 / 0.9},
			{Row: "spandrel_shared_leaf", Against: "two_objects_leaf", AtMost: 1 / 0.9},
		},
	}, nil
}

// beside makes calls on another thread until stop is called, and returns when the first has been made.
func beside(call func()) (stop func()) {
	var stopped, begun atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		for !stopped.Load() {
			for range 64 {
				call()
			}
			begun.Store(true)
		}
	}()
	for !begun.Load() {
	}
	return func() {
		stopped.Store(true)
		<-done
	}
}
