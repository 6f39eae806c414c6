package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/live"
)

// settled waits until no future and no stream of the everything is alive: a dropped future is dropped by the executor.
func settled(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); everything.Alive() != 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d futures or streams are still alive", everything.Alive())
		}
	}
}

func ExampleAfter() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	_, err := everything.After(ctx, time.Hour, 1)
	fmt.Println(err)
	fmt.Println(errors.Is(err, context.DeadlineExceeded))
	// Output:
	// spandrel: call everything.After: context deadline exceeded
	// true
}

func TestGoRustTaskReady(t *testing.T) {
	ctx := context.Background()
	if got, err := everything.Ready(ctx, 7); got != 7 || err != nil {
		t.Fatal(got, err)
	}
	if polls, err := everything.Turns(ctx, 0); polls != 1 || err != nil {
		t.Error("a future that is ready is polled once:", polls, err)
	}
	allocations := testing.AllocsPerRun(1000, func() {
		if _, err := everything.Ready(ctx, 7); err != nil {
			t.Error(err)
		}
	})
	if allocations != 0 {
		t.Errorf("%v allocations for a future that is ready, want none", allocations)
	}
}

func TestGoRustTaskPending(t *testing.T) {
	start := time.Now()
	got, err := everything.After(context.Background(), 30*time.Millisecond, 9)
	if got != 9 || err != nil {
		t.Fatal(got, err)
	}
	if passed := time.Since(start); passed < 30*time.Millisecond || passed > 5*time.Second {
		t.Error("30 ms took", passed)
	}
	// Once inside the call, then on the executor.
	if polls, err := everything.Turns(context.Background(), 5); polls != 6 || err != nil {
		t.Error(polls, err)
	}
	settled(t)
}

// Every shape of answer, in the call and afterwards; arguments live as long as the future.
func TestGoRustTaskValues(t *testing.T) {
	ctx := context.Background()
	person := everything.Person{
		Name: "Ada", Age: 36, Tags: []string{"a", "b"}, Places: []everything.Point{{X: 1, Y: 2, Visible: true}},
		Colour: everything.ColourGreen, Scores: []float64{1.5},
	}
	for _, turns := range []uint32{0, 1, 3} {
		check := func(what string, got, want any, err error) {
			t.Helper()
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s after %d turns: %v, %v", what, turns, got, err)
			}
		}
		for _, size := range []int{0, 5, 4096, 4097, 100_000} {
			text := strings.Repeat("é", size/2)
			got, err := everything.EchoTextLater(ctx, text, turns)
			check("text", got, text, err)
			data := bytes.Repeat([]byte{7}, size)
			list, err := everything.EchoBytesLater(ctx, data, turns)
			check("bytes", list, data, err)
		}
		numbers, err := everything.EchoNumbersLater(ctx, []uint32{1, 2, 1 << 31}, turns)
		check("numbers", numbers, []uint32{1, 2, 1 << 31}, err)
		names, err := everything.EchoNamesLater(ctx, []string{"", "x", "yz"}, turns)
		check("names", names, []string{"", "x", "yz"}, err)
		who, err := everything.EchoPersonLater(ctx, person, turns)
		check("person", who, person, err)
		point, err := everything.EchoPointLater(ctx, everything.Point{X: 3, Y: -4}, turns)
		check("point", point, everything.Point{X: 3, Y: -4}, err)
		wide, err := everything.EchoWideLater(ctx, spandrel.Uint128{Lo: 1, Hi: 2}, turns)
		check("wide", wide, spandrel.Uint128{Lo: 1, Hi: 2}, err)
		shape, err := everything.EchoShapeLater(ctx, everything.ShapeCircle{V0: 2}, turns)
		check("shape", shape, everything.ShapeCircle{V0: 2}, err)
		if err := everything.NothingLater(ctx, turns); err != nil {
			t.Error(err)
		}
		counter, err := everything.CounterLater(ctx, 40, turns)
		if err != nil {
			t.Fatal(err)
		}
		slow, err := everything.SlowlyCounter(ctx, 3, turns)
		if err != nil {
			t.Fatal(err)
		}
		slow.Close()
		if _, err := everything.SlowlyCounter(ctx, -1, turns); !errors.Is(err, everything.ErrNotFound) {
			t.Error(err)
		}
		value, err := counter.ValueLater(ctx, turns)
		check("value", value, int64(40), err)
		total, err := everything.TotalLater(ctx, counter, counter, turns)
		check("total", total, int64(80), err)
		if sum, err := counter.Add(2); sum != 42 || err != nil {
			t.Error("the future still holds the object:", sum, err)
		}
		counter.Close()
	}
	settled(t)
}

func TestGoRustTaskErrors(t *testing.T) {
	ctx := context.Background()
	for _, turns := range []uint32{0, 2} {
		if _, err := everything.FailLater(ctx, 2, turns); !errors.Is(err, everything.ErrFull) {
			t.Error(err)
		}
		var detail *everything.Error
		if _, err := everything.FailLater(ctx, 1, turns); !errors.As(err, &detail) || detail.Field == "" {
			t.Error(err)
		}
		var caught *spandrel.PanicError
		if _, err := everything.FailLater(ctx, 5, turns); !errors.As(err, &caught) || caught.Backtrace == "" ||
			caught.Function != "everything.FailLater" {
			t.Error(err)
		}
		if err := everything.BadEnd(ctx, turns); !errors.As(err, &caught) ||
			!strings.Contains(caught.Message, "dropped badly") {
			t.Error(err)
		}
		var input *spandrel.InputError
		if _, err := everything.ForeverLater(ctx, turns); !errors.As(err, &input) || input.Parameter != "result" {
			t.Error(err)
		}
		if _, err := everything.EchoTextLater(ctx, "a\xff", turns); !errors.As(err, &input) || input.Parameter != "v" {
			t.Error(err)
		}
	}
	if _, err := everything.After(ctx, -1, 0); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Error(err)
	}
	settled(t)
}

func TestGoRustTaskCancelled(t *testing.T) {
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := everything.Never(done); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if everything.Alive() != 0 {
		t.Error("a call whose context is done was made")
	}

	for _, call := range []func(context.Context) error{
		func(ctx context.Context) error { _, err := everything.Never(ctx); return err },
		everything.NeverBad,
	} {
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			for everything.Alive() == 0 {
				time.Sleep(100 * time.Microsecond)
			}
			cancel()
		}()
		err := call(ctx)
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		var wall *spandrel.CallError
		if !errors.As(err, &wall) || !strings.Contains(err.Error(), "context canceled") {
			t.Errorf("%v does not name the call", err)
		}
		settled(t)
	}
}

// The context ends about when the future does: each call has its value or the context's error, and nothing is lost.
func TestGoRustTaskCancelRaces(t *testing.T) {
	var values, errs atomic.Int64
	dropped := everything.Dropped()
	var group sync.WaitGroup
	const goroutines, rounds = 8, 1500
	for g := range goroutines {
		group.Add(1)
		go func() {
			defer group.Done()
			for round := range rounds {
				ctx, cancel := context.WithCancel(context.Background())
				go func() {
					for range (round*7 + g) % 50 {
						everything.Add(1, 2)
					}
					cancel()
				}()
				counter, err := everything.CounterLater(ctx, 1, uint32(round%7))
				switch {
				case err == nil:
					values.Add(1)
					counter.Close()
				case errors.Is(err, context.Canceled):
					errs.Add(1)
				default:
					t.Error(err)
				}
				cancel()
			}
		}()
	}
	group.Wait()
	t.Logf("%d values, %d cancelled", values.Load(), errs.Load())
	if values.Load()+errs.Load() != goroutines*rounds || values.Load() == 0 || errs.Load() == 0 {
		t.Errorf("%d values and %d cancelled of %d", values.Load(), errs.Load(), goroutines*rounds)
	}
	settled(t)
	// What came of a cancelled future was dropped in Rust, if it came to anything.
	if got := everything.Dropped() - dropped; got < uint64(values.Load()) || got > goroutines*rounds {
		t.Errorf("%d counters dropped, %d returned", got, values.Load())
	}
}

func TestGoRustTaskMany(t *testing.T) {
	const calls = 10_000
	ctx := context.Background()
	before := threads(t)
	var group sync.WaitGroup
	var sum atomic.Uint64
	for call := range uint32(calls) {
		group.Add(1)
		go func() {
			defer group.Done()
			// Long enough for many to begin before the first ends, also under a sanitizer on a busy machine.
			got, err := everything.After(ctx, 2*time.Second, call)
			if err != nil {
				t.Error(err)
			}
			sum.Add(uint64(got))
		}()
	}
	for deadline := time.Now().Add(30 * time.Second); everything.Alive() < 2000; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the calls are not in flight together")
		}
	}
	group.Wait()
	if want := uint64(calls) * (calls - 1) / 2; sum.Load() != want {
		t.Errorf("sum %d, want %d", sum.Load(), want)
	}
	settled(t)
	t.Logf("%d threads before, %d after", before, threads(t))
}

// Whoever waits for a future holds no thread.
func TestGoRustTaskThreads(t *testing.T) {
	// The executor and the runtime's own threads are there before.
	if _, err := everything.Turns(context.Background(), 1); err != nil {
		t.Fatal(err)
	}
	before := threads(t)
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	const waiters = 200
	for range waiters {
		group.Add(1)
		go func() {
			defer group.Done()
			if _, err := everything.Never(ctx); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}()
	}
	for deadline := time.Now().Add(10 * time.Second); everything.Alive() < waiters; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the calls do not begin")
		}
	}
	during := threads(t)
	cancel()
	group.Wait()
	if during > before+8 {
		t.Errorf("%d threads with %d waiters, %d without", during, waiters, before)
	}
	settled(t)
}

// Close while a future holds the object: it returns at once, and the future drops the object when it is done.
func TestGoRustTaskClose(t *testing.T) {
	gate, err := everything.ClosedGate()
	if err != nil {
		t.Fatal(err)
	}
	dropped := everything.Dropped()
	answer := make(chan error)
	go func() {
		inside, err := gate.PassLater(context.Background(), 100*time.Millisecond)
		if inside != 1 {
			t.Error(inside)
		}
		answer <- err
	}()
	time.Sleep(20 * time.Millisecond)
	if err := gate.Close(); err != nil {
		t.Error(err)
	}
	if _, err := gate.PassLater(context.Background(), 0); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	if got := everything.Dropped() - dropped; got != 0 {
		t.Error("the object was dropped under a running future")
	}
	if err := <-answer; err != nil {
		t.Error(err)
	}
	if got := everything.Dropped() - dropped; got != 1 {
		t.Errorf("%d objects dropped, want 1", got)
	}
}

// A future holds its object shared: other shared calls go on, and one that changes it waits until the future is gone.
func TestGoRustTaskHolds(t *testing.T) {
	counter := newCounter(t, 5)
	defer counter.Close()
	ctx, cancel := context.WithCancel(context.Background())
	answer := make(chan error)
	go func() { answer <- counter.Wait(ctx) }()
	for everything.Alive() == 0 {
		time.Sleep(time.Millisecond)
	}
	if value, err := counter.Value(); value != 5 || err != nil {
		t.Error(value, err)
	}
	changed := make(chan struct{})
	go func() {
		defer close(changed)
		if sum, err := counter.Add(1); sum != 6 || err != nil {
			t.Error(sum, err)
		}
	}()
	select {
	case <-changed:
		t.Error("the object was changed under a future that holds it")
	case <-time.After(20 * time.Millisecond):
	}
	cancel()
	if err := <-answer; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	select {
	case <-changed:
	case <-time.After(time.Minute):
		t.Fatal("whoever waits for the object does not get it")
	}
	settled(t)
}

// The context also ends the wait for an object that another call changes.
func TestGoRustTaskBusy(t *testing.T) {
	counter := newCounter(t, 5)
	defer counter.Close()
	held := make(chan error)
	go func() { held <- counter.Hold(time.Second) }()
	time.Sleep(50 * time.Millisecond)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := counter.ValueLater(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, err := collect(counter.Values(ctx, 1)); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	select {
	case err := <-held:
		t.Fatal("the context waited for the object's lock:", err)
	default:
	}
	if err := <-held; err != nil {
		t.Error(err)
	}
}

// Nothing is left of any kind of call: no object, task, stream or block.
func TestGoRustTaskLeavesNothing(t *testing.T) {
	settled(t)
	collected(t)
	objects, blocks := live.Counters()
	for round := range 2000 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(round%5)*20*time.Microsecond)
		text := strings.Repeat("x", round*7%9000)
		everything.EchoTextLater(ctx, text, uint32(round%4))
		everything.FailLater(ctx, uint8(round%6), uint32(round%3))
		everything.BadEnd(ctx, uint32(round%2))
		if counter, err := everything.CounterLater(ctx, 1, uint32(round%3)); err == nil {
			everything.TotalLater(ctx, counter, counter, 1)
			counter.Close()
		}
		collect(everything.Blocks(ctx, 3, uint64(round*11%40_000)))
		collect(everything.FailingNames(ctx, uint32(round%300), uint8(round%6)))
		collect(everything.Ticks(ctx, 2, 10*time.Microsecond))
		cancel()
	}
	settled(t)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		nowObjects, nowBlocks := live.Counters()
		if nowObjects <= objects && nowBlocks <= blocks {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d objects and %d blocks before, %d and %d after", objects, blocks, nowObjects, nowBlocks)
		}
	}
}

// threads is how many threads the process has.
func threads(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "Threads:")
	count := 0
	if _, err := fmt.Sscan(after, &count); err != nil {
		t.Fatal(err)
	}
	return count
}
