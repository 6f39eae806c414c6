package hooks_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/hooks"
)

func TestCounter(t *testing.T) {
	var counter hooks.Counter
	functions := []*spandrel.Function{{Name: "a", Number: 0}, {Name: "b", Number: 40}, {Name: "c", Number: 3}}
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range 3000 {
				if counter.Begin(context.Background(), functions[i%3]) {
					t.Error("a counter surrounds a call")
				}
			}
		}()
	}
	group.Wait()
	if got, want := fmt.Sprint(counter.Calls()), "map[a:4000 b:4000 c:4000]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	allocations := testing.AllocsPerRun(100, func() { counter.Begin(context.Background(), functions[1]) })
	if allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

func TestOutcome(t *testing.T) {
	for want, err := range map[string]error{
		"ok":        nil,
		"error":     errors.New("some"),
		"panic":     fmt.Errorf("wrapped: %w", &spandrel.PanicError{}),
		"cancelled": &spandrel.CallError{Err: context.Canceled},
		"deadline":  &spandrel.CallError{Err: context.DeadlineExceeded},
		"boundary":  &spandrel.CallError{Err: spandrel.ErrClosed},
	} {
		if got := hooks.Outcome(err); got != want {
			t.Errorf("%v: got %s, want %s", err, got, want)
		}
	}
}
