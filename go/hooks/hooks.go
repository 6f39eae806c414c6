// Package hooks has hooks for the generated Wrap: [Counter] here, package sloghook for log/slog, and, in modules of their
// own, promhook for Prometheus and otelhook for OpenTelemetry.
//
// Several hooks go around one core by wrapping it several times: the one that wrapped last is the outermost.
package hooks

import (
	"context"
	"sync"
	"sync/atomic"

	"spandrel.dev/spandrel"
)

// Counter counts the calls of a core by function. It never surrounds a call, and costs an addition. The zero value is
// ready. It is for one core, or for cores of one bridge, whose calls it then adds up.
type Counter struct {
	// counts is by number: it is replaced when a function with a higher one is called.
	counts atomic.Pointer[[]*count]
	grow   sync.Mutex
}

type count struct {
	function *spandrel.Function
	calls    atomic.Uint64
}

// Begin counts.
func (c *Counter) Begin(_ context.Context, f *spandrel.Function) bool {
	if counts := c.counts.Load(); counts != nil && f.Number < len(*counts) {
		if known := (*counts)[f.Number]; known != nil {
			known.calls.Add(1)
			return false
		}
	}
	c.first(f).calls.Add(1)
	return false
}

// first is the count of a function that had none.
func (c *Counter) first(f *spandrel.Function) *count {
	c.grow.Lock()
	defer c.grow.Unlock()
	var counts []*count
	if known := c.counts.Load(); known != nil {
		counts = append(counts, *known...)
	}
	for f.Number >= len(counts) {
		counts = append(counts, nil)
	}
	if counts[f.Number] == nil {
		counts[f.Number] = &count{function: f}
	}
	c.counts.Store(&counts)
	return counts[f.Number]
}

// Around proceeds.
func (c *Counter) Around(call spandrel.Call) { _ = call.Proceed() }

// Calls returns the number of calls by the full name of the function. Functions that were never called are not among them.
func (c *Counter) Calls() map[string]uint64 {
	calls := map[string]uint64{}
	if counts := c.counts.Load(); counts != nil {
		for _, known := range *counts {
			if known != nil {
				calls[known.function.Name] = known.calls.Load()
			}
		}
	}
	return calls
}
