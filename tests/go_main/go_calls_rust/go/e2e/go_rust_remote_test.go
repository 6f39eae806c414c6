package e2e

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
	borrowingremote "spandrel.dev/tests/go_main/go_calls_rust/borrowing/remote"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/contract"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/remote"
)

// worker starts a worker of everything.
func worker(t testing.TB) contract.Core {
	t.Helper()
	core, err := remote.Worker(context.Background(), remote.WorkerOptions{Stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remote.Close(core) })
	return core
}

// socket serves a core behind a Unix socket and returns one that calls it there.
func socket(t testing.TB, served contract.Core) contract.Core {
	t.Helper()
	address := "unix:" + filepath.Join(t.TempDir(), "everything.sock")
	listener, err := remote.Listen(address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- remote.Serve(ctx, listener, served, remote.ServeOptions{Allow: remote.SameUser})
	}()
	core, err := remote.Dial(ctx, address, remote.DialOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := remote.Close(core); err != nil {
			t.Error(err)
		}
		cancel()
		<-ended
	})
	return core
}

// Every function and every method of every object answers alike, wherever the core runs.
func TestRemoteConformance(t *testing.T) {
	run := func(core contract.Core) *conformance {
		c := conform(t, core, "Dropped", "Alive", "BadEnd", "NeverBad", "Arm", "Close")
		c.run(reflect.TypeFor[contract.Core](), c.core, 2)
		return c
	}
	want := run(everything.Embedded())
	if len(want.lines) < 600 {
		t.Errorf("only %d calls were made", len(want.lines))
	}
	for _, kind := range []string{"*contract.Error", "*spandrel.CallError", "*spandrel.PanicError"} {
		if want.failed[kind] == 0 {
			t.Errorf("no call failed with %s: %v", kind, want.failed)
		}
	}
	t.Logf("%d calls; failed: %v", len(want.lines), want.failed)
	same(t, "worker", want, run(worker(t)))
	same(t, "socket", want, run(socket(t, everything.Embedded())))
	// Servers serve any core: one behind another.
	same(t, "worker behind a socket", want, run(socket(t, worker(t))))
}

func TestRemoteConformanceBorrowing(t *testing.T) {
	run := func(core borrowing.Core) *conformance {
		c := conform(t, core, "Dropped", "Guarded", "IsSame", "IsLocked", "Close")
		c.run(reflect.TypeFor[borrowing.Core](), c.core, 1)
		return c
	}
	want := run(borrowing.Embedded())
	core, err := borrowingremote.Worker(context.Background(), borrowingremote.WorkerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer borrowingremote.Close(core)
	same(t, "worker", want, run(core))
}

// The comparison finds a core that answers otherwise.
func TestCanaryRemoteConformance(t *testing.T) {
	run := func(core contract.Core) *conformance {
		c := conform(t, core)
		c.call("EchoStr", reflect.ValueOf(core).MethodByName("Add"), rand.New(rand.NewPCG(1, 2)), 0)
		return c
	}
	want, got := run(everything.Embedded()), run(miscounting{everything.Embedded()})
	if want.lines[0] == got.lines[0] {
		t.Errorf("a wrong sum is not seen: %s", got.lines[0])
	}
}

type miscounting struct{ contract.Core }

func (miscounting) Add(a, b int64) (int64, error) { return a + b + 1, nil }

// signal sends a signal to a worker, which there must be: number 0 would be this process and its group.
func signal(t *testing.T, pid int, number syscall.Signal) {
	t.Helper()
	if pid <= 0 {
		t.Fatal("no worker")
	}
	if err := syscall.Kill(pid, number); err != nil {
		t.Fatal(err)
	}
}

// Objects belong to their core, and to the worker that they were made in.
func TestRemoteObjects(t *testing.T) {
	core, other := worker(t), worker(t)
	a, err := core.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := other.NewCounter(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, foreign := range []everything.CoreCounter{b, nil, elsewhere{}} {
		if _, err := core.Total(a, foreign); !errors.Is(err, spandrel.ErrInvalidHandle) {
			t.Errorf("an object of another core: got %v", err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	if err := remote.With(ctx, a).Hold(time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a call with a deadline: got %v", err)
	}
	if sum, err := core.Total(remote.With(context.Background(), b), b); sum != 0 || err == nil {
		t.Errorf("got %v, %v", sum, err)
	}
	if sum, err := other.Total(remote.With(context.Background(), b), b); sum != 4 || err != nil {
		t.Errorf("got %v, %v", sum, err)
	}
	var gone *spandrel.GoneError
	pid := remote.PID(other)
	signal(t, pid, syscall.SIGKILL)
	for err = nil; err == nil; {
		_, err = b.Value()
	}
	if !errors.As(err, &gone) || gone.Exit != "signal: killed" || gone.Function != "everything.Counter.Value" {
		t.Errorf("got %v", err)
	}
	if _, err := other.Total(b, b); !errors.Is(err, spandrel.ErrGone) {
		t.Errorf("got %v", err)
	}
	if sum, err := other.Add(1, 2); sum != 3 || err != nil {
		t.Errorf("the next worker: got %v, %v", sum, err)
	}
	if remote.PID(other) == pid {
		t.Error("the worker was not replaced")
	}
}

// A panic for which a function has no error result ends the worker, not this process.
func TestRemoteCrash(t *testing.T) {
	core := worker(t)
	for i := range 3 {
		if got, err := core.EchoStr("alive"); got != "alive" || err != nil {
			t.Errorf("round %d: got %q, %v", i, got, err)
		}
		signal(t, remote.PID(core), syscall.SIGSEGV)
		_, err := core.After(context.Background(), time.Hour, 1)
		var gone *spandrel.GoneError
		if !errors.As(err, &gone) || gone.Exit != "signal: segmentation fault" && !strings.Contains(gone.Stderr, "SIGSEGV") {
			t.Errorf("round %d: got %v", i, err)
		}
	}
}
