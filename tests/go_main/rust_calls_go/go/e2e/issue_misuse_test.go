package e2e

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/misuse"
)

// farewells counts what threads said as they ended.
var farewells atomic.Int32

type misused struct{}

func init() {
	misuse.Implement(misused{})
}

// Farewell calls Rust once more, where it panics.
func (misused) Farewell(text string) (string, error) {
	var panicked *spandrel.PanicError
	if err := misuse.Fail(); !errors.As(err, &panicked) {
		return "", errors.New("no panic")
	}
	farewells.Add(1)
	return text, nil
}

func newScale(t *testing.T, weight int64) *misuse.Scale {
	t.Helper()
	scale, err := misuse.NewScale(weight)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { scale.Close() })
	return scale
}

func wantPanic(t *testing.T, what string, err error) *spandrel.PanicError {
	t.Helper()
	var panicked *spandrel.PanicError
	if !errors.As(err, &panicked) {
		t.Errorf("%s: %v, not a panic", what, err)
		return &spandrel.PanicError{}
	}
	return panicked
}

// Arguments of a method are read before its object is held. Traits of the user's run there, and their panics once ended
// the process.
func TestIssuePanicWhileArgumentsAreRead(t *testing.T) {
	scale := newScale(t, 1)
	_, err := scale.Sort(map[misuse.Key]uint32{misuse.KeyGood: 1, misuse.KeyBad: 2})
	wantPanic(t, "a key that does not compare", err)
	if sum, err := scale.Sort(map[misuse.Key]uint32{misuse.KeyGood: 1, misuse.KeyOther: 2}); sum != 3 || err != nil {
		t.Errorf("afterwards: %d, %v", sum, err)
	}
}

// A function without an error result has answered, and the destructor of what it returned panics. Go once read the text of
// the panic as the answer.
func TestIssuePanicBehindAnAnswer(t *testing.T) {
	if os.Getenv("SPANDREL_TEST_FUSE") != "" {
		t.Logf("answered: %+v", misuse.MakeFuse(true))
		return
	}
	if fuse := misuse.MakeFuse(false); fuse.Label != "made" {
		t.Errorf("%+v", fuse)
	}
	child := exec.Command(os.Args[0], "-test.v", "-test.run=^TestIssuePanicBehindAnAnswer$")
	child.Env = append(os.Environ(), "SPANDREL_TEST_FUSE=1")
	output, err := child.CombinedOutput()
	if err == nil || !strings.Contains(string(output), "misuse.MakeFuse panicked") {
		t.Errorf("%v\n%s", err, output)
	}
}

// Arguments of a method of a closed object are dropped without a call.
func TestIssuePanicWhileArgumentsAreDropped(t *testing.T) {
	scale := newScale(t, 1)
	if err := scale.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := scale.Touch(misuse.Spark{Burns: true})
	wantPanic(t, "a spark", err)
	_, err = scale.Light(misuse.Fuse{Burns: true, Label: "red"})
	wantPanic(t, "a fuse", err)
	if _, err := scale.Touch(misuse.Spark{}); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("a spark that does not burn: %v", err)
	}
}

// Of two objects that a call changes, both are half-changed by a panic. Once only the inner one was poisoned.
func TestIssuePanicPoisonsAllThatIsChanged(t *testing.T) {
	from, to := newScale(t, 10), newScale(t, 10)
	wantPanic(t, "shift", from.Shift(to, 3, true))
	for name, scale := range map[string]*misuse.Scale{"from": from, "to": to} {
		_, err := scale.Weight()
		if panicked := wantPanic(t, name, err); !panicked.Poisoned || panicked.Message == "" {
			t.Errorf("%s: %+v", name, panicked)
		}
	}
	whole, other := newScale(t, 10), newScale(t, 10)
	wantPanic(t, "spoil", whole.Spoil(other))
	if weight, err := whole.Weight(); weight != 10 || err != nil {
		t.Errorf("an object that is only looked at: %d, %v", weight, err)
	}
	_, err := other.Weight()
	if panicked := wantPanic(t, "other", err); !panicked.Poisoned {
		t.Errorf("other: %+v", panicked)
	}
	if err := other.Close(); err != nil {
		t.Errorf("a poisoned object is closed: %v", err)
	}
}

// An async method holds its object. What it calls in Go once waited for ever for the object to become free.
func TestIssueReentryFromFuture(t *testing.T) {
	for _, pause := range []time.Duration{0, time.Millisecond} {
		scale := newScale(t, 1)
		answer := make(chan error, 1)
		go func() {
			err := scale.Consider(context.Background(), pause, func() {
				_, err := scale.Light(misuse.Fuse{})
				answer <- err
			})
			if err != nil {
				t.Errorf("consider: %v", err)
			}
		}()
		select {
		case err := <-answer:
			if !errors.Is(err, spandrel.ErrReentrant) {
				t.Errorf("after %v: %v", pause, err)
			}
		case <-time.After(time.Minute):
			t.Fatalf("after %v: it hangs", pause)
		}
	}
}

// The same from the destructor of a future that is cancelled.
func TestIssueReentryFromDroppedFuture(t *testing.T) {
	scale := newScale(t, 1)
	ctx, cancel := context.WithCancel(context.Background())
	answer := make(chan error, 1)
	go scale.Regret(ctx, func() {
		_, err := scale.Light(misuse.Fuse{})
		answer <- err
	})
	time.Sleep(10 * time.Millisecond)
	cancel()
	select {
	case err := <-answer:
		if !errors.Is(err, spandrel.ErrReentrant) {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it hangs")
	}
}

// The destructor of a thread-local calls Go, which calls Rust, where it panics. The note of the panic once had no place
// any more, and the process ended.
func TestIssueThreadLocalCallsGo(t *testing.T) {
	before := farewells.Load()
	if err := misuse.RunThread("farewell"); err != nil {
		t.Fatal(err)
	}
	if count := farewells.Load() - before; count != 2 {
		t.Errorf("%d farewells", count)
	}
}

// The garbage collector closes what was forgotten. The panic of its destructor has nobody to tell, and once left its text
// behind.
func TestIssueForgottenDestructorPanics(t *testing.T) {
	runtime.GC()
	before := blocks(t)
	for range 100 {
		if _, err := misuse.UnpinGrenade(); err != nil {
			t.Fatal(err)
		}
	}
	for deadline := time.Now().Add(10 * time.Second); ; {
		runtime.GC()
		time.Sleep(time.Millisecond)
		now := blocks(t)
		if now <= before {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d live, %d before", now, before)
		}
	}
}

// blocks tells what of Rust's is live, objects and blocks.
func blocks(t *testing.T) int64 {
	t.Helper()
	return spandrel.ReportLive(io.Discard)
}
