package e2e

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/circles"
)

// Async calls of two objects beside calls that change both, in opposite orders: each gets its turn.
func TestIssueAsyncCallsOfTwoObjectsInOppositeOrder(t *testing.T) {
	one, other := build(t), build(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	calls := []func() error{
		func() error { _, err := circles.Stand(ctx, one, other, 100*time.Microsecond); return err },
		func() error { _, err := circles.Stand(ctx, other, one, 100*time.Microsecond); return err },
		func() error { _, err := circles.Join(one.WithContext(ctx), other.WithContext(ctx)); return err },
		func() error { _, err := circles.Join(other.WithContext(ctx), one.WithContext(ctx)); return err },
		func() error { _, err := circles.Stand(ctx, one, one, 0); return err },
		func() error { _, err := one.WithContext(ctx).Raise(); return err },
	}
	var all sync.WaitGroup
	for worker := range 12 {
		all.Add(1)
		go func() {
			defer all.Done()
			for round := range 60 {
				if err := calls[(worker+round)%len(calls)](); err != nil {
					t.Errorf("call %d: %v", (worker+round)%len(calls), err)
					return
				}
			}
		}()
	}
	all.Wait()
	if height, err := one.Height(); height != 12*60/6 || err != nil {
		t.Errorf("got %d, %v, want %d", height, err, 12*60/6)
	}
}

// A future that panics poisons none of its objects, as it only shares them, and releases both.
func TestIssueAPanicInAFutureOfTwoObjects(t *testing.T) {
	for _, pause := range []time.Duration{0, time.Millisecond} {
		one, other := build(t), build(t)
		var panicked *spandrel.PanicError
		if err := circles.Fall(t.Context(), one, other, pause); !errors.As(err, &panicked) || panicked.Poisoned {
			t.Errorf("after %v: %v", pause, err)
		}
		if height, err := circles.Join(one, other); height != 0 || err != nil {
			t.Errorf("after %v: %d, %v", pause, height, err)
		}
		if height, err := circles.Stand(t.Context(), one, other, 0); height != 0 || err != nil {
			t.Errorf("after %v: %d, %v", pause, height, err)
		}
	}
}

// whileAlone runs a test while a call has the tower alone.
func whileAlone(t *testing.T, tower *circles.Tower, test func()) {
	t.Helper()
	if _, err := tower.BlockAlone(step(func(context.Context) {
		// In a goroutine of its own: in this one, calls would be told that they wait for themselves.
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			test()
		}()
		<-ended
	})); err != nil {
		t.Error(err)
	}
}

// An async call that waits for one of its objects ends when that is closed, or its context is done; and holds nobody back
// afterwards. Objects are looked at in order: that one behind it is closed is found when it is free.
func TestIssueCloseWhileAnAsyncCallWaits(t *testing.T) {
	for name, test := range map[string]struct {
		end  func(busy, free *circles.Tower, cancel func())
		want error
	}{
		"the one that is in use is closed": {func(busy, _ *circles.Tower, _ func()) { busy.Close() }, spandrel.ErrClosed},
		"the other one is closed":          {func(_, free *circles.Tower, _ func()) { free.Close() }, spandrel.ErrClosed},
		"its context is done":              {func(_, _ *circles.Tower, cancel func()) { cancel() }, context.Canceled},
	} {
		for _, order := range []string{"in use first", "in use last"} {
			t.Run(name+", "+order, func(t *testing.T) {
				busy, free := build(t), build(t)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				var ended <-chan error
				ends := func() {
					select {
					case err := <-ended:
						if !errors.Is(err, test.want) {
							t.Errorf("got %v, want %v", err, test.want)
						}
					case <-time.After(time.Minute):
						t.Error("it waits on")
					}
				}
				later := order == "in use first" && name == "the other one is closed"
				whileAlone(t, busy, func() {
					first, second := busy, free
					if order == "in use last" {
						first, second = free, busy
					}
					ended = goes(func() error { _, err := circles.Stand(ctx, first, second, 0); return err })
					outlastPatience()
					test.end(busy, free, cancel)
					if !later {
						ends()
					}
					if _, err := free.Height(); err != nil && !errors.Is(err, spandrel.ErrClosed) {
						t.Errorf("the object that is free: %v", err)
					}
				})
				if later {
					ends()
				}
				if _, err := busy.Raise(); err != nil && !errors.Is(err, spandrel.ErrClosed) {
					t.Errorf("afterwards: %v", err)
				}
			})
		}
	}
}

// Objects that are closed while a future has them are dropped when it ends, once each.
func TestIssueCloseOfTheObjectsOfAFuture(t *testing.T) {
	before := circles.Fallen()
	one, other := build(t), build(t)
	began, ends := make(chan struct{}), make(chan struct{})
	number := step(func(context.Context) { close(began); <-ends })
	ended := goes(func() error { _, err := circles.AskBoth(t.Context(), one, other, number); return err })
	<-began
	if err := errors.Join(one.Close(), other.Close()); err != nil {
		t.Error(err)
	}
	if fallen := circles.Fallen() - before; fallen != 0 {
		t.Errorf("%d are dropped while the future has them", fallen)
	}
	close(ends)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if fallen := circles.Fallen() - before; fallen != 2 {
		t.Errorf("%d are dropped, want 2", fallen)
	}
}
