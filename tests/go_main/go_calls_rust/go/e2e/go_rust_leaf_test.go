package e2e

import (
	"errors"
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

func TestGoRustLeaf(t *testing.T) {
	if got := everything.LeafAdd(-40, 82); got != 42 {
		t.Error("add", got)
	}
	if up, down := everything.LeafScale(3, 0.5, true), everything.LeafScale(3, 0.5, false); up != 1.5 || down != 6 {
		t.Error("scale", up, down)
	}
	if got := everything.LeafSum([]uint32{1, 2, 1 << 31}); got != 3+1<<31 {
		t.Error("sum", got)
	}
	if everything.LeafSum(nil) != 0 || everything.LeafPoints([]everything.Point{{X: 1, Y: 2}, {X: 3}}) != 6 {
		t.Error("slices")
	}
	if got, err := everything.LeafLength("häß"); got != 3 || err != nil {
		t.Error("length", got, err)
	}
	if _, err := everything.LeafLength("\xff"); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Error(err)
	}
	if got, err := everything.LeafUpper("straße"); got != "STRASSE" || err != nil {
		t.Error("upper", got, err)
	}
	if got := everything.LeafMirror(everything.Point{X: 1, Y: -2, Visible: true}); got != (everything.Point{X: -1, Y: 2}) {
		t.Error("mirror", got)
	}
	order := everything.Order{ID: 1, Title: "a", Address: "b", Lines: []string{"c"}}
	if got, err := everything.LeafOrder(order); !reflect.DeepEqual(got, order) || err != nil {
		t.Error("order", got, err)
	}
	if _, err := everything.LeafFail(2); !errors.Is(err, everything.ErrFull) {
		t.Error(err)
	}
	var caught *spandrel.PanicError
	if _, err := everything.LeafFail(5); !errors.As(err, &caught) {
		t.Error(err)
	}
	counter := newCounter(t, 5)
	defer counter.Close()
	if sum, err := counter.Bump(); sum != 6 || err != nil {
		t.Error(sum, err)
	}
	if value, err := counter.Peek(); value != 6 || err != nil {
		t.Error(value, err)
	}
}

// C takes six words in registers, the others on its stack.
func TestGoRustLeafWithManyWords(t *testing.T) {
	if got := everything.LeafSeven(1, 2, 3, 4, 5, 6, 7); got != 1234567 {
		t.Error(got)
	}
	got, err := everything.LeafTwelve(-1, -2, -3, -4, 1.5, -2.5, true, 'ß', "text")
	if want := "-1 -2 -3 -4 1.5 -2.5 true ß text"; got != want || err != nil {
		t.Error(got, err)
	}
	if _, err := everything.LeafTwelve(0, 0, 0, 0, 0, 0, false, 'x', "\xff"); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Error(err)
	}
}

// A leaf that meets a busy object waits in Go, not in Rust.
func TestGoRustLeafBusy(t *testing.T) {
	counter := newCounter(t, 0)
	defer counter.Close()
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		if err := counter.Hold(50 * time.Millisecond); err != nil {
			t.Error(err)
		}
	}()
	time.Sleep(10 * time.Millisecond)
	if value, err := counter.Peek(); err != nil {
		t.Error(value, err)
	}
	group.Wait()
	runtime.GC()
}

// Leaf calls run on the thread's own stack while goroutines, collector and stack growth go on around them.
func TestGoRustLeafStress(t *testing.T) {
	var group sync.WaitGroup
	for worker := range 16 {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range 5_000 {
				if got := everything.LeafAdd(int64(worker), int64(i)); got != int64(worker+i) {
					t.Errorf("%d + %d = %d", worker, i, got)
					return
				}
				if i%100 == 0 {
					everything.LeafStack(48 << 10)
				}
				if text, err := everything.LeafUpper("ab"); text != "AB" || err != nil {
					t.Error(text, err)
					return
				}
			}
		}()
	}
	for range 50 {
		runtime.GC()
	}
	group.Wait()
}
