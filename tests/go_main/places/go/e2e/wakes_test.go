package e2e

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/places/places"
)

const worker = "spandrel-worker"

// A future that a thread wakes is polled by the goroutine that waits for it, and by the executor from its second wait on.
func TestWokenFuturesArePolledByTheirWaiter(t *testing.T) {
	for times := range uint64(4) {
		got, err := places.Rung(t.Context(), times)
		if err != nil {
			t.Fatal(err)
		}
		if onWorker := got == worker; onWorker != (times > 1) {
			t.Errorf("after %d waits it goes on in thread %q", times, got)
		}
	}
	got, err := places.RungByWorker(t.Context())
	if err != nil || got != worker {
		t.Errorf("woken by the executor it goes on in thread %q, error %v", got, err)
	}
	if turns, err := places.RungAtOnce(t.Context()); turns != 4 || err != nil {
		t.Errorf("woken while it is polled: got %d, %v", turns, err)
	}
}

func TestWokenFuturesFail(t *testing.T) {
	_, err := places.RungAndFails(t.Context(), 0)
	if !errors.Is(err, places.ErrGo) {
		t.Errorf("got %v, want its own error", err)
	}
	for how, text := range map[uint8]string{1: "rung", 2: "dropped after the bell"} {
		_, err := places.RungAndFails(t.Context(), how)
		var caught *spandrel.PanicError
		if !errors.As(err, &caught) || !strings.Contains(caught.Message, text) {
			t.Errorf("got %v, want a panic that says %q", err, text)
		}
	}
}

// Calls that give up around the time at which they are woken: each answers or is cancelled, and nothing is left behind.
func TestWokenFuturesAreCancelled(t *testing.T) {
	before := spandrel.ReportLive(io.Discard)
	var group sync.WaitGroup
	for caller := range 16 {
		group.Add(1)
		go func() {
			defer group.Done()
			for round := range 50 {
				pause := time.Duration((caller+round)%5) * 500 * time.Microsecond
				ctx, cancel := context.WithTimeout(t.Context(), pause)
				got, err := places.Rung(ctx, uint64(1+round%2))
				cancel()
				if err != nil && !errors.Is(err, context.DeadlineExceeded) || err == nil && got == "" {
					t.Errorf("got %q, %v", got, err)
				}
			}
		}()
	}
	group.Wait()
	// Futures that a worker has begun to drop are gone a little later.
	for tries := 10000; spandrel.ReportLive(io.Discard) > before; tries-- {
		if tries == 0 {
			t.Fatalf("%d objects are live, and %d were before", spandrel.ReportLive(io.Discard), before)
		}
		time.Sleep(time.Millisecond)
	}
}
