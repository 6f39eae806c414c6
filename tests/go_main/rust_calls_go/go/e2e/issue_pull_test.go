package e2e

import (
	"context"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
	"weak"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// visited is an iterator whose yield is called by Rust.
func visited(items []uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if _, err := supplied.Each(items, yield); err != nil {
			panic(err)
		}
	}
}

// elsewhere is the same with the call on a goroutine of its own, as docs/calling-go.md shows it.
func elsewhere(items []uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		found, done := make(chan uint32), make(chan struct{})
		defer close(done)
		go func() {
			defer close(found)
			_, _ = supplied.Each(items, func(item uint32) bool {
				select {
				case found <- item:
					return true
				case <-done:
					return false
				}
			})
		}()
		for item := range found {
			if !yield(item) {
				return
			}
		}
	}
}

// A limit of Go's, which docs/calling-go.md and docs/troubleshooting.md describe. If this fails, Go has lost the limit,
// and the pages can lose the section.
func TestIssuePullOverACallbackEndsTheProcess(t *testing.T) {
	if os.Getenv("Supplied_PULL") != "" {
		next, stop := iter.Pull(visited([]uint32{1, 2}))
		defer stop()
		next()
		return
	}
	for range visited([]uint32{1}) { // a loop is fine
	}
	output, err := child(t, "Supplied_PULL=1")
	if want := "fatal error: coro: OS thread locking must match locking at coroutine creation"; err == nil || !strings.Contains(output, want) {
		t.Errorf("got error %v and %s\nwant %q", err, output, want)
	}
}

func TestIssueWhatCanBePulled(t *testing.T) {
	next, stop := iter.Pull(elsewhere([]uint32{3, 4, 5}))
	for _, want := range []uint32{3, 4} {
		if got, ok := next(); got != want || !ok {
			t.Errorf("got %d, %v, want %d", got, ok, want)
		}
	}
	stop()
	settled(t, 0)

	lines, stopLines := iter.Pull2(supplied.Forward(context.Background(), 3, ""))
	if line, err, ok := lines(); line == "" || err != nil || !ok {
		t.Errorf("got %q, %v, %v, want a line", line, err, ok)
	}
	stopLines()
	settled(t, 0)
}

func TestIssueClosureThatHoldsItsOwnObject(t *testing.T) {
	spandrelLive := func() int { return int(spandrel.ReportLive(io.Discard)) }
	before := spandrelLive()
	shelf, err := supplied.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	if err := shelf.Subscribe(func(string, []byte) (uint32, error) { runtime.KeepAlive(shelf); return 0, nil }); err != nil {
		t.Fatal(err)
	}
	// Close ends the cycle.
	if err := shelf.Close(); err != nil {
		t.Fatal(err)
	}
	settled(t, 0)

	// So does a weak reference, without Close.
	func() {
		shelf, err := supplied.NewShelf()
		if err != nil {
			t.Fatal(err)
		}
		self := weak.Make(shelf)
		err = shelf.Subscribe(func(string, []byte) (uint32, error) {
			if shelf := self.Value(); shelf != nil {
				runtime.KeepAlive(shelf)
			}
			return 0, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}()
	for range 200 {
		if spandrelLive() == before {
			break
		}
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	if live := spandrelLive(); live != before {
		t.Errorf("%d objects are live, want %d", live, before)
	}
	settled(t, 0)
}
