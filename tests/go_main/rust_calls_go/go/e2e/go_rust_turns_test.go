package e2e

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	spandrel "spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/turns"
)

func newBoard(t *testing.T) *turns.Board {
	t.Helper()
	board, err := turns.NewBoard()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { board.Close() })
	return board
}

// readSteadily has so many goroutines read the board until the answer is called, so that it is never free by itself.
func readSteadily(t *testing.T, board *turns.Board, readers int) (stop func()) {
	t.Helper()
	var stopped atomic.Bool
	var all, begun sync.WaitGroup
	begun.Add(readers)
	for range readers {
		all.Add(1)
		go func() {
			defer all.Done()
			board.Peek()
			begun.Done()
			for !stopped.Load() {
				if _, err := board.Read(2000); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	begun.Wait()
	return func() {
		stopped.Store(true)
		all.Wait()
	}
}

// A `&mut self` call beside steady `&self` calls waited for ever.
func TestIssueWriterStarves(t *testing.T) {
	for _, readers := range []int{1, 8, 16} {
		board := newBoard(t)
		stop := readSteadily(t, board, readers)
		for want := range uint64(20) {
			if value, err := board.Write(); value != want+1 || err != nil {
				t.Error(value, err)
			}
		}
		stop()
		if value, err := board.Peek(); value != 20 || err != nil {
			t.Errorf("%d readers: got %d, %v, want 20", readers, value, err)
		}
	}
}

// Readers get their turn beside steady writers as well.
func TestIssueReaderStarves(t *testing.T) {
	board := newBoard(t)
	var stopped atomic.Bool
	var writers sync.WaitGroup
	for range 4 {
		writers.Add(1)
		go func() {
			defer writers.Done()
			for !stopped.Load() {
				if err := board.WriteBeside(runtime.Gosched); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	for range 20 {
		if _, err := board.Read(0); err != nil {
			t.Error(err)
		}
	}
	stopped.Store(true)
	writers.Wait()
}

func TestCallsOnOneObjectSideBySide(t *testing.T) {
	board := newBoard(t)
	var all sync.WaitGroup
	var written atomic.Uint64
	for worker := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for round := range 300 {
				var err error
				switch (worker + round) % 8 {
				case 0:
					written.Add(1)
					_, err = board.Write()
				case 1:
					_, err = board.ReadLater(context.Background(), 50)
				case 2, 3:
					_, err = board.Read(10)
				case 4:
					_, err = board.ReadBeside(func() { _, err = board.Peek() })
				case 5:
					_, err = turns.Sum(board, board)
				default:
					_, err = board.Peek()
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	all.Wait()
	if value, err := board.Peek(); value != written.Load() || err != nil {
		t.Errorf("got %d, %v, want %d", value, err, written.Load())
	}
}

// whileRead runs a test while a read of the board is under way.
func whileRead(t *testing.T, board *turns.Board, test func()) {
	t.Helper()
	if _, err := board.ReadBeside(test); err != nil {
		t.Error(err)
	}
}

func TestAChainReadsWhatItIsReading(t *testing.T) {
	board := newBoard(t)
	written := make(chan error)
	whileRead(t, board, func() {
		go func() {
			_, err := board.Write()
			written <- err
		}()
		// Longer than a call waits before it holds others back.
		time.Sleep(20 * time.Millisecond)
		for range 3 {
			if value, err := board.Read(0); value != 0 || err != nil {
				t.Error(value, err)
			}
			if value, err := board.Peek(); value != 0 || err != nil {
				t.Error(value, err)
			}
		}
		if _, err := board.Write(); !errors.Is(err, spandrel.ErrReentrant) {
			t.Errorf("got %v, want %v", err, spandrel.ErrReentrant)
		}
	})
	if err := <-written; err != nil {
		t.Error(err)
	}
}

// The read that is under way waits for a goroutine that reads, too, and for which a write comes first.
func TestAReadThatWaitsForAnotherOneEnds(t *testing.T) {
	board := newBoard(t)
	written := make(chan error)
	whileRead(t, board, func() {
		go func() {
			_, err := board.Write()
			written <- err
		}()
		time.Sleep(20 * time.Millisecond)
		read := make(chan error)
		go func() {
			_, err := board.Read(0)
			read <- err
		}()
		if err := <-read; err != nil {
			t.Error(err)
		}
	})
	if err := <-written; err != nil {
		t.Error(err)
	}
}

func TestAWaitEndsWithItsContext(t *testing.T) {
	board := newBoard(t)
	whileRead(t, board, func() {
		wait := func(ctx context.Context) error {
			errs := make(chan error)
			// In a goroutine of its own, as the chain would be told that it waits for itself.
			go func() {
				_, err := board.WithContext(ctx).Write()
				errs <- err
			}()
			return <-errs
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		err := wait(ctx)
		var call *spandrel.CallError
		if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &call) || call.Function != "turns.Board.Write" {
			t.Errorf("got %v, want a call error of turns.Board.Write with %v", err, context.DeadlineExceeded)
		}
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		if err := wait(cancelled); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		// The one that gave up had held others back.
		read := make(chan error)
		go func() {
			_, err := board.Read(0)
			read <- err
		}()
		if err := <-read; err != nil {
			t.Error(err)
		}
	})
	if value, err := board.WithContext(t.Context()).Write(); value != 1 || err != nil {
		t.Error(value, err)
	}
	if _, err := board.WithContext(t.Context()).WithContext(context.Background()).Peek(); err != nil {
		t.Error(err)
	}
}

func TestAnObjectWithAContextKeepsTheObject(t *testing.T) {
	dropped := turns.DroppedBoards()
	board, err := turns.NewBoard()
	if err != nil {
		t.Fatal(err)
	}
	with := board.WithContext(context.Background())
	board = nil
	runtime.GC()
	runtime.GC()
	if value, err := with.Write(); value != 1 || err != nil {
		t.Error(value, err)
	}
	if err := with.Close(); err != nil {
		t.Error(err)
	}
	if _, err := with.Peek(); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("got %v, want %v", err, spandrel.ErrClosed)
	}
	if got := turns.DroppedBoards(); got != dropped+1 {
		t.Errorf("%d boards were dropped, want 1", got-dropped)
	}
}

func TestCloseEndsWaits(t *testing.T) {
	board := newBoard(t)
	const waiting = 4
	errs := make(chan error)
	whileRead(t, board, func() {
		for range waiting {
			go func() {
				_, err := board.Write()
				errs <- err
			}()
		}
		time.Sleep(10 * time.Millisecond)
		if err := board.Close(); err != nil {
			t.Error(err)
		}
		for range waiting {
			if err := <-errs; !errors.Is(err, spandrel.ErrClosed) {
				t.Errorf("got %v, want %v", err, spandrel.ErrClosed)
			}
		}
	})
}

// Two calls that need both objects, in opposite order, do not wait for each other for ever.
func TestCallsThatNeedTwoObjects(t *testing.T) {
	one, other := newBoard(t), newBoard(t)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 200 {
				var err error
				if worker%2 == 0 {
					_, err = one.Merge(other)
				} else {
					_, err = other.Merge(one)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	all.Wait()
	if _, err := one.Merge(one); !errors.Is(err, spandrel.ErrReentrant) {
		t.Errorf("got %v, want %v", err, spandrel.ErrReentrant)
	}
}

// An object is dropped once, by the last of many calls on many threads.
func TestCloseBesideManyReads(t *testing.T) {
	dropped := turns.DroppedBoards()
	const rounds, readers = 20, 64
	for range rounds {
		board, err := turns.NewBoard()
		if err != nil {
			t.Fatal(err)
		}
		var inside, all sync.WaitGroup
		inside.Add(readers)
		all.Add(readers)
		for range readers {
			go func() {
				defer all.Done()
				// Often enough for the object to be biased to readers.
				for range 10 {
					board.Peek()
				}
				inside.Done()
				for {
					if _, err := board.Read(10); err != nil {
						if !errors.Is(err, spandrel.ErrClosed) {
							t.Error(err)
						}
						return
					}
				}
			}()
		}
		inside.Wait()
		if err := board.Close(); err != nil {
			t.Error(err)
		}
		all.Wait()
	}
	if got := turns.DroppedBoards() - dropped; got != rounds {
		t.Errorf("%d boards were dropped, want %d", got, rounds)
	}
}
