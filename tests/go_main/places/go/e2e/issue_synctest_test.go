//go:build go1.25

package e2e

import (
	"context"
	"errors"
	"iter"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/tests/go_main/places/places"
)

// What Rust waits for is no timer of the bubble: its clock stands still meanwhile.
func TestIssueSynctestAsyncCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		if v, err := places.Nap(t.Context(), 5*time.Millisecond); v != 5 || err != nil {
			t.Fatal(v, err)
		}
		if passed := time.Since(begin); passed != 0 {
			t.Fatalf("the bubble's clock went on by %v while Rust was waited for", passed)
		}
		time.Sleep(time.Hour)
		if v, err := places.Nap(t.Context(), 0); v != 0 || err != nil {
			t.Fatal(v, err)
		}
	})
}

// Waiters, dispatcher and what they share are used inside and outside by turns.
func TestIssueSynctestManyInAndOut(t *testing.T) {
	many := func(ctx context.Context) {
		var group sync.WaitGroup
		for range 200 {
			group.Add(1)
			go func() {
				defer group.Done()
				if v, err := places.Nap(ctx, 2*time.Millisecond); v != 2 || err != nil {
					t.Error(v, err)
				}
			}()
		}
		group.Wait()
	}
	for range 3 {
		synctest.Test(t, func(t *testing.T) { many(t.Context()) })
		many(t.Context())
	}
}

// A bubble waits for the calls that are still in flight when its function returns.
func TestIssueSynctestCallsOutliveTheFunction(t *testing.T) {
	synctest.Test(t, func(*testing.T) {
		for range 100 {
			go func() { _, _ = places.Nap(context.Background(), 10*time.Millisecond) }()
		}
	})
}

func TestIssueSynctestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		go cancel()
		if _, err := places.Never(ctx); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		// A deadline that has passed on the bubble's clock makes no call.
		ctx, cancel = context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		time.Sleep(2 * time.Hour)
		if _, err := places.Never(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
	})
}

// A deadline far off is no obstacle for a call that ends.
func TestIssueSynctestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if v, err := places.Nap(ctx, 20*time.Millisecond); v != 20 || err != nil {
			t.Fatal(v, err)
		}
	})
}

func TestIssueSynctestStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sum uint64
		for v, err := range places.Ticks(t.Context(), 4, time.Millisecond) {
			if err != nil {
				t.Fatal(err)
			}
			sum += v
		}
		if sum != 6 {
			t.Fatal(sum)
		}
		for v, err := range places.Ticks(t.Context(), 1000, time.Millisecond) {
			if v > 0 || err != nil {
				t.Log(v, err)
				break
			}
		}
		next, stop := iter.Pull2(places.Ticks(t.Context(), 3, time.Millisecond))
		if v, err, ok := next(); v != 0 || err != nil || !ok {
			t.Fatal(v, err, ok)
		}
		stop()
		ctx, cancel := context.WithCancel(t.Context())
		go cancel()
		for _, err := range places.Ticks(ctx, 2, time.Hour) {
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
	})
}

// Go functions that Rust awaits run outside of the bubble: they must not wait for its clock, which stands still.
func TestIssueSynctestRustCallsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if v, err := places.GoWait(t.Context(), 3*time.Millisecond); v != 3 || err != nil {
			t.Fatal(v, err)
		}
		if v, err := places.GoNumbers(t.Context(), 1000, 0); v != 499500 || err != nil {
			t.Fatal(v, err)
		}
		if v, err := places.GoNumbers(t.Context(), 3, time.Millisecond); v != 3 || err != nil {
			t.Fatal(v, err)
		}
		if v, err := places.GoFirst(t.Context(), 1_000_000, 0); v != 0 || err != nil {
			t.Fatal(v, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		go cancel()
		if _, err := places.GoWait(ctx, time.Hour); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	})
}

// synctest.Wait takes a goroutine that waits for Rust for one that runs.
func TestIssueSynctestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := false
		go func() {
			if _, err := places.Nap(t.Context(), 5*time.Millisecond); err != nil {
				t.Error(err)
			}
			done = true
		}()
		synctest.Wait()
		if !done {
			t.Fatal("synctest.Wait returned during an async call")
		}
	})
}

// A callback runs in the bubble of the call.
func TestIssueSynctestCallback(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin, woken := time.Now(), make(chan struct{})
		err := places.Between(func() {
			go func() {
				time.Sleep(time.Hour)
				close(woken)
			}()
			<-woken
		})
		if passed := time.Since(begin); err != nil || passed != time.Hour {
			t.Fatal(err, passed)
		}
	})
}

// A call that waits for its object, in a bubble and outside, also where the object was made elsewhere.
func TestIssueSynctestObjects(t *testing.T) {
	var inside *places.Gate
	use := func(t *testing.T, gate *places.Gate) {
		var group sync.WaitGroup
		for range 20 {
			group.Add(2)
			go func() {
				defer group.Done()
				if _, err := gate.Hold(t.Context(), time.Millisecond); err != nil {
					t.Error(err)
				}
			}()
			go func() {
				defer group.Done()
				if _, err := gate.Shut(); err != nil {
					t.Error(err)
				}
			}()
		}
		group.Wait()
	}
	outside, err := places.NewGate()
	if err != nil {
		t.Fatal(err)
	}
	defer outside.Close()
	synctest.Test(t, func(t *testing.T) {
		inside, err = places.NewGate()
		if err != nil {
			t.Fatal(err)
		}
		use(t, outside)
		use(t, inside)
	})
	defer inside.Close()
	use(t, outside)
	use(t, inside)
	synctest.Test(t, func(t *testing.T) { use(t, inside) })
}
