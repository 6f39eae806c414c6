package e2e

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/circles"
)

// steps are what async functions and iterators of Go's run, by number.
var steps struct {
	sync.Map
	last atomic.Uint32
}

type steppers struct{}

func init() { circles.Implement(steppers{}) }

func (steppers) Act(ctx context.Context, number uint32) uint64 {
	step, _ := steps.Load(number)
	step.(func(context.Context))(ctx)
	return uint64(number)
}

func (steppers) Items(ctx context.Context, number uint32) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		step, _ := steps.Load(number)
		step.(func(context.Context))(ctx)
		yield(uint64(number), nil)
	}
}

// step makes a function known by a number.
func step(run func(ctx context.Context)) uint32 {
	number := steps.last.Add(1)
	steps.Store(number, run)
	return number
}

func build(t *testing.T) *circles.Tower {
	t.Helper()
	tower, err := circles.BuildTower()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tower.Close() })
	return tower
}

const aMoment = time.Millisecond

// Go code that a future or a call waits for, and that would change its object, would wait for itself.
func TestIssueGoChangesTheObjectOfWhoAwaitsIt(t *testing.T) {
	type tower = *circles.Tower
	// Each has outer wait for the step, through inner, which may be another object.
	for name, wait := range map[string]func(ctx context.Context, outer, inner tower, number uint32) (uint64, error){
		"a future": func(ctx context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Ask(ctx, number, 0)
		},
		"a future on the executor": func(ctx context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Ask(ctx, number, aMoment)
		},
		"a stream of Go's": func(ctx context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Gather(ctx, number, 0)
		},
		"a stream of Go's on the executor": func(ctx context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Gather(ctx, number, aMoment)
		},
		"a call that blocks": func(_ context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Block(number)
		},
		"a call that blocks, with an object that is read often": func(_ context.Context, outer, _ tower, number uint32) (uint64, error) {
			for range 200 {
				outer.Height()
			}
			return outer.Block(number)
		},
		"a call that has the object alone": func(_ context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.BlockAlone(number)
		},
		"a future of two objects": func(ctx context.Context, outer, inner tower, number uint32) (uint64, error) {
			return circles.AskBoth(ctx, inner, outer, number)
		},
		"a future in Go code that a future waits for": func(ctx context.Context, outer, inner tower, number uint32) (uint64, error) {
			return outer.Ask(ctx, step(func(ctx context.Context) { inner.Ask(ctx, number, 0) }), 0)
		},
		"the same on the executor, without its context": func(ctx context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Ask(ctx, step(func(context.Context) { circles.Relay(context.Background(), number, aMoment) }), aMoment)
		},
		"a call that blocks in Go code that a future waits for": func(ctx context.Context, outer, inner tower, number uint32) (uint64, error) {
			return outer.Ask(ctx, step(func(context.Context) { inner.Block(number) }), aMoment)
		},
		"a stream of Rust's in an iterator that a future waits for": func(ctx context.Context, outer, _ tower, number uint32) (uint64, error) {
			return outer.Gather(ctx, step(func(ctx context.Context) {
				for range circles.Pass(ctx, number) {
				}
			}), aMoment)
		},
		"a callback in Go code that a future waits for": func(ctx context.Context, outer, inner tower, number uint32) (uint64, error) {
			return outer.Ask(ctx, step(func(ctx context.Context) {
				inner.Tell(ctx, step(func(context.Context) {}), func() { circles.Relay(ctx, number, 0) })
			}), 0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			outer, inner := build(t), build(t)
			var err error
			number := step(func(context.Context) { _, err = outer.Raise() })
			ended := make(chan error, 1)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			go func() {
				_, err := wait(ctx, outer, inner, number)
				ended <- err
			}()
			select {
			case waited := <-ended:
				var call *spandrel.CallError
				if waited != nil || !errors.Is(err, spandrel.ErrReentrant) || !errors.As(err, &call) || call.Function != "circles.Tower.Raise" {
					t.Errorf("got %v, and %v, want %v of circles.Tower.Raise, and no error", err, waited, spandrel.ErrReentrant)
				}
			case <-time.After(time.Minute):
				t.Fatal("it waits for itself")
			}
			if height, err := outer.Raise(); height != 1 || err != nil {
				t.Errorf("afterwards: %d, %v", height, err)
			}
		})
	}
}

// A goroutine that the Go code starts is known by its context.
func TestIssueGoroutinesOfWhoIsAwaited(t *testing.T) {
	tower := build(t)
	var err error
	number := step(func(ctx context.Context) {
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_, err = tower.WithContext(ctx).Raise()
		}()
		<-ended
	})
	if _, err := tower.Ask(t.Context(), number, 0); err != nil {
		t.Error(err)
	}
	if !errors.Is(err, spandrel.ErrReentrant) {
		t.Errorf("got %v, want %v", err, spandrel.ErrReentrant)
	}
}

// What may go on goes on: other objects, calls that share the object, an object that others have, and one that nobody waits with
// any more.
func TestGoCallsWhileItIsAwaited(t *testing.T) {
	tower, other := build(t), build(t)
	number := step(func(ctx context.Context) {
		if height, err := tower.Height(); height != 0 || err != nil {
			t.Errorf("the object itself, shared: %d, %v", height, err)
		}
		if height, err := tower.Ask(ctx, step(func(context.Context) {}), 0); height == 0 || err != nil {
			t.Errorf("a future of the object: %d, %v", height, err)
		}
		if height, err := other.Raise(); height != 1 || err != nil {
			t.Errorf("another object: %d, %v", height, err)
		}
		busy := make(chan struct{})
		go other.Ask(t.Context(), step(func(context.Context) { close(busy); time.Sleep(20 * aMoment) }), 0)
		<-busy
		if height, err := other.Raise(); height != 2 || err != nil {
			t.Errorf("another object that is in use: %d, %v", height, err)
		}
	})
	if _, err := tower.Ask(t.Context(), number, 0); err != nil {
		t.Error(err)
	}
	raised := make(chan error, 1)
	number = step(func(ctx context.Context) {
		<-ctx.Done()
		_, err := tower.Raise()
		raised <- err
	})
	if inTime, err := tower.AskBriefly(t.Context(), number, 20*aMoment); inTime || err != nil {
		t.Error(inTime, err)
	}
	if err := <-raised; err != nil {
		t.Errorf("once nobody waits any more: %v", err)
	}
}
