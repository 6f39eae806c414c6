package e2e

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
	"spandrel.dev/tests/go_main/go_calls_rust/borrowing/live"
)

// numbers is what borrowing.Count returns.
func numbers(n int) []byte {
	v := make([]byte, n)
	for i := range v {
		v[i] = byte(i)
	}
	return v
}

// collected runs the garbage collector until the cleanups of all that earlier tests left behind have run.
func collected(t *testing.T) {
	t.Helper()
	for range 3 {
		done := make(chan struct{})
		runtime.AddCleanup(new([64]byte), func(done chan struct{}) { close(done) }, done)
		for deadline := time.Now().Add(10 * time.Second); ; {
			runtime.GC()
			select {
			case <-done:
			case <-time.After(time.Millisecond):
				if time.Now().After(deadline) {
					t.Fatal("the garbage collector ran no cleanup")
				}
				continue
			}
			break
		}
	}
}

// noBlocksLeft fails if the test leaves memory of Rust's behind. Blocks of earlier tests that the garbage collector frees late do not count.
func noBlocksLeft(t *testing.T) {
	t.Helper()
	collected(t)
	_, before := live.Counters()
	t.Cleanup(func() {
		if _, after := live.Counters(); after > before {
			t.Errorf("%d blocks before, %d after", before, after)
		}
	})
}

func TestGoRustBytesResult(t *testing.T) {
	noBlocksLeft(t)
	for _, size := range sizes {
		_, before := live.Counters()
		b := borrowing.Count(uint64(size))
		if _, now := live.Counters(); now != before+1 {
			t.Errorf("a live Bytes counts %d", now-before)
		}
		want := numbers(size)
		if b.Len() != size {
			t.Errorf("length %d, want %d", b.Len(), size)
		}
		if got := b.Copy(); got == nil || !bytes.Equal(got, want) {
			t.Errorf("copy of %d bytes has %d", size, len(got))
		}
		same := false
		if err := b.View(func(view []byte) { same = bytes.Equal(view, want) }); err != nil || !same {
			t.Errorf("view of %d bytes: %v, %v", size, same, err)
		}
		var out bytes.Buffer
		if n, err := b.WriteTo(&out); err != nil || n != int64(size) || !bytes.Equal(out.Bytes(), want) {
			t.Errorf("wrote %d of %d bytes: %v", n, size, err)
		}
		for range 2 {
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	greeting := borrowing.Greeting()
	defer greeting.Close()
	if got := string(greeting.Copy()); got != "hello" {
		t.Errorf("static bytes are %q", got)
	}
}

func TestGoRustBytesParameter(t *testing.T) {
	noBlocksLeft(t)
	sum := func(b *spandrel.Bytes) uint64 {
		t.Helper()
		n, err := borrowing.SumBytes(b)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, size := range sizes {
		want := uint64(0)
		for _, v := range numbers(size) {
			want += uint64(v)
		}
		of := borrowing.Count(uint64(size))
		if got := sum(of); got != want {
			t.Errorf("sum over Rust's %d bytes is %d, want %d", size, got, want)
		}
		of.Close()
		if got := sum(spandrel.NewBytes(numbers(size))); got != want {
			t.Errorf("sum over Go's %d bytes is %d, want %d", size, got, want)
		}
	}
	// nil and the zero value are empty.
	for _, empty := range []*spandrel.Bytes{nil, new(spandrel.Bytes), spandrel.NewBytes(nil)} {
		if sum(empty) != 0 || empty.Len() != 0 || empty.Copy() == nil {
			t.Errorf("%p is not empty", empty)
		}
		if err := empty.View(func(view []byte) {
			if len(view) != 0 {
				t.Errorf("view of nothing has %d bytes", len(view))
			}
		}); err != nil {
			t.Error(err)
		}
		if err := empty.Close(); err != nil {
			t.Error(err)
		}
	}
}

// What is Rust's is handed over without a copy, in parts and as a whole, and outlives what it is part of.
func TestGoRustBytesShare(t *testing.T) {
	noBlocksLeft(t)
	whole := borrowing.Count(1 << 20)
	part, err := borrowing.Part(whole, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	if same, err := borrowing.IsSame(whole, part); err != nil || !same {
		t.Errorf("the part lies elsewhere: %v, %v", same, err)
	}
	if same, err := borrowing.IsSame(whole, spandrel.NewBytes(numbers(10))); err != nil || same {
		t.Errorf("Go's bytes lie there too: %v, %v", same, err)
	}
	whole.Close()
	if got := part.Copy(); !bytes.Equal(got, numbers(1000)) {
		t.Errorf("the part of a closed whole has %d bytes", len(got))
	}
	if _, err := borrowing.Part(part, 0, 1001); err == nil {
		t.Error("a part that is longer than the whole")
	}
	// A Bytes that keeps a slice of Go's is copied, so that Rust may keep what it was given.
	data := []byte("abc")
	of, err := borrowing.Part(spandrel.NewBytes(data), 1, 3)
	if err != nil {
		t.Fatal(err)
	}
	defer of.Close()
	data[1] = 'x'
	if got := string(of.Copy()); got != "bc" {
		t.Errorf("Rust sees Go's memory after the call: %q", got)
	}
}

func TestGoRustBytesErrors(t *testing.T) {
	noBlocksLeft(t)
	if _, err := borrowing.MaybeBytes(0, nil); !errors.Is(err, borrowing.ErrTold) {
		t.Error(err)
	}
	var panicked *spandrel.PanicError
	if _, err := borrowing.MaybeBytes(1, nil); !errors.As(err, &panicked) {
		t.Error(err)
	}
	b, err := borrowing.MaybeBytes(7, nil)
	if err != nil || string(b.Copy()) != "\x07" {
		t.Errorf("%q, %v", b.Copy(), err)
	}
	b.Close()
	var call *spandrel.CallError
	if _, err := borrowing.SumBytes(b); !errors.Is(err, spandrel.ErrClosed) || !errors.As(err, &call) || call.Function != "borrowing.SumBytes" {
		t.Errorf("closed argument: %v", err)
	}
	if err := b.View(func([]byte) { t.Error("closed bytes were shown") }); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	if n, err := b.WriteTo(io.Discard); n != 0 || !errors.Is(err, spandrel.ErrClosed) {
		t.Error(n, err)
	}
	if b.Len() != 0 || b.Copy() != nil {
		t.Error("closed bytes have content")
	}
	shelf, err := borrowing.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	all, err := shelf.Store(spandrel.NewBytes([]byte("ab")))
	if err != nil || string(all.Copy()) != "ab" {
		t.Errorf("%v", err)
	}
	all.Close()
	shelf.Close()
	if _, err := shelf.Store(nil); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
}

// Closing while others look waits for nobody, and takes nothing away from them.
func TestGoRustBytesCloseWhileInUse(t *testing.T) {
	noBlocksLeft(t)
	const size = 1 << 16
	want := numbers(size)
	for range 50 {
		b := borrowing.Count(size)
		var group sync.WaitGroup
		for range 4 {
			group.Add(1)
			go func() {
				defer group.Done()
				for {
					err := b.View(func(view []byte) {
						if !bytes.Equal(view, want) {
							t.Error("the view changed")
						}
					})
					_, callErr := borrowing.SumBytes(b)
					if err != nil && callErr != nil {
						return
					}
				}
			}()
		}
		runtime.Gosched()
		b.Close()
		group.Wait()
	}
	// Closed inside its own view, and a view that does not return.
	b := borrowing.Count(size)
	_ = b.View(func(view []byte) {
		b.Close()
		borrowing.Greeting().Close()
		if !bytes.Equal(view, want) {
			t.Error("closing took the view away")
		}
	})
	b = borrowing.Count(size)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = b.View(func([]byte) { runtime.Goexit() })
	}()
	<-done
	b.Close()
	copied := *b
	if copied.Copy() != nil {
		t.Error("a copy of the struct outlives Close")
	}
}

// What is forgotten is given back by the garbage collector; a destructor that panics harms nobody.
func TestGoRustBytesForgotten(t *testing.T) {
	noBlocksLeft(t)
	before := borrowing.Dropped()
	for range 10 {
		if got := string(borrowing.Guarded(false).Copy()); got != "guarded" {
			t.Fatal(got)
		}
	}
	closed := borrowing.Guarded(true)
	closed.Close()
	deadline := time.Now().Add(10 * time.Second)
	for borrowing.Dropped() != before+11 && time.Now().Before(deadline) {
		runtime.GC()
		time.Sleep(time.Millisecond)
		borrowing.Greeting().Close()
	}
	if got := borrowing.Dropped() - before; got != 11 {
		t.Errorf("%d of 11 were dropped", got)
	}
}
