package suite

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/plain"
)

// cancellable is a context that could end, as that of a request.
type cancellable struct {
	context.Context
	done chan struct{}
}

func newCancellable() context.Context {
	return cancellable{context.Background(), make(chan struct{})}
}

func (c cancellable) Done() <-chan struct{} { return c.done }

// warm does the work of each row before it is measured: threads are started, stacks grown, pools filled.
func warm(group measure.Group) measure.Group {
	for i := range group.Rows {
		row := &group.Rows[i]
		row.Verify = func() error {
			const n = 5000
			var got uint64
			var err error
			if row.Timed != nil {
				got, _, err = row.Timed(n)
			} else {
				got, err = row.Run(n)
			}
			if want := group.Want(n); err == nil && got != want {
				err = fmt.Errorf("the results of %d operations add up to %d, want %d", n, got, want)
			}
			return err
		}
	}
	return group
}

// asyncReady measures async calls whose answer is there at once.
func asyncReady() measure.Group {
	ctx := context.Background()
	open := newCancellable()
	return warm(measure.Group{
		Name:  "async_ready",
		About: "an async call, two numbers in and one out, whose future is ready at once",
		Want:  func(n int) uint64 { return ascending(n) + 7*uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += handwritten.AddReady(i, 7)
				}
				return sum, nil
			}},
			{Name: "cgo_call", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += handwritten.Add(i, 7)
				}
				return sum, nil
			}},
			{Name: "spandrel", Run: func(n int) (uint64, error) { return addReady(ctx, n) }},
			{Name: "spandrel_cancellable", Run: func(n int) (uint64, error) { return addReady(open, n) }},
		},
		Goals: noAllocations(
			measure.Goal{Row: "spandrel", Against: "cgo", AtLeast: 3.5},
			measure.Goal{Row: "spandrel", Against: "cgo_call", AtMost: 3},
		),
	})
}

func addReady(ctx context.Context, n int) (sum uint64, err error) {
	for i := range uint64(n) {
		one, err := calls.AddReady(ctx, i, 7)
		if err != nil {
			return 0, err
		}
		sum += one
	}
	return sum, nil
}

// inFlight is how many calls wait at once.
const inFlight = 64

// asyncPending measures async calls whose answers come from another thread of Rust's. It measures wall-clock time.
func asyncPending() measure.Group {
	ctx := newCancellable()
	return warm(measure.Group{
		Name:  "async_pending_64",
		About: "an async call whose answer comes from another thread, 64 in flight; wall-clock time",
		Want:  func(n int) uint64 { return ascending(n) + 7*uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Timed: func(n int) (uint64, time.Duration, error) {
				return together(n, func(value uint64) (uint64, error) { return handwritten.Ask(value), nil })
			}},
			{Name: "cgo_callback", Timed: func(n int) (uint64, time.Duration, error) {
				return together(n, func(value uint64) (uint64, error) { return handwritten.AskLater(value), nil })
			}},
			{Name: "spandrel", Timed: func(n int) (uint64, time.Duration, error) {
				return together(n, func(value uint64) (uint64, error) { return calls.Ask(ctx, value) })
			}},
			{Name: "go", Timed: func(n int) (uint64, time.Duration, error) {
				return together(n, func(value uint64) (uint64, error) { return plain.Ask(value), nil })
			}},
		},
		Goals: []measure.Goal{
			{Row: "spandrel", Against: "cgo", AtLeast: 1.5},
			{Row: "spandrel", Against: "cgo_callback", AtMost: 1.0},
		},
		// Long enough for the goroutines to be started once, and then to ask for long.
		Slice: 10 * time.Millisecond,
	})
}

// together asks for 0, 1, … from as many goroutines as calls shall be in flight.
func together(n int, ask func(uint64) (uint64, error)) (uint64, time.Duration, error) {
	var (
		next   atomic.Uint64
		sum    atomic.Uint64
		failed atomic.Pointer[error]
		group  sync.WaitGroup
	)
	start := time.Now()
	for range min(n, inFlight) {
		group.Go(func() {
			var own uint64
			for {
				value := next.Add(1) - 1
				if value >= uint64(n) {
					break
				}
				answer, err := ask(value)
				if err != nil {
					failed.Store(&err)
					break
				}
				own += answer
			}
			sum.Add(own)
		})
	}
	group.Wait()
	took := time.Since(start)
	if err := failed.Load(); err != nil {
		return 0, 0, *err
	}
	return sum.Load(), took, nil
}

// stream64 measures events that come one after another.
func stream64() measure.Group {
	ctx := context.Background()
	open := newCancellable()
	return warm(measure.Group{
		Name:  "stream_64b",
		About: "one event of 64 bytes, of many; by hand a callback each, which gets a copy",
		Want:  func(n int) uint64 { return 2*bytewise(n) + 64*uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (uint64, error) { return handwritten.EachEvent(uint64(n), probeEvent), nil }},
			{Name: "spandrel", Run: func(n int) (uint64, error) { return events(calls.Packets(ctx, uint64(n))) }},
			{Name: "spandrel_cancellable", Run: func(n int) (uint64, error) {
				return events(calls.Packets(open, uint64(n)))
			}},
			{Name: "spandrel_batches", Run: func(n int) (sum uint64, err error) {
				for batch, err := range calls.PacketsBatches(ctx, uint64(n)) {
					if err != nil {
						return 0, err
					}
					for i := range batch {
						sum += 64 + uint64(batch[i][0]) + uint64(batch[i][63])
					}
				}
				return sum, nil
			}},
			{Name: "go", Run: func(n int) (uint64, error) { return events(plain.Packets(uint64(n))) }},
			{Name: "go_iterator", Run: func(n int) (uint64, error) {
				return events(plain.PacketsElsewhere(uint64(n)))
			}},
		},
		Goals: noAllocations(
			measure.Goal{Row: "spandrel_batches", Against: "cgo", AtLeast: 12},
			measure.Goal{Row: "spandrel_batches", Against: "go_iterator", AtMost: 1.0},
		),
	})
}

// probeEvent is plain.Probe in place: what is measured is how the event comes, not a call that looks at it.
func probeEvent(event [64]byte) uint64 { return 64 + uint64(event[0]) + uint64(event[63]) }

func events(stream iter.Seq2[[64]byte, error]) (sum uint64, err error) {
	for event, err := range stream {
		if err != nil {
			return 0, err
		}
		sum += 64 + uint64(event[0]) + uint64(event[63])
	}
	return sum, nil
}
