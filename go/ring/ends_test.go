package ring_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel/ring"
)

// How the goroutine of an end ends. Each leaves the end as it is, but for "close": then nobody has it, and the garbage collector closes it.
var ways = map[string]func(end io.Closer){
	"close":  func(end io.Closer) { end.Close() },
	"return": func(io.Closer) {},
	"goexit": func(io.Closer) { runtime.Goexit() },
	"panic":  func(io.Closer) { panic("the goroutine of an end") },
}

// ends runs a goroutine to its end, whichever it is, and returns when it is over.
func ends(body func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }()
		body()
	}()
	<-done
}

// collected runs the garbage collector until f has returned.
func collected[T any](f func() T) T {
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

// A writer that ends in any state: the reader gets what was sent, then ErrClosed.
func TestAWriterThatEnds(t *testing.T) {
	states := map[string]struct {
		leave func(tx *ring.ByteSender) error
		want  []string
	}{
		"idle":      {func(*ring.ByteSender) error { return nil }, []string{"a"}},
		"reserved":  {func(tx *ring.ByteSender) error { _, err := tx.Reserve(9); return err }, []string{"a"}},
		"committed": {func(tx *ring.ByteSender) error { _, err := tx.Reserve(0); return errors.Join(err, tx.Commit()) }, []string{"a", ""}},
		"full": {func(tx *ring.ByteSender) error {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			for n := range 5 {
				err := tx.SendContext(ctx, fmt.Append(nil, n))
				if n == 4 && !errors.Is(err, context.Canceled) || n < 2 && err != nil {
					return fmt.Errorf("record %d: got %w", n, err)
				}
			}
			return nil
		}, []string{"a", "0", "1"}},
	}
	for state, s := range states {
		for way, end := range ways {
			t.Run(state+" "+way, func(t *testing.T) {
				tx, rx, err := ring.NewBytes(ring.Config{Messages: 3})
				if err != nil {
					t.Fatal(err)
				}
				defer rx.Close()
				failed := make(chan error, 1)
				ends(func() {
					failed <- errors.Join(tx.Send([]byte("a")), s.leave(tx))
					end(tx)
				})
				if err := <-failed; err != nil {
					t.Fatal(err)
				}
				tx = nil
				got := collected(func() (got []string) {
					for {
						record, err := rx.Next(t.Context())
						if err != nil {
							if !errors.Is(err, ring.ErrClosed) {
								t.Errorf("behind the last record: got %v, want ErrClosed", err)
							}
							return got
						}
						got = append(got, string(record))
					}
				})
				want := s.want
				if state == "committed" && way != "close" {
					// Only Flush and Close send what was committed.
					want = want[:1]
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("got %q, want %q", got, want)
				}
			})
		}
	}
}

// A reader that ends in any state: the writer is told, also one that waits for room.
func TestAReaderThatEnds(t *testing.T) {
	states := map[string]func(rx *ring.Receiver[uint64], end func()){
		"idle": func(_ *ring.Receiver[uint64], end func()) { end() },
		"in its batch": func(rx *ring.Receiver[uint64], end func()) {
			for range rx.Batches(context.Background()) {
				end()
				break
			}
		},
		"behind a batch": func(rx *ring.Receiver[uint64], end func()) {
			if _, err := rx.Next(context.Background()); err == nil {
				end()
			}
		},
	}
	for state, read := range states {
		for way, end := range ways {
			t.Run(state+" "+way, func(t *testing.T) {
				tx, rx, err := ring.New[uint64](ring.Config{Messages: 2})
				if err != nil {
					t.Fatal(err)
				}
				defer tx.Close()
				if err := tx.SendAll([]uint64{1, 2}); err != nil {
					t.Fatal(err)
				}
				ends(func() { read(rx, func() { end(rx) }) })
				rx = nil
				err = collected(func() (err error) {
					for n := uint64(3); err == nil; n++ {
						err = tx.Send(n)
					}
					return err
				})
				if !errors.Is(err, ring.ErrClosed) {
					t.Errorf("got %v, want ErrClosed", err)
				}
			})
		}
	}
}

// A panic in a turn of the loop ends the batch. Who recovers reads on.
func TestAPanicInATurnEndsTheBatch(t *testing.T) {
	tx, rx, err := ring.New[uint64](ring.Config{Messages: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Close()
	defer rx.Close()
	for n := range uint64(3) {
		if err := tx.TrySend(n); err != nil {
			t.Fatalf("message %d: %v: the batch before has not ended", n, err)
		}
		ends(func() {
			for range rx.Batches(context.Background()) {
				panic("in a turn")
			}
		})
	}
}

// stateOf is what a process does with a ring when it ends.
const stateOf = "SPANDREL_RING_STATE"

// A process with goroutines in each state, which ends by itself in some way, or waits to be killed.
func TestMain(m *testing.M) {
	if how := os.Getenv(stateOf); how != "" {
		inEachState()
		fmt.Println("ready")
		switch how {
		case "exit":
			os.Exit(7)
		case "panic":
			panic("the end of a process")
		case "return":
			return
		}
		select {}
	}
	os.Exit(m.Run())
}

// inEachState leaves goroutines behind: two that sleep, one in its batch, one with room reserved.
func inEachState() {
	ctx := context.Background()
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	_, empty, err := ring.NewBytes(ring.Config{})
	must(err)
	go func() { _, _ = empty.Next(ctx) }()
	full, _, err := ring.New[int64](ring.Config{Messages: 1})
	must(err)
	must(full.Send(1))
	go func() { _ = full.Send(2) }()
	tx, rx, err := ring.NewBytes(ring.Config{})
	must(err)
	must(tx.Send([]byte("x")))
	reading := make(chan struct{})
	go func() {
		for range rx.Batches(ctx) {
			close(reading)
			select {}
		}
	}()
	<-reading
	_, err = tx.Reserve(100)
	must(err)
	runtime.KeepAlive(empty)
}

// However a process ends, no end of a ring keeps it, and nothing of a ring outlives it.
func TestAProcessThatEnds(t *testing.T) {
	shared := func() string {
		entries, err := os.ReadDir("/dev/shm")
		if err != nil {
			return ""
		}
		return fmt.Sprint(entries)
	}
	before := shared()
	for how, want := range map[string]string{"exit": "exit status 7", "panic": "exit status 2", "return": "<nil>", "kill": "signal: killed"} {
		t.Run(how, func(t *testing.T) {
			got, stderr := run(t, how)
			if fmt.Sprint(got) != want {
				t.Errorf("got %v, want %s\n%s", got, want, stderr)
			}
			if how == "panic" && !strings.Contains(stderr, "the end of a process") {
				t.Errorf("the panic is not shown:\n%s", stderr)
			}
		})
	}
	if after := shared(); after != before {
		t.Errorf("shared memory before %s, and after %s", before, after)
	}
}

// A process that is not killed goes on: the test above notices one that does not end.
func TestCanaryAProcessThatDoesNotEndIsNoticed(t *testing.T) {
	command, lines, _ := start(t, "stay")
	if !lines.Scan() || lines.Text() != "ready" {
		t.Fatalf("got %q, want ready", lines.Text())
	}
	if err := command.Process.Signal(syscall.Signal(0)); err != nil {
		t.Fatalf("it has ended by itself: %v", err)
	}
	_ = command.Process.Kill()
	if err := command.Wait(); fmt.Sprint(err) != "signal: killed" {
		t.Errorf("got %v", err)
	}
}

func start(t *testing.T, how string) (*exec.Cmd, *bufio.Scanner, *bytes.Buffer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	command := exec.CommandContext(ctx, os.Args[0])
	command.Env = append(os.Environ(), stateOf+"="+how)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command, bufio.NewScanner(out), &stderr
}

// run starts such a process, kills it if it is to be killed, and returns how it ended.
func run(t *testing.T, how string) (error, string) {
	t.Helper()
	command, lines, stderr := start(t, how)
	if !lines.Scan() || lines.Text() != "ready" {
		t.Errorf("got %q, want ready", lines.Text())
	}
	if how == "kill" {
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
	}
	for lines.Scan() {
		t.Errorf("it goes on: %q", lines.Text())
	}
	return command.Wait(), stderr.String()
}
