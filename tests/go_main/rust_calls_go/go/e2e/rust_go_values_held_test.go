package e2e

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// settled waits until Rust holds this many Go values: what it drops is given up at the next garbage collection.
func settled(t *testing.T, want int64) {
	t.Helper()
	for range 200 {
		if values.Live() == want {
			return
		}
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("Rust holds %d Go values, not %d", values.Live(), want)
}

func TestCallbackDuringTheCall(t *testing.T) {
	var seen []uint32
	n, err := supplied.Each([]uint32{1, 2, 3, 4}, func(item uint32) bool {
		seen = append(seen, item)
		return item < 3
	})
	if err != nil || n != 2 || len(seen) != 3 {
		t.Errorf("%d, %v, %v", n, seen, err)
	}
	jar, err := supplied.Fold([]string{"a", "b"}, func(item string, jar supplied.Jar) (supplied.Jar, error) {
		jar.Tags = append(jar.Tags, item)
		return jar, nil
	})
	if err != nil || strings.Join(jar.Tags, "") != "ab" {
		t.Errorf("%+v, %v", jar, err)
	}
	_, err = supplied.Fold([]string{"a"}, func(string, supplied.Jar) (supplied.Jar, error) {
		return supplied.Jar{}, io.ErrUnexpectedEOF
	})
	if !errors.Is(err, supplied.ErrGo) || err.Error() != "go said: supplied.Fold.step: unexpected EOF" {
		t.Error(err)
	}
	_, err = supplied.Each([]uint32{1}, func(uint32) bool { panic("spilled") })
	var panicked *spandrel.PanicError
	if !errors.As(err, &panicked) || !strings.Contains(panicked.Message, "supplied.Each.visit panicked in Go: spilled") {
		t.Error(err)
	}
	if live := values.Live(); live != 0 {
		t.Errorf("%d values were not taken back", live)
	}
}

func TestNilIsRefused(t *testing.T) {
	_, err := supplied.Each([]uint32{1}, nil)
	var input *spandrel.InputError
	if !errors.As(err, &input) || input.Parameter != "visit" || input.Reason != "is nil" {
		t.Error(err)
	}
	if _, err := supplied.WriteTo(nil, nil); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Error(err)
	}
	if _, err := supplied.UseSink("nil"); err == nil || err.Error() != "go said: supplied.Open: result: is nil" {
		t.Error(err)
	}
	if _, err := supplied.UseSink("none"); err == nil || err.Error() != "go said: supplied.Open: unexpected EOF" {
		t.Error(err)
	}
}

func TestInterfaceValues(t *testing.T) {
	if taken, err := supplied.UseSink("drain"); err != nil || taken != 12 {
		t.Errorf("%d, %v", taken, err)
	}
	s := &sink{name: "direct"}
	if taken, err := supplied.WriteTo(s, []byte("abc")); err != nil || taken != 3 || s.written.String() != "abc" {
		t.Errorf("%d, %v", taken, err)
	}
	s.closed.Store(true)
	if _, err := supplied.WriteTo(s, []byte("abc")); err == nil || !strings.Contains(err.Error(), "direct is closed") {
		t.Error(err)
	}
	settled(t, 0)
}

func TestRustKeepsValuesAndGivesThemUp(t *testing.T) {
	shelf, err := supplied.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{name: "kept"}
	var delivered atomic.Int32
	deliver := func(topic string, packet []byte) (uint32, error) {
		if topic != "news" {
			return 0, io.EOF
		}
		delivered.Add(1)
		return uint32(len(packet)), nil
	}
	for range 3 {
		if err := shelf.Subscribe(deliver); err != nil {
			t.Fatal(err)
		}
	}
	if err := shelf.KeepSink(s); err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	taken, err := shelf.Publish("news", []byte("12345"))
	if err != nil || taken != 20 || delivered.Load() != 3 || s.written.String() != "12345" {
		t.Errorf("%d, %v", taken, err)
	}
	if _, err := shelf.Publish("gossip", nil); err == nil || err.Error() != "go said: supplied.Shelf.Subscribe.deliver: EOF" {
		t.Error(err)
	}
	settled(t, 4)
	if err := shelf.Clear(); err != nil {
		t.Error(err)
	}
	settled(t, 0)

	// A drop in a leaf call must not call Go either.
	if err := shelf.KeepSink(s); err != nil {
		t.Fatal(err)
	}
	if n, err := shelf.LeafClear(); err != nil || n != 1 {
		t.Errorf("%d, %v", n, err)
	}
	settled(t, 0)

	// What a closed object held is given up; what was on its way to it, too.
	if err := shelf.KeepSink(s); err != nil {
		t.Fatal(err)
	}
	if err := shelf.Close(); err != nil {
		t.Error(err)
	}
	if err := shelf.KeepSink(s); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	settled(t, 0)
}

func TestReentryIsAnswered(t *testing.T) {
	shelf, err := supplied.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	var inner error
	if err := shelf.Change(func() { inner = shelf.Clear() }); err != nil || !errors.Is(inner, spandrel.ErrReentrant) {
		t.Errorf("%v, %v", err, inner)
	}
	if err := shelf.Change(func() { _, inner = shelf.Publish("", nil) }); err != nil || !errors.Is(inner, spandrel.ErrReentrant) {
		t.Errorf("%v, %v", err, inner)
	}
	if err := shelf.Look(func() { inner = shelf.Look(func() {}) }); err != nil || inner != nil {
		t.Errorf("%v, %v", err, inner)
	}
	if err := shelf.Look(func() { inner = shelf.Clear() }); err != nil || !errors.Is(inner, spandrel.ErrReentrant) {
		t.Errorf("%v, %v", err, inner)
	}
	// Closing from within marks the object; the outer call is its last.
	if err := shelf.Change(func() { inner = shelf.Close() }); err != nil || inner != nil {
		t.Errorf("%v, %v", err, inner)
	}
	if err := shelf.Clear(); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
}

func TestCallsFromThreadsOfRust(t *testing.T) {
	var calls atomic.Uint64
	const threads, each = 64, 500
	n, err := supplied.FromThreads(threads, each, func(value uint64) uint64 {
		calls.Add(1)
		return value + 1
	})
	if err != nil || n != threads*each || calls.Load() != threads*each {
		t.Errorf("%d, %d, %v", n, calls.Load(), err)
	}
	settled(t, 0)
}

func TestCallbacksFromManyGoroutines(t *testing.T) {
	var group sync.WaitGroup
	for worker := range uint32(16) {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 200 {
				var sum uint32
				n, err := supplied.Each([]uint32{worker, 1, 2}, func(item uint32) bool { sum += item; return true })
				if err != nil || n != 3 || sum != worker+3 {
					t.Errorf("%d, %d, %v", n, sum, err)
				}
			}
		}()
	}
	group.Wait()
	if live := values.Live(); live != 0 {
		t.Errorf("%d values were not taken back", live)
	}
}
