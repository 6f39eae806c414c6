package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
)

// sizes go around the end of the scratch block.
var sizes = []int{0, 1, 16, 4095, 4096, 4097, 65536, 3 << 20}

func TestGoRustInto(t *testing.T) {
	for _, size := range sizes {
		want := bytes.Repeat([]byte{7}, size)
		for _, room := range []int{0, size - 1, size, size + 1, 2*size + 1} {
			if room < 0 {
				continue
			}
			buf := bytes.Repeat([]byte{1}, room)
			for name, fill := range map[string]func([]byte, uint64, uint8) []byte{
				"ordinary": borrowing.FillInto, "leaf": borrowing.FillLeafInto,
			} {
				got := fill(buf, uint64(size), 7)
				if !bytes.Equal(got, want) {
					t.Fatalf("%s: %d bytes into %d: got %d bytes", name, size, room, len(got))
				}
				if inPlace := room > 0 && cap(got) > 0 && &got[:1][0] == &buf[0]; inPlace != (size <= room && room > 0) {
					t.Errorf("%s: %d bytes into %d: in place is %v", name, size, room, inPlace)
				}
			}
		}
	}
	if got := borrowing.FillInto(nil, 0, 7); got != nil {
		t.Errorf("nothing into nil is %#v, want nil, as append has it", got)
	}
	if got := borrowing.FillInto(make([]byte, 0, 8), 0, 7); got == nil || len(got) != 0 || cap(got) != 8 {
		t.Errorf("nothing into a buffer is %#v with capacity %d, want the buffer", got, cap(got))
	}
}

// The buffer may be the very memory that the argument lies in, read in place or encoded.
func TestGoRustIntoItsOwnArgument(t *testing.T) {
	data := []byte("abcdef")
	if got := string(borrowing.ReverseInto(data, data)); got != "fedcba" || string(data) != "fedcba" {
		t.Errorf("reversed in place: %q, buffer %q", got, data)
	}
	data = []byte("abcdef")
	if got := string(borrowing.JoinInto(data, [][]byte{data[3:], data[:3]})); got != "defabc" || string(data) != "defabc" {
		t.Errorf("joined in place: %q, buffer %q", got, data)
	}
	for _, size := range sizes {
		part := bytes.Repeat([]byte{3}, size)
		if got := borrowing.JoinInto(nil, [][]byte{part, part}); len(got) != 2*size || bytes.Count(got, []byte{3}) != 2*size {
			t.Errorf("joined %d twice: %d bytes", size, len(got))
		}
	}
}

func TestGoRustIntoAndViewErrors(t *testing.T) {
	buf := make([]byte, 3, 10)
	var panicked *spandrel.PanicError
	got, err := borrowing.MaybeInto(buf, 0)
	if !errors.Is(err, borrowing.ErrTold) || got == nil || len(got) != 0 || cap(got) != 10 {
		t.Errorf("declared error: %v with %v of capacity %d", err, got, cap(got))
	}
	if got, err = borrowing.MaybeInto(buf, 1); !errors.As(err, &panicked) || len(got) != 0 {
		t.Errorf("panic: %v with %v", err, got)
	}
	if got, err = borrowing.MaybeInto(buf, 9); err != nil || string(got) != "\x09" {
		t.Errorf("success: %v with %v", err, got)
	}
	unseen := func(view []byte) { t.Errorf("a failed call showed %v", view) }
	if err := borrowing.MaybeView(0, unseen); !errors.Is(err, borrowing.ErrTold) {
		t.Errorf("declared error: %v", err)
	}
	if err := borrowing.MaybeView(1, unseen); !errors.As(err, &panicked) {
		t.Errorf("panic: %v", err)
	}

	shelf, err := borrowing.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	other, err := borrowing.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := errors.Join(shelf.Put([]byte("ab")), other.Put([]byte("cd"))); err != nil {
		t.Fatal(err)
	}
	if got, err := shelf.BesideInto(buf, other); err != nil || string(got) != "abcd" {
		t.Errorf("beside: %q, %v", got, err)
	}
	seen := ""
	if err := shelf.TakeView(func(view []byte) { seen = string(view) }); err != nil || seen != "ab" {
		t.Errorf("take: %q, %v", seen, err)
	}
	if got, err := shelf.TakeInto(buf); err != nil || len(got) != 0 {
		t.Errorf("take again: %q, %v", got, err)
	}
	if err := shelf.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := shelf.TakeInto(buf); !errors.Is(err, spandrel.ErrClosed) || len(got) != 0 {
		t.Errorf("closed: %v with %v", err, got)
	}
	if err := shelf.TakeView(unseen); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}

func TestGoRustView(t *testing.T) {
	noBlocksLeft(t)
	for _, size := range sizes {
		calls := 0
		check := func(view []byte) {
			calls++
			if len(view) != size || bytes.Count(view, []byte{7}) != size {
				t.Errorf("view of %d bytes has %d", size, len(view))
			}
			// An append moves out: it must not write into memory that the view only borrows.
			if longer := append(view, 1); size > 0 && &longer[0] == &view[0] {
				t.Errorf("view of %d bytes has room to append", size)
			}
			// Another call inside the view has a block of its own.
			borrowing.FillView(16, 9, func(inner []byte) {
				if string(inner) != string(bytes.Repeat([]byte{9}, 16)) {
					t.Errorf("inner view: %v", inner)
				}
			})
			if bytes.Count(view, []byte{7}) != size {
				t.Errorf("view of %d bytes changed during another call", size)
			}
		}
		borrowing.FillView(uint64(size), 7, check)
		borrowing.FillLeafView(uint64(size), 7, check)
		borrowing.JoinView([][]byte{bytes.Repeat([]byte{7}, size)}, check)
		if calls != 3 {
			t.Errorf("size %d: %d views", size, calls)
		}
	}
}

// What was lent is given back when the callback does not return.
func TestGoRustViewGivesBack(t *testing.T) {
	noBlocksLeft(t)
	for _, size := range sizes {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != "in the view" {
					t.Errorf("recovered %s", got)
				}
			}()
			borrowing.FillView(uint64(size), 7, func([]byte) { panic("in the view") })
		}()
		done := make(chan struct{})
		go func() {
			defer close(done)
			borrowing.FillView(uint64(size), 7, func([]byte) { runtime.Goexit() })
			t.Error("came back after Goexit")
		}()
		<-done
	}
}

func TestGoRustBorrowedAllocations(t *testing.T) {
	buf := make([]byte, 64<<10)
	sum := 0
	add := func(view []byte) { sum += len(view) }
	for name, run := range map[string]func(){
		"into 16":  func() { buf = borrowing.FillInto(buf, 16, 7) },
		"into 64k": func() { buf = borrowing.FillInto(buf, 64<<10, 7) },
		"view 16":  func() { borrowing.FillView(16, 7, add) },
		"view 64k": func() { borrowing.FillView(64<<10, 7, add) },
		"leaf":     func() { borrowing.FillLeafView(16, 7, add) },
		"capture":  func() { borrowing.FillView(16, 7, func(view []byte) { sum += len(view) }) },
	} {
		if allocs := testing.AllocsPerRun(200, run); allocs >= 1 && !instrumented {
			t.Errorf("%s: %v allocations per call", name, allocs)
		}
	}
}
