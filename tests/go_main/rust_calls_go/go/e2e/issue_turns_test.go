package e2e

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	spandrel "spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/turns"
)

// goes runs a call in a goroutine of its own: in that of a callback it would be told that it waits for itself.
func goes(call func() error) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- call() }()
	return ended
}

// whileWritten runs a test while a write of the board is under way.
func whileWritten(t *testing.T, board *turns.Board, test func()) {
	t.Helper()
	if err := board.WriteBeside(test); err != nil {
		t.Error(err)
	}
}

// outlastPatience is longer than a call waits before it holds others back.
func outlastPatience() { time.Sleep(20 * time.Millisecond) }

// A read that is under way waits for read after read of another goroutine, each of which was held back twice as long as the one
// before.
func TestIssueAChainOfReadsBesideAWriter(t *testing.T) {
	board := newBoard(t)
	var written <-chan error
	whileRead(t, board, func() {
		written = goes(func() error { _, err := board.Write(); return err })
		outlastPatience()
		for range 24 {
			if err := <-goes(func() error { _, err := board.Read(0); return err }); err != nil {
				t.Error(err)
			}
		}
	})
	if err := <-written; err != nil {
		t.Error(err)
	}
}

// A call that is long in flight and a writer that waits for it do not stop those that read.
func TestIssueReadsBesideALongPoll(t *testing.T) {
	board := newBoard(t)
	ctx, cancel := context.WithCancel(t.Context())
	polled := goes(func() error { _, err := board.ReadLater(ctx, 1<<40); return err })
	time.Sleep(time.Millisecond)
	written := goes(func() error { _, err := board.Write(); return err })
	outlastPatience()
	for range 200 {
		if _, err := board.Read(1000); err != nil {
			t.Error(err)
		}
	}
	cancel()
	if err := <-polled; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
}

// Functions that borrow the object stand in its queue as methods do.
func TestIssueAWriterAmongFreeFunctions(t *testing.T) {
	board, other := newBoard(t), newBoard(t)
	var stopped atomic.Bool
	var all sync.WaitGroup
	for range 16 {
		all.Add(1)
		go func() {
			defer all.Done()
			for !stopped.Load() {
				if _, err := turns.SumSlowly(board, other, 5000); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	for range 10 {
		if _, err := board.Write(); err != nil {
			t.Error(err)
		}
		if _, err := other.Merge(board); err != nil {
			t.Error(err)
		}
	}
	stopped.Store(true)
	all.Wait()
}

// A call of two objects gets its turn although both are in use at any time.
func TestIssueACallOfTwoObjectsAmongWriters(t *testing.T) {
	one, other := newBoard(t), newBoard(t)
	var stopped atomic.Bool
	var all sync.WaitGroup
	for worker := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			board := []*turns.Board{one, other}[worker%2]
			for !stopped.Load() {
				if err := board.WriteBeside(func() { time.Sleep(time.Millisecond) }); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	for range 5 {
		if _, err := turns.Sum(one, other); err != nil {
			t.Error(err)
		}
		if _, err := one.Merge(other); err != nil {
			t.Error(err)
		}
	}
	stopped.Store(true)
	all.Wait()
}

// The context of each object counts, in methods and in functions.
func TestIssueContextsOfArguments(t *testing.T) {
	for _, test := range []struct {
		function string
		call     func(free, used *turns.Board, ctx context.Context) error
	}{
		{"turns.Sum", func(free, used *turns.Board, ctx context.Context) error {
			_, err := turns.Sum(free.WithContext(ctx), used)
			return err
		}},
		{"turns.Sum", func(free, used *turns.Board, ctx context.Context) error {
			_, err := turns.Sum(free.WithContext(t.Context()), used.WithContext(ctx))
			return err
		}},
		{"turns.Board.Merge", func(free, used *turns.Board, ctx context.Context) error {
			_, err := free.Merge(used.WithContext(ctx))
			return err
		}},
		{"turns.Board.Merge", func(free, used *turns.Board, ctx context.Context) error {
			_, err := used.WithContext(t.Context()).Merge(free.WithContext(ctx))
			return err
		}},
	} {
		free, used := newBoard(t), newBoard(t)
		whileWritten(t, used, func() {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			err := <-goes(func() error { return test.call(free, used, ctx) })
			var call *spandrel.CallError
			if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &call) || call.Function != test.function {
				t.Errorf("got %v, want a call error of %s with %v", err, test.function, context.DeadlineExceeded)
			}
			// Nobody waits for the other one, which is free.
			if _, err := free.WithContext(ctx).Write(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A call first finds its argument in use and then its receiver: it waits as one that would change the receiver.
func TestIssueAReadPassesACallThatWaitedElsewhere(t *testing.T) {
	board, other := newBoard(t), newBoard(t)
	var merged <-chan error
	whileRead(t, board, func() {
		whileWritten(t, other, func() {
			merged = goes(func() error { _, err := board.Merge(other); return err })
			outlastPatience()
		})
		outlastPatience()
		for range 3 {
			if err := <-goes(func() error { _, err := board.Read(0); return err }); err != nil {
				t.Error(err)
			}
		}
	})
	if err := <-merged; err != nil {
		t.Error(err)
	}
}

// A free object is not kept from others by a call that waited for another one, or that waits no more.
func TestIssueAnIdleObjectIsOpen(t *testing.T) {
	board, other := newBoard(t), newBoard(t)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 {
		whileRead(t, board, func() {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			defer cancel()
			// Both stop waiting; meanwhile they held others back.
			first := goes(func() error { _, err := board.WithContext(ctx).Write(); return err })
			second := goes(func() error { _, err := other.Merge(board.WithContext(ctx)); return err })
			if err := <-first; !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			<-second
		})
		for _, free := range []*turns.Board{board, other} {
			if _, err := free.WithContext(done).Peek(); err != nil {
				t.Errorf("a call on an object that nobody uses: %v", err)
			}
		}
	}
}

// request is a context with nothing behind it.
type request struct {
	context.Context
	asked *atomic.Int32
}

func (r request) Done() <-chan struct{} { return nil }

func (r request) Err() error {
	if r.asked.Add(1) > 8 {
		panic("no context")
	}
	return nil
}

// A wait that ends by a panic of its context leaves the queue.
func TestIssueAContextThatPanics(t *testing.T) {
	board := newBoard(t)
	whileWritten(t, board, func() {
		panicked := make(chan any)
		go func() {
			defer func() { panicked <- recover() }()
			board.WithContext(request{asked: new(atomic.Int32)}).Write()
		}()
		if reason := <-panicked; reason != "no context" {
			t.Errorf("got %v, want the panic of the context", reason)
		}
	})
	if _, err := board.Read(0); err != nil {
		t.Error(err)
	}
}
