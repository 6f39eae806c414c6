package rust_calls_go

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/gofails"
	"spandrel.dev/tests/faults/report"
)

func (implementation) ActLater(ctx context.Context, how string, pause time.Duration) (uint32, error) {
	running.Add(1)
	defer running.Add(-1)
	if pause > 0 {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			if how != "stubborn" {
				return 0, ctx.Err()
			}
			// It answers nevertheless, too late.
		}
	}
	return act(how)
}

func (implementation) ActLaterBare(_ context.Context, how string) uint32 {
	return implementation{}.ActBare(how)
}

func (implementation) Items(ctx context.Context, count uint32, how string) iter.Seq2[uint32, error] {
	return func(yield func(uint32, error) bool) {
		running.Add(1)
		defer running.Add(-1)
		for item := range count {
			if !yield(item, nil) {
				return
			}
		}
		if _, err := act(how); err != nil {
			yield(0, err)
		}
	}
}

func (actor) ActLater(_ context.Context, how string) (uint32, error) { return act(how) }

func (p *pointed) ActLater(context.Context, string) (uint32, error) { return p.value, nil }

// running are the async functions and iterators that have begun and not ended.
var running atomic.Int64

// laterRoutes are the ways to await Go. A panic ends the goroutine in which Go works, and is answered to the future.
var laterRoutes = []route{
	{"gofails.ActLater", func(how string) error { return second(gofails.Awaited(context.Background(), how)) }},
	{"gofails.Actor.ActLater", func(how string) error {
		return second(gofails.AwaitedMethod(context.Background(), how, actor{}))
	}},
	{"gofails.Items", func(how string) error { return second(gofails.ReadItems(context.Background(), 0, how)) }},
	{"gofails.Items", func(how string) error { return second(gofails.ReadItems(context.Background(), 1000, how)) }},
	{"gofails.ActLater", func(how string) error { return ended(how, time.Hour) }},
}

// ended makes the panic happen just when Rust is about to give up.
func ended(how string, patience time.Duration) error {
	_, err := gofails.GivenUp(context.Background(), how, time.Microsecond, patience)
	return err
}

func TestPanicMatrixLater(t *testing.T) {
	figure := report.New(t, "panics", "panic matrix: async completion in Go")
	figure.Canary(judge(laterRoutes[0], "recovered", ""))
	bareRoute := route{"gofails.AwaitedBare", func(how string) error {
		return second(gofails.AwaitedBare(context.Background(), how))
	}}
	bareNames[bareRoute.function] = "gofails.ActLaterBare"
	for _, kind := range kinds {
		for number, route := range laterRoutes {
			name := fmt.Sprintf("%s in %s, route %d", kind.how, route.function, number)
			figure.Fault(name, judgeLater(panicked, route, kind.how, kind.says))
		}
		if kind.how != "error without words" {
			figure.Fault(kind.how+" in "+bareRoute.function, judgeLater(raised, bareRoute, kind.how, kind.says))
		}
	}
	for _, route := range laterRoutes {
		for _, how := range []string{"goexit", "goexit deferred", "goexit then panic", "goexit then recover", "goexit in message"} {
			number := len(routes) + len(bare)
			for laterRoutes[number-len(routes)-len(bare)].function != route.function {
				number++
			}
			ending := report.Child(t, "route", fmt.Sprintf("%d %s", number, how))
			figure.Fault(how+" in "+route.function, exited(ending, route.function))
		}
	}
	figure.Cases(1, "Go values", held())
}

// judgeLater runs one cell and says what is wrong with it, once the threads that had to do with it have ended their part.
func judgeLater(check func(err error, function, says string) string, route route, how, says string) string {
	before := gofails.MadeAndDropped()
	wrong := check(route.run(how), route.function, says)
	for deadline := time.Now().Add(5 * time.Second); wrong == ""; time.Sleep(100 * time.Microsecond) {
		left := after(before)
		if left == "" || time.Now().After(deadline) {
			return left
		}
	}
	return wrong
}

// Rust gives up waiting at about the time when Go is done.
func TestLateCompletionInGo(t *testing.T) {
	figure := report.New(t, "abandoned", "late completion in Go after Rust has cancelled")
	before := gofails.MadeAndDropped()
	var done, given atomic.Int64
	once := func(number int) string {
		pause := time.Duration(number%7) * 20 * time.Microsecond
		patience := time.Duration(number%5) * 25 * time.Microsecond
		switch number % 6 {
		case 0, 1:
			how := []string{"calm", "stubborn"}[number%2]
			up, err := gofails.GivenUp(context.Background(), how, pause, patience)
			if up {
				given.Add(1)
			} else {
				done.Add(1)
			}
			return text(err)
		case 2:
			take := uint32(number % 300)
			sum, err := gofails.GivenUpStream(context.Background(), 400, "calm", take)
			if err != nil || sum != take*(take-1)/2 && take > 0 {
				return fmt.Sprintf("%d items add up to %d, %v", take, sum, err)
			}
			given.Add(1)
		case 3, 4:
			up, err := gofails.TradedLater(context.Background(), uint32(number/6%3), "calm", pause, patience)
			if up {
				given.Add(1)
			} else {
				done.Add(1)
			}
			return text(err)
		default:
			// Go gives up the Rust future that awaits Go.
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			_, err := gofails.GivenUp(ctx, "stubborn", pause, time.Hour)
			if errors.Is(err, context.DeadlineExceeded) {
				given.Add(1)
				return ""
			}
			done.Add(1)
			return text(err)
		}
		return ""
	}
	figure.Canary(func() string {
		up, err := gofails.GivenUp(context.Background(), "error", 0, time.Hour)
		if up || err != nil {
			return text(err)
		}
		return ""
	}())
	const workers = 8
	each := report.Scale(100_000, 10_000) / workers
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			for number := range each {
				figure.Fault(fmt.Sprintf("race %d of worker %d", number, worker), once(number+worker))
			}
		})
	}
	group.Wait()
	t.Logf("%d done, %d given up", done.Load(), given.Load())
	wrong := ""
	if done.Load() == 0 || given.Load() == 0 {
		wrong = fmt.Sprintf("no race: %d done, %d given up", done.Load(), given.Load())
	}
	figure.Cases(1, "outcomes", wrong)
	figure.Cases(1, "what is left", quiet(before))
}

func text(err error) string {
	if err != nil {
		return err.Error()
	}
	return ""
}

// quiet waits until nothing of Go's runs for Rust and every destructor has run.
func quiet(before spandrel.Tuple2[uint64, uint64]) string {
	wrong := ""
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if wrong = after(before); wrong == "" && running.Load() == 0 {
			return held()
		}
	}
	return fmt.Sprintf("%d functions of Go's still run; %s", running.Load(), wrong)
}
