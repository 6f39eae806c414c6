// Package abandoned gives up waiting for what Rust does, when it is about to be done: by a context that ends, by Close, by leaving
// a range. It is meant to run under AddressSanitizer, which would see an answer written to where nobody waits any more.
package abandoned

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/report"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/live"
)

// outcomes counts how the races ended; closed are the answers that came after Close, or instead of one.
type outcomes struct{ done, cancelled, closed atomic.Int64 }

// judge says what is wrong with an answer that was raced for: it is right, or the context's, or that of a closed object.
func (o *outcomes) judge(right bool, err error) string {
	switch {
	case err == nil && right:
		o.done.Add(1)
	case err == nil:
		return "a wrong answer"
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		o.cancelled.Add(1)
	case errors.Is(err, spandrel.ErrClosed):
		o.closed.Add(1)
	default:
		return err.Error()
	}
	return ""
}

// text does not fit into a scratch block: its answer comes in memory of Rust's.
var text = strings.Repeat("late ", 1000)

// races are the works that are given up. delay is how long it takes until the context ends, in short calls; turns is how
// often the future lets others run.
var races = []struct {
	name string
	run  func(ctx context.Context, o *outcomes, turns uint32) string
}{
	{"number", func(ctx context.Context, o *outcomes, turns uint32) string {
		polls, err := everything.Turns(ctx, turns)
		return o.judge(polls == turns+1, err)
	}},
	{"text in a block", func(ctx context.Context, o *outcomes, turns uint32) string {
		got, err := everything.EchoTextLater(ctx, text, turns)
		return o.judge(got == text, err)
	}},
	{"record", func(ctx context.Context, o *outcomes, turns uint32) string {
		got, err := everything.EchoPersonLater(ctx, everything.Person{Name: "Ada", Tags: []string{"x"}}, turns)
		return o.judge(got.Name == "Ada" && len(got.Tags) == 1, err)
	}},
	{"timer", func(ctx context.Context, o *outcomes, turns uint32) string {
		got, err := everything.After(ctx, time.Duration(turns)*10*time.Microsecond, turns)
		return o.judge(got == turns, err)
	}},
	{"new object", func(ctx context.Context, o *outcomes, turns uint32) string {
		counter, err := everything.CounterLater(ctx, int64(turns), turns)
		if err != nil {
			return o.judge(false, err)
		}
		defer counter.Close()
		value, err := counter.Value()
		return o.judge(value == int64(turns), err)
	}},
	{"declared error", func(ctx context.Context, o *outcomes, turns uint32) string {
		_, err := everything.FailLater(ctx, 2, turns)
		if errors.Is(err, everything.ErrFull) {
			err = nil
		}
		return o.judge(err == nil, err)
	}},
	{"method of an object that is closed", func(ctx context.Context, o *outcomes, turns uint32) string {
		counter, err := everything.NewCounter(int64(turns))
		if err != nil {
			return err.Error()
		}
		closed := make(chan error, 1)
		go func() {
			idle(turns)
			closed <- counter.Close()
		}()
		value, err := counter.ValueLater(ctx, turns)
		if err := <-closed; err != nil {
			return "close: " + err.Error()
		}
		if _, again := counter.ValueLater(context.Background(), 0); !errors.Is(again, spandrel.ErrClosed) {
			return fmt.Sprintf("after Close: %v", again)
		}
		return o.judge(value == int64(turns), err)
	}},
	{"parent and child, both closed", func(ctx context.Context, o *outcomes, turns uint32) string {
		parent, err := everything.NewCounter(1)
		if err != nil {
			return err.Error()
		}
		child, err := parent.Fork()
		if err != nil {
			return err.Error()
		}
		closed := make(chan error, 1)
		go func() { closed <- errors.Join(parent.Close(), child.Close()) }()
		total, err := everything.TotalLater(ctx, parent, child, turns)
		if err := <-closed; err != nil {
			return "close: " + err.Error()
		}
		return o.judge(total == 2, err)
	}},
	{"timer of an object that is closed", func(ctx context.Context, o *outcomes, turns uint32) string {
		if turns%2 == 1 {
			ctx = context.Background()
		}
		gate, err := everything.ClosedGate()
		if err != nil {
			return err.Error()
		}
		var closed atomic.Bool
		closing := make(chan error, 1)
		go func() {
			err := gate.Close()
			closed.Store(true)
			closing <- err
		}()
		inside, err := gate.PassLater(ctx, time.Duration(turns)*50*time.Microsecond)
		if err == nil && closed.Load() {
			o.closed.Add(1)
		}
		if err := <-closing; err != nil {
			return "close: " + err.Error()
		}
		return o.judge(inside == 1, err)
	}},
	{"stream", func(ctx context.Context, o *outcomes, turns uint32) string {
		var next uint32
		for tick, err := range everything.Polite(ctx, turns+1) {
			if err != nil {
				return o.judge(false, err)
			}
			if tick != next {
				return fmt.Sprintf("item %d is %d", next, tick)
			}
			if next++; next > turns/2 && turns%2 == 1 {
				break
			}
		}
		return o.judge(next > turns/2, nil)
	}},
}

// idle passes a little time.
func idle(steps uint32) {
	for range steps {
		everything.Add(1, 2)
	}
}

// give races the work with the end of its context.
func give(number int, o *outcomes) string {
	race := races[number%len(races)]
	turns := uint32(number / len(races) % 6)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		idle(uint32(number*7) % 60)
		cancel()
	}()
	if wrong := race.run(ctx, o, turns); wrong != "" {
		return race.name + ": " + wrong
	}
	return ""
}

// left says what is alive when nothing should be, after ten seconds at most.
func left(goroutines int) string {
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		objects, blocks := live.Counters()
		alive, now := everything.Alive(), runtime.NumGoroutine()
		if alive == 0 && objects == 0 && blocks == 0 && now <= goroutines {
			return ""
		}
		if time.Now().After(deadline) {
			return fmt.Sprintf("%d futures, %d objects, %d blocks, %d goroutines are left", alive, objects, blocks, now-goroutines)
		}
	}
}

func TestLateCompletion(t *testing.T) {
	figure := report.New(t, "abandoned", "late completion after cancel and after Close")
	// The executor and the goroutine that hears from it are there before anything is counted.
	if _, err := everything.After(context.Background(), time.Millisecond, 1); err != nil {
		t.Fatal(err)
	}
	goroutines := runtime.NumGoroutine()
	var canary outcomes
	figure.Canary(canary.judge(func() (bool, error) { polls, err := everything.Turns(context.Background(), 3); return polls == 3, err }()))

	const workers = 8
	each := report.Scale(100_000, 10_000) / workers
	var o outcomes
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			for number := range each {
				figure.Fault(fmt.Sprintf("race %d of worker %d", number, worker), give(number+worker, &o))
			}
		})
	}
	group.Wait()
	t.Logf("%d done, %d cancelled, %d closed", o.done.Load(), o.cancelled.Load(), o.closed.Load())
	wrong := ""
	if o.done.Load() == 0 || o.cancelled.Load() == 0 || o.closed.Load() == 0 {
		wrong = fmt.Sprintf("no race: %d done, %d cancelled, %d closed", o.done.Load(), o.cancelled.Load(), o.closed.Load())
	}
	figure.Cases(1, "outcomes", wrong)
	figure.Cases(1, "what is left", left(goroutines))
}

// What is still waited for is seen: the check of what is left can fail.
func TestWhatIsLeftIsSeen(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { _, err := everything.Never(ctx); done <- err }()
	for everything.Alive() == 0 {
		time.Sleep(time.Millisecond)
	}
	if everything.Alive() != 1 {
		t.Errorf("%d futures are alive, want 1", everything.Alive())
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
