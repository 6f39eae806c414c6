package e2e

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/places/places"
)

// losses are the ways to lose a panic, with what is told of it. Each loses one.
var losses = []struct {
	name   string
	lose   func(t *testing.T)
	origin string
	text   string
}{
	{"a stream that is left", func(*testing.T) {
		for range places.BombStream(context.Background(), 1000) {
			break
		}
	}, "places.BombStream", "bomb (src/bombs.rs:"},
	{"a stream that has ended behind the item where it is left", func(*testing.T) {
		for range places.BombStream(context.Background(), 5) {
			break
		}
	}, "places.BombStream", "bomb (src/bombs.rs:"},
	{"a stream that has panicked", func(t *testing.T) {
		for _, err := range places.BombTwice(context.Background()) {
			if err == nil || !strings.Contains(err.Error(), "first") {
				t.Error(err)
			}
		}
	}, "places.BombTwice", "bomb (src/bombs.rs:"},
	{"a future that is cancelled", func(*testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		_, _ = places.BombWait(ctx)
	}, "places.BombWait", "bomb (src/bombs.rs:"},
	{"a future that is cancelled while it runs", func(*testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
		defer cancel()
		_, _ = places.BombWaitWoken(ctx)
	}, "places.BombWaitWoken", "bomb (src/bombs.rs:"},
	{"an object whose last user is a future", func(t *testing.T) {
		bomb, err := places.NewBomb()
		if err != nil {
			t.Fatal(err)
		}
		done, before := make(chan struct{}), places.HoldsBegun()
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			defer close(done)
			_, _ = bomb.Hold(ctx, time.Hour)
		}()
		for places.HoldsBegun() == before {
			runtime.Gosched()
		}
		if err := bomb.Close(); err != nil {
			t.Error(err)
		}
		cancel()
		<-done
	}, "places.Bomb", "bomb (src/bombs.rs:"},
	{"an object whose last user is a call", func(t *testing.T) {
		bomb, err := places.NewBomb()
		if err != nil {
			t.Fatal(err)
		}
		gate, err := bomb.GateBeside(func() {
			if err := bomb.Close(); err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			t.Fatalf("the call has lost what it made: %v", err)
		}
		if _, err := gate.Shut(); err != nil {
			t.Error(err)
		}
		if err := gate.Close(); err != nil {
			t.Error(err)
		}
	}, "places.Bomb", "bomb (src/bombs.rs:"},
	{"an object that is never closed", func(t *testing.T) {
		func() {
			if _, err := places.NewBomb(); err != nil {
				t.Fatal(err)
			}
		}()
	}, "places: an object that was never closed", "bomb (src/bombs.rs:"},
	{"the owner of bytes", func(t *testing.T) {
		bytes, err := places.BombBytes()
		if err != nil {
			t.Fatal(err)
		}
		if err := bytes.Close(); err != nil {
			t.Error(err)
		}
		// Frees what was handed back.
		if _, err := places.NewGate(); err != nil {
			t.Error(err)
		}
	}, "the owner of Bytes", "bytes bomb (src/bombs.rs:"},
	{"the payload of a panic", func(t *testing.T) {
		if err := places.BombPayload(); err == nil {
			t.Error("no error")
		}
	}, "the payload of a panic", "bomb (src/bombs.rs:"},
}

// A panic that no call returns is told on standard error and counted. Each is lost in a process of its own.
func TestIssueLostPanicsAreWritten(t *testing.T) {
	if name := os.Getenv("Places_LOSE"); name != "" {
		for _, loss := range losses {
			if loss.name == name {
				loss.lose(t)
				waitForLost(t, 1)
			}
		}
		return
	}
	for _, loss := range losses {
		t.Run(loss.name, func(t *testing.T) {
			child := exec.Command(os.Args[0], "-test.run=^TestIssueLostPanicsAreWritten$")
			child.Env = append(os.Environ(), "Places_LOSE="+loss.name)
			output, err := child.CombinedOutput()
			want := "spandrel: " + loss.origin + ": a destructor panicked where no call returns it: " + loss.text
			if err != nil || strings.Count(string(output), want) != 1 {
				t.Errorf("%v\ngot %s\nwant %s", err, output, want)
			}
		})
	}
}

// A hook in Go hears of all of them in place of standard error.
func TestIssueLostPanicsAreHeardInGo(t *testing.T) {
	heard := make(chan *spandrel.PanicError, 16)
	spandrel.OnLostPanic(func(lost *spandrel.PanicError) { heard <- lost })
	defer spandrel.OnLostPanic(nil)
	// The dispatcher delivers them, once a call has waited.
	if _, err := places.Nap(t.Context(), time.Millisecond); err != nil {
		t.Fatal(err)
	}
	for _, loss := range losses {
		before := spandrel.LostPanics()
		loss.lose(t)
		lost := hear(heard)
		if lost.Function != loss.origin || !strings.HasPrefix(lost.Message, loss.text) {
			t.Errorf("%s: got %s: %s, want %s: %s", loss.name, lost.Function, lost.Message, loss.origin, loss.text)
		}
		if got := spandrel.LostPanics() - before; got != 1 {
			t.Errorf("%s: got %d more, want 1", loss.name, got)
		}
	}
}

// A hook in Rust stays for the rest of the process, so that it has a process of its own.
func TestIssueLostPanicsAreHeardInRust(t *testing.T) {
	if os.Getenv("Places_HOOK") == "" {
		child := exec.Command(os.Args[0], "-test.run=^TestIssueLostPanicsAreHeardInRust$")
		child.Env = append(os.Environ(), "Places_HOOK=1")
		if output, err := child.CombinedOutput(); err != nil || strings.Contains(string(output), "spandrel:") {
			t.Errorf("%v\n%s", err, output)
		}
		return
	}
	places.HookInRust()
	for range places.BombStream(t.Context(), 1000) {
		break
	}
	heard, err := places.HeardInRust()
	want := "places.BombStream: a destructor panicked where no call returns it: bomb (src/bombs.rs:"
	if err != nil || heard.V1 != 1 || !strings.HasPrefix(heard.V0, want) {
		t.Errorf("got %v, %v", heard, err)
	}
}

// hear waits for a lost panic, which the garbage collector may have to find.
func hear(heard <-chan *spandrel.PanicError) *spandrel.PanicError {
	for {
		select {
		case lost := <-heard:
			return lost
		case <-time.After(time.Millisecond):
			runtime.GC()
		}
	}
}

// waitForLost waits until so many panics were lost.
func waitForLost(t *testing.T, count uint64) {
	t.Helper()
	for spandrel.LostPanics() < count {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	if got := spandrel.LostPanics(); got != count {
		t.Errorf("got %d lost panics, want %d", got, count)
	}
}
