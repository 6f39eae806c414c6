//go:build spandrel_debug

package debug_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel/glue"
	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/internal/abi"
)

// useBoth stands for a generated function that has two objects; rust is the call.
//
//go:noinline
func useBoth(first, second *glue.Object, rust func() uint64) {
	var turn *wait.Turn
	for {
		first.Argument(turn)
		second.Argument(turn)
		frame := glue.Frame{Status: rust()}
		if turn = glue.Retry(frame, turn); turn != nil {
			continue
		}
		first.Wake()
		second.Wake()
		return
	}
}

// useLater stands for one whose future has the object until done is closed.
//
//go:noinline
func useLater(object *glue.Object, begun, done chan bool) {
	object.Handle(nil)
	object.RetryContext(context.Background(), glue.Frame{Status: abi.CodePending}, nil)
	close(begun)
	<-done
	object.Wake()
}

// stage is three objects, and a wait that is reported at once.
type stage struct {
	text interface{ String() string }
	a    *wrapper
	b    *wrapper
	c    *wrapper
	free atomic.Bool
}

func newStage(t *testing.T) *stage {
	_, bridge := newSide()
	s := &stage{text: findings(t), a: newWrapper(bridge, 1), b: newWrapper(bridge, 2), c: newWrapper(bridge, 3)}
	t.Cleanup(debug.CollectEvery(0))
	t.Cleanup(debug.ReportWaitsAfter(10 * time.Millisecond))
	t.Cleanup(func() {
		if open := debug.OpenCalls(); open != 0 {
			t.Errorf("%d calls are left", open)
		}
		for _, w := range []*wrapper{s.a, s.b, s.c} {
			w.object.Close("canary.Object.Close")
		}
	})
	return s
}

// waits is what a call finds that waits for the object in a slot until all is free.
func (s *stage) waits(slot uint64) func() uint64 {
	return func() uint64 {
		if s.free.Load() {
			return abi.CodeOK
		}
		return abi.CodeBusy | slot<<32
	}
}

// reported waits for a report with all of these texts.
func (s *stage) reported(t *testing.T, texts ...string) {
	t.Helper()
	var got string
	for range 1000 {
		debug.WhileSilent(func() { got = s.text.String() })
		missing := false
		for _, text := range texts {
			missing = missing || !strings.Contains(got, text)
		}
		if !missing {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("reported\n%s\nwant all of %q", got, texts)
}

//go:noinline
func holder(s *stage, inside, leave chan bool) {
	useBoth(&s.a.object, &s.b.object, func() uint64 {
		close(inside)
		<-leave
		return abi.CodeOK
	})
}

// The object that a call waits for is an argument, of the call that waits and of the one that uses it.
func TestIssueWhoUsesAnArgument(t *testing.T) {
	s := newStage(t)
	inside, leave, done := make(chan bool), make(chan bool), make(chan bool)
	go func() { holder(s, inside, leave); done <- true }()
	<-inside
	go func() { useBoth(&s.c.object, &s.b.object, s.waits(2)); done <- true }()
	s.reported(t, "a call has waited", "debug_test.useBoth", "the object is in use by goroutine", "debug_test.holder")
	if got := s.text.String(); strings.Contains(got, "runtime.") || strings.Contains(got, "glue.") {
		t.Errorf("reported with functions in between: %s", got)
	}
	s.free.Store(true)
	leave <- true
	<-done
	<-done
}

// The user has itself waited before it entered.
func TestIssueWhoUsesTheObjectAfterAWait(t *testing.T) {
	s := newStage(t)
	inside, leave, done := make(chan bool), make(chan bool), make(chan bool)
	tries := 0
	go func() {
		useBoth(&s.a.object, &s.a.object, func() uint64 {
			if tries++; tries < 4 {
				return abi.CodeBusy | 1<<32
			}
			close(inside)
			<-leave
			return abi.CodeOK
		})
		done <- true
	}()
	<-inside
	go func() { useBoth(&s.a.object, &s.b.object, s.waits(1)); done <- true }()
	s.reported(t, "the object is in use by goroutine")
	s.free.Store(true)
	leave <- true
	<-done
	<-done
}

func TestIssueAFutureUsesTheObject(t *testing.T) {
	s := newStage(t)
	begun, end, done := make(chan bool), make(chan bool), make(chan bool)
	go func() { useLater(&s.a.object, begun, end); done <- true }()
	<-begun
	go func() { useBoth(&s.a.object, &s.b.object, s.waits(1)); done <- true }()
	s.reported(t, "in use by the future of a call in goroutine", "debug_test.useLater")
	s.free.Store(true)
	close(end)
	<-done
	<-done
}

// Two calls, each in the callback of another, wait for each other's object.
func TestIssueCallsThatWaitForEachOther(t *testing.T) {
	s := newStage(t)
	both, done := make(chan bool, 2), make(chan bool)
	begin := func(own *wrapper, slot uint64, other *wrapper) {
		useBoth(&own.object, &s.c.object, func() uint64 {
			both <- true
			for len(both) < 2 {
				time.Sleep(time.Millisecond)
			}
			useBoth(&other.object, &other.object, s.waits(slot))
			return abi.CodeOK
		})
		done <- true
	}
	go begin(s.a, 2, s.b)
	go begin(s.b, 1, s.a)
	s.reported(t, "these wait for each other, for ever: goroutine ", " itself is in a call, at")
	s.free.Store(true)
	<-done
	<-done
}

func TestIssueReentryOnArguments(t *testing.T) {
	s := newStage(t)
	reentrant := func() uint64 { return abi.CodeReentrant }
	useBoth(&s.a.object, &s.a.object, reentrant)
	s.reported(t, "the same object is passed twice to a call that changes it")
	useBoth(&s.a.object, &s.b.object, func() uint64 {
		useBoth(&s.c.object, &s.b.object, reentrant)
		return abi.CodeOK
	})
	s.reported(t, "a call would wait for its own caller")
}

// What is known of a call ends with it, however that ends.
func TestIssueCallsThatStopWaitingAreNotRetained(t *testing.T) {
	s := newStage(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for range 100 {
		with := new(glue.Object)
		with.InitWith(ctx, &s.a.object)
		useBoth(with, &s.b.object, s.waits(1))
	}
}
