package rust_calls_go

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/tests/faults/gofails"
	"spandrel.dev/tests/faults/gofails/live"
	"spandrel.dev/tests/faults/report"
)

// level is what is alive at one moment.
type level struct {
	objects, blocks, values, guards int64
	goroutines, threads             int
}

func measure() level {
	var now level
	now.objects, now.blocks = live.Counters()
	now.values = values.Live()
	guards := gofails.MadeAndDropped()
	now.guards = int64(guards.V0 - guards.V1)
	now.goroutines = runtime.NumGoroutine()
	if entries, err := os.ReadDir("/proc/self/task"); err == nil {
		now.threads = len(entries)
	}
	return now
}

// above says what is more than at the start. The Go runtime may keep a thread or two more for its own work.
func (now level) above(start level) string {
	switch {
	case now.objects > start.objects:
		return fmt.Sprintf("%d objects are left", now.objects-start.objects)
	case now.blocks > start.blocks:
		return fmt.Sprintf("%d blocks are left", now.blocks-start.blocks)
	case now.values > start.values:
		return fmt.Sprintf("Rust holds %d Go values more", now.values-start.values)
	case now.guards > start.guards:
		return fmt.Sprintf("%d destructors were skipped", now.guards-start.guards)
	case now.goroutines > start.goroutines:
		return fmt.Sprintf("%d goroutines are left", now.goroutines-start.goroutines)
	case now.threads > start.threads+2:
		return fmt.Sprintf("%d threads are left", now.threads-start.threads)
	}
	return ""
}

// settle measures until nothing is above the start any more, for five seconds at most. Go takes values over that Rust has
// dropped when it collects garbage.
func settle(start level) level {
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		runtime.GC()
		now := measure()
		if now.above(start) == "" || time.Now().After(deadline) {
			return now
		}
	}
}

// call is one kind of call.
type call struct {
	name string
	// share is which part of the full count is made: slow calls are made less often.
	share int
	// fails tells that the call is one that must fail.
	fails bool
	make  func() error
}

var calls = []call{
	{"function", 1, false, func() error { return second(gofails.Direct("calm")) }},
	{"function that returns an error", 2, true, func() error { return second(gofails.Direct("error")) }},
	{"function that panics", 200, true, func() error { return second(gofails.Direct("text")) }},
	{"function that panics without words", 200, true, func() error { return second(gofails.Direct("no words")) }},
	{"interface value lent", 1, false, func() error { return second(gofails.Method("calm", actor{})) }},
	{"interface value lent, error", 2, true, func() error { return second(gofails.Method("error", actor{})) }},
	{"interface value lent, panic", 200, true, func() error { return second(gofails.Method("value", actor{})) }},
	{"callback lent", 1, false, func() error { return second(gofails.Lent("calm", act)) }},
	{"callback lent, error", 2, true, func() error { return second(gofails.Lent("error", act)) }},
	{"callback lent, panic", 200, true, func() error { return second(gofails.Lent("runtime", act)) }},
	{"callback given", 1, false, func() error { return second(gofails.Kept("calm", act)) }},
	{"callback given, error", 2, true, func() error { return second(gofails.Kept("error", act)) }},
	{"callback given, panic", 200, true, func() error { return second(gofails.Kept("deferred", act)) }},
	{"callback on a thread", 100, false, func() error { return second(gofails.OnThread("calm", act)) }},
	{"callback on a thread, error", 100, true, func() error { return second(gofails.OnThread("error", act)) }},
	{"callback on a thread, panic", 200, true, func() error { return second(gofails.OnThread("text", act)) }},
	{"callback dropped by a thread", 100, false, func() error { return gofails.DropOnThread(act) }},
	{"interface value from Go", 1, false, func() error { return second(gofails.Found("calm", "calm")) }},
	{"interface value from Go, then an error", 2, true, func() error { return second(gofails.Found("error", "calm")) }},
	{"error instead of an interface value", 2, true, func() error { return second(gofails.Found("calm", "error")) }},
	{"nil instead of an interface value", 2, true, func() error { return second(gofails.Found("calm", "nobody")) }},
	{"three deep", 10, false, func() error { return second(gofails.Nested("calm", 3, deeper)) }},
	{"three deep, panic", 1000, true, func() error { return second(gofails.Nested("text", 3, deeper)) }},
	{"no place for an error", 1000, true, func() error { return second(gofails.BareMethod("text", actor{})) }},
	{"many calls in one", 20, false, func() error { return second(gofails.Relay(actor{}, act, act)) }},
	{"large answer", 4, false, func() error { return gofails.Ask("text", 7) }},
	{"refused answer", 4, true, func() error { return gofails.Ask("text", 1) }},
	{"refused large answer", 100, true, func() error { return gofails.Ask("text", 6) }},
	{"refused record", 4, true, func() error { return gofails.Ask("record", 7) }},
	{"refused argument", 4, true, func() error { return gofails.Ask("long record", 0) }},
	{"awaited", 4, false, func() error { return second(gofails.Awaited(context.Background(), "calm")) }},
	{"awaited, error", 4, true, func() error { return second(gofails.Awaited(context.Background(), "error")) }},
	{"awaited, panic", 200, true, func() error { return second(gofails.Awaited(context.Background(), "text")) }},
	{"awaited method", 4, false, func() error { return second(gofails.AwaitedMethod(context.Background(), "calm", actor{})) }},
	{"awaited, given up", 20, false, func() error {
		return second(gofails.GivenUp(context.Background(), "calm", time.Hour, time.Microsecond))
	}},
	{"awaited, cancelled", 20, true, func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Microsecond)
		defer cancel()
		return second(gofails.GivenUp(ctx, "calm", time.Hour, time.Hour))
	}},
	{"stream", 20, false, func() error { return second(gofails.ReadItems(context.Background(), 300, "calm")) }},
	{"stream, error", 20, true, func() error { return second(gofails.ReadItems(context.Background(), 300, "error")) }},
	{"stream, panic", 200, true, func() error { return second(gofails.ReadItems(context.Background(), 300, "text")) }},
	{"stream, given up", 20, false, func() error {
		return second(gofails.GivenUpStream(context.Background(), 1<<30, "calm", 300))
	}},
	{"memory handed over", 20, false, func() error { return second(gofails.Traded("calm", 100)) }},
	{"much memory handed over", 100, false, func() error { return second(gofails.Traded("calm", 100_000)) }},
	{"memory handed over, error", 20, true, func() error { return second(gofails.Traded("error", 100)) }},
	{"memory handed over, panic", 200, true, func() error { return second(gofails.Traded("text", 100)) }},
	{"closed memory handed over", 20, true, func() error { return second(gofails.Traded("closed", 100)) }},
	{"no secret handed over", 20, true, func() error { return second(gofails.Traded("none", 100)) }},
	{"memory handed over later", 40, false, func() error { return tradedLater("calm", 0, time.Hour) }},
	{"memory handed over later, error", 40, true, func() error { return tradedLater("error", 0, time.Hour) }},
	{"memory handed over too late", 100, false, func() error { return tradedLater("calm", time.Microsecond, 0) }},
	{"nil callback after others", 2, true, func() error { return second(gofails.Relay(actor{}, act, nil)) }},
	{"kept and cleared", 10, false, func() error { return keeping((*gofails.Keeper).Clear) }},
	{"kept and closed", 10, false, func() error { return keeping((*gofails.Keeper).Close) }},
	{"given to a closed object", 2, true, func() error { return errors.Join(closed.KeepActor(actor{}), closed.KeepCall(act)) }},
	{"given to a poisoned object", 200, true, func() error { return poisoned() }},
}

// tradedLater awaits all that Go can hand over later.
func tradedLater(how string, pause, patience time.Duration) error {
	var failed error
	for what := range uint32(3) {
		_, err := gofails.TradedLater(context.Background(), what, how, pause, patience)
		failed = errors.Join(failed, err)
	}
	return failed
}

// closed is an object that is none any more.
var closed = func() *gofails.Keeper {
	keeper, err := gofails.MakeKeeper()
	if err != nil {
		panic(err)
	}
	keeper.Close()
	return keeper
}()

// keeping lets an object keep Go values, calls them and ends it.
func keeping(end func(*gofails.Keeper) error) error {
	keeper, err := gofails.MakeKeeper()
	if err != nil {
		return err
	}
	defer keeper.Close()
	if err := errors.Join(keeper.KeepActor(actor{}), keeper.KeepCall(act), keeper.KeepCall(act)); err != nil {
		return err
	}
	if sum, err := keeper.CallAll("calm"); err != nil || sum != 21 {
		return fmt.Errorf("the kept values answer %d, %w", sum, err)
	}
	return end(keeper)
}

// poisoned gives values to an object in which a callback has panicked, and which keeps some already.
func poisoned() error {
	keeper, err := gofails.MakeKeeper()
	if err != nil {
		return nil
	}
	defer keeper.Close()
	if keeper.KeepActor(actor{}) != nil {
		return nil
	}
	_, err = keeper.Change(func() uint32 { panic("in the middle") })
	var caught *spandrel.PanicError
	if again := keeper.KeepCall(act); !errors.As(again, &caught) || !caught.Poisoned {
		return nil
	}
	return err
}

// leaves makes n calls and says what they left behind.
func leaves(call call, n int) string {
	if err := call.make(); (err != nil) != call.fails {
		return fmt.Sprintf("the call answers %v", err)
	}
	runtime.GC()
	start := measure()
	start.values = 0
	for range n {
		if err := call.make(); (err != nil) != call.fails {
			return fmt.Sprintf("the call answers %v", err)
		}
	}
	return settle(start).above(start)
}

func TestLeaks(t *testing.T) {
	figure := report.New(t, "leaks", "leaks per call: Rust calls Go")
	var kept []*gofails.Keeper
	figure.Canary(leaves(call{"a callback that stays", 1, false, func() error {
		keeper, err := gofails.MakeKeeper()
		if err != nil {
			return err
		}
		kept = append(kept, keeper)
		return keeper.KeepCall(act)
	}}, 10))
	for _, keeper := range kept {
		keeper.Close()
	}
	var references []uint64
	figure.Canary(leaves(call{"a value borrowed for ever", 1, false, func() error {
		references = append(references, values.Put(act))
		return nil
	}}, 1))
	for _, reference := range references {
		values.Remove(reference)
	}
	figure.Canary(leaves(call{"a destructor that is skipped", 1, false, func() error { return second(gofails.Forgetful("calm")) }}, 1))
	for _, call := range calls {
		n := max(report.Scale(1_000_000, 20_000)/call.share, 50)
		wrong := leaves(call, n)
		if call.fails {
			figure.Faults(n, call.name, wrong)
		} else {
			figure.Cases(n, call.name, wrong)
		}
	}
	figure.Cases(1, "Go values", held())
}
