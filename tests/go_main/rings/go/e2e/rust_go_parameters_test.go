package e2e

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"spandrel.dev/spandrel/ring"
	"spandrel.dev/tests/go_main/rings/given"
	"spandrel.dev/tests/go_main/rings/given/remote"
)

// functions is what Rust calls with ends of rings.
type functions struct{}

var errRefused = errors.New("refused")

func (functions) Read(end *ring.ByteReceiver) (uint64, error) {
	defer end.Close()
	next := uint64(0)
	for batch, err := range end.Batches(context.Background()) {
		if err != nil {
			return 0, err
		}
		for _, record := range batch {
			if got := binary.LittleEndian.Uint64(record); got != next {
				return 0, fmt.Errorf("got record %d, want %d", got, next)
			}
			next++
		}
	}
	return next, nil
}

func (functions) Relay(from *ring.Receiver[given.Tick], name string, to *ring.Sender[given.Tick]) {
	go func() {
		defer to.Close()
		for batch, err := range from.Batches(context.Background()) {
			if err != nil || name != "ticks" || to.SendAll(batch) != nil {
				return
			}
		}
	}()
}

func (functions) Count(ctx context.Context, end *ring.Reader[given.Tick]) (uint64, error) {
	defer end.Close()
	counted := uint64(0)
	for batch, err := range end.Batches(ctx) {
		if err != nil {
			return 0, err
		}
		counted += uint64(len(batch))
	}
	return counted, nil
}

func (functions) Numbers(ctx context.Context, end *ring.ByteReceiver) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		defer end.Close()
		for batch, err := range end.Batches(ctx) {
			if err != nil {
				yield(0, err)
				return
			}
			for _, record := range batch {
				if !yield(binary.LittleEndian.Uint64(record), nil) {
					return
				}
			}
		}
	}
}

// refuse fails in a way. Unless it closes the end, the garbage collector does.
func refuse(how string, end *ring.ByteSender) error {
	switch how {
	case "error":
		end.Close()
		return errRefused
	case "lost":
		return errRefused
	case "panic":
		panic("refused by a panic")
	}
	end.Close()
	return nil
}

func (functions) Refuse(how string, end *ring.ByteWriter) error { return refuse(how, end) }

func (functions) RefuseLater(_ context.Context, how string, end *ring.ByteSender) error {
	return refuse(how, end)
}

func (functions) RefuseItems(_ context.Context, how string, end *ring.ByteSender) iter.Seq2[uint8, error] {
	return func(yield func(uint8, error) bool) {
		if err := refuse(how, end); err != nil {
			yield(0, err)
		}
	}
}

func TestGoTakesEndsAsParameters(t *testing.T) {
	given.Implement(functions{})
	count := total()
	ctx := t.Context()
	for name, call := range map[string]func() (uint64, error){
		"records":            func() (uint64, error) { return given.HaveRead(count) },
		"there and back":     func() (uint64, error) { return given.HaveRelayed(ctx, count) },
		"an async function":  func() (uint64, error) { got, err := given.HaveCounted(ctx, count); return got / 2, err },
		"a stream of Go's":   func() (uint64, error) { got, err := given.HaveListed(ctx, count); return got * 2 / (count - 1), err },
		"a ring of one item": func() (uint64, error) { got, err := given.HaveRead(1); return got * count, err },
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := call(); got != count || err != nil {
				t.Errorf("got %d and %v, want %d", got, err, count)
			}
		})
	}
}

// sink has the ends that it was given.
type sink struct {
	ends chan *ring.Receiver[given.Tick]
}

func (s sink) Attach(end *ring.Receiver[given.Tick]) error {
	s.ends <- end
	return nil
}

// The end is Go's beyond the call.
func TestAMethodOfGoTakesAnEnd(t *testing.T) {
	s := sink{make(chan *ring.Receiver[given.Tick], 1)}
	counted := make(chan uint64)
	go func() {
		end := <-s.ends
		defer end.Close()
		next := uint64(0)
		for batch, err := range end.Batches(context.Background()) {
			if err != nil {
				t.Error(err)
			}
			for _, tick := range batch {
				if want := (given.Tick{Number: next, On: next%3 == 0}); tick != want {
					t.Errorf("got %v, want %v", tick, want)
				}
				next++
			}
		}
		counted <- next
	}()
	if err := given.HaveAttached(s, total()); err != nil {
		t.Fatal(err)
	}
	if got := <-counted; got != total() {
		t.Errorf("got %d ticks, want %d", got, total())
	}
}

// collecting runs the garbage collector until f has returned.
func collecting[T any](f func() (T, error)) (T, error) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		for {
			select {
			case <-done:
				return
			default:
				runtime.GC()
			}
		}
	}()
	return f()
}

// However the call ends, the end is closed once nobody has it: the other one, in Rust, is told.
func TestIssueAnEndOfAFailedCallIsClosed(t *testing.T) {
	given.Implement(functions{})
	for how, want := range map[string]string{
		"well": "nothing", "error": "refused", "lost": "refused", "panic": "refused by a panic",
	} {
		for kind, call := range map[string]func() (string, error){
			"function": func() (string, error) { return given.HaveRefused(how) },
			"async":    func() (string, error) { return given.HaveRefusedLater(t.Context(), how) },
			"stream":   func() (string, error) { return given.HaveRefusedItems(t.Context(), how) },
		} {
			t.Run(how+" "+kind, func(t *testing.T) {
				if got, err := collecting(call); err != nil || !strings.Contains(got, want) {
					t.Errorf("got %q and %v, want %q", got, err, want)
				}
			})
		}
	}
}

// Go is not there, or is in another process: Rust is told, and closes the end.
func refusedElsewhere(t *testing.T, core given.Core, want ...string) {
	t.Helper()
	for kind, call := range map[string]func() (string, error){
		"function": func() (string, error) { return core.HaveRefused("well") },
		"async":    func() (string, error) { return core.HaveRefusedLater(t.Context(), "well") },
		"stream":   func() (string, error) { return core.HaveRefusedItems(t.Context(), "well") },
	} {
		got, err := call()
		if err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q does not say %q", kind, got, part)
			}
		}
	}
}

func TestAnEndForFunctionsThatNobodyImplements(t *testing.T) {
	given.Implement(nil)
	refusedElsewhere(t, given.Embedded(), "given.Refuse", "mplement")
}

func TestAnEndForAnotherProcess(t *testing.T) {
	want := []string{"end is an end of a ring", "memory of one process", "given.Refuse"}
	t.Run("worker", func(t *testing.T) {
		core, err := remote.Worker(t.Context(), functions{}, remote.WorkerOptions{Stderr: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		defer remote.Close(core)
		refusedElsewhere(t, core, want...)
		s := sink{make(chan *ring.Receiver[given.Tick], 1)}
		if err := core.HaveAttached(s, 1); err == nil || !strings.Contains(err.Error(), want[1]) {
			t.Errorf("a method: got %v", err)
		}
	})
	t.Run("socket", func(t *testing.T) {
		given.Implement(functions{})
		address := "unix:" + filepath.Join(t.TempDir(), "given.sock")
		listener, err := remote.Listen(address)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- remote.Serve(ctx, listener, given.Embedded(), remote.ServeOptions{}) }()
		core, err := remote.Dial(ctx, address, remote.DialOptions{})
		if err != nil {
			t.Fatal(err)
		}
		// Rust and the functions of Go are in the server, and their rings with them.
		if got, err := core.HaveRead(9); got != 9 || err != nil {
			t.Errorf("got %d and %v, want 9", got, err)
		}
		// A method is one of a Go value of the client.
		s := sink{make(chan *ring.Receiver[given.Tick], 1)}
		if err := core.HaveAttached(s, 1); err == nil || !strings.Contains(err.Error(), want[1]) {
			t.Errorf("a method: got %v", err)
		}
		if err := remote.Close(core); err != nil {
			t.Error(err)
		}
		cancel()
		<-ended
	})
}
