package e2e

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

func newCounter(t *testing.T, start int64) *everything.Counter {
	t.Helper()
	counter, err := everything.NewCounter(start)
	if err != nil {
		t.Fatal(err)
	}
	return counter
}

func ExampleCounter() {
	counter, err := everything.NewCounter(40)
	if err != nil {
		panic(err)
	}
	defer counter.Close()
	sum, _ := counter.Add(2)
	fmt.Println(sum)
	// Output: 42
}

func TestGoRustObjects(t *testing.T) {
	counter := newCounter(t, 1)
	defer counter.Close()
	if sum, err := counter.Add(4); sum != 5 || err != nil {
		t.Fatal(sum, err)
	}
	if err := counter.Rename("clicks"); err != nil {
		t.Fatal(err)
	}
	if name, err := counter.Name(); name != "clicks" || err != nil {
		t.Error(name, err)
	}
	if err := counter.Rename(""); !errors.Is(err, everything.ErrNotFound) {
		t.Error(err)
	}
	if point, err := counter.Point(); err != nil || point != (everything.Point{X: 5, Y: -5, Visible: true}) {
		t.Error(point, err)
	}
	other, err := counter.Fork()
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := counter.Absorb(other); sum != 10 || err != nil {
		t.Error(sum, err)
	}
	if sum, err := everything.Total(counter, other); sum != 15 || err != nil {
		t.Error(sum, err)
	}
	counter.Close()
	if value, err := other.Value(); value != 5 || err != nil {
		t.Error("the fork does not outlive its origin:", value, err)
	}
	other.Close()
	if _, err := everything.ParseCounter("nine"); !errors.Is(err, everything.ErrOutOfRange) {
		t.Error(err)
	}
}

func TestGoRustClosed(t *testing.T) {
	counter := newCounter(t, 0)
	for range 3 {
		if err := counter.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := counter.Add(1); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	if _, err := counter.Name(); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	var zero everything.Counter
	if _, err := zero.Add(1); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Error(err)
	}
	if err := zero.Close(); err != nil {
		t.Error(err)
	}
	open := newCounter(t, 0)
	defer open.Close()
	if _, err := open.Absorb(nil); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Error(err)
	}
	if _, err := open.Absorb(counter); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
}

// One object twice in a call that changes it would be two references to one value.
func TestGoRustReentrant(t *testing.T) {
	counter := newCounter(t, 1)
	defer counter.Close()
	if _, err := counter.Absorb(counter); !errors.Is(err, spandrel.ErrReentrant) {
		t.Error(err)
	}
	if total, err := everything.Total(counter, counter); total != 2 || err != nil {
		t.Error(total, err)
	}
}

func TestGoRustPoison(t *testing.T) {
	counter := newCounter(t, 1)
	var caught *spandrel.PanicError
	if err := counter.Trip(); !errors.As(err, &caught) || caught.Poisoned {
		t.Fatal(err)
	}
	if value, err := counter.Value(); value != 1 || err != nil {
		t.Error("a panic without change poisoned the object:", err)
	}
	if err := counter.Explode(); !errors.As(err, &caught) || caught.Poisoned {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := counter.Value(); !errors.As(err, &caught) || !caught.Poisoned || caught.Backtrace == "" {
			t.Error(err)
		}
	}
	if err := counter.Close(); err != nil {
		t.Error(err)
	}
	if _, err := counter.Value(); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	gate, err := everything.ClosedGate()
	if err != nil {
		t.Fatal(err)
	}
	gate.Arm()
	if err := gate.Close(); !errors.As(err, &caught) {
		t.Error("the destructor's panic is lost:", err)
	}
}

// Methods with &mut self wait for each other in Go; those with &self run side by side.
func TestGoRustSerialisedAndParallel(t *testing.T) {
	counter := newCounter(t, 0)
	defer counter.Close()
	var group sync.WaitGroup
	for range 16 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 500 {
				if _, err := counter.Add(1); err != nil {
					t.Error(err)
					return
				}
			}
			if err := counter.Hold(time.Millisecond); err != nil {
				t.Error(err)
			}
		}()
	}
	group.Wait()
	if value, err := counter.Value(); value != 16*501 || err != nil {
		t.Error(value, err)
	}
	gate, err := everything.ClosedGate()
	if err != nil {
		t.Fatal(err)
	}
	defer gate.Close()
	var most atomic.Uint32
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			inside, err := gate.Pass(50 * time.Millisecond)
			if err != nil {
				t.Error(err)
			}
			for seen := most.Load(); inside > seen && !most.CompareAndSwap(seen, inside); seen = most.Load() {
			}
		}()
	}
	group.Wait()
	if most.Load() < 2 {
		t.Error("shared calls did not run side by side")
	}
}

// Closing while calls are in flight: each call is answered with its result or with ErrClosed, and the object is
// dropped exactly once.
func TestGoRustCloseRaces(t *testing.T) {
	before := everything.Dropped()
	const rounds = 300
	for range rounds {
		counter := newCounter(t, 0)
		var group sync.WaitGroup
		for range 4 {
			group.Add(1)
			go func() {
				defer group.Done()
				for {
					if _, err := counter.Add(1); err != nil {
						if !errors.Is(err, spandrel.ErrClosed) {
							t.Error(err)
						}
						return
					}
				}
			}()
		}
		runtime.Gosched()
		for range 2 {
			group.Add(1)
			go func() {
				defer group.Done()
				if err := counter.Close(); err != nil {
					t.Error(err)
				}
			}()
		}
		group.Wait()
	}
	if got := everything.Dropped() - before; got != rounds {
		t.Errorf("%d objects were dropped, want %d", got, rounds)
	}
}

// What was forgotten without Close is closed by the garbage collector.
func TestGoRustCleanup(t *testing.T) {
	before := everything.Dropped()
	for range 100 {
		newCounter(t, 0)
	}
	for deadline := time.Now().Add(10 * time.Second); everything.Dropped()-before < 100; {
		if time.Now().After(deadline) {
			t.Fatalf("%d of 100 forgotten objects were dropped", everything.Dropped()-before)
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
