package remote_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/remote"
)

var background = context.Background()

// start starts a worker that is quiet.
func start(t testing.TB, options remote.WorkerOptions) client {
	t.Helper()
	if options.Stderr == nil {
		options.Stderr = io.Discard
	}
	c, err := remote.NewWorker(background, &words, nil, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return client{c, background}
}

func pidOf(t testing.TB, c client) int {
	t.Helper()
	pid := c.PID()
	if pid == 0 {
		t.Fatal("no worker")
	}
	return pid
}

// killWorker ends a worker; 0 stands for none, which must not be passed on: it would be this process and its group.
func killWorker(pid int) {
	if pid > 0 {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}

func TestWorkerCalls(t *testing.T) {
	check(t, start(t, remote.WorkerOptions{}))
}

// check makes every kind of call, with results that are known.
func check(t *testing.T, c client) {
	t.Helper()
	split, err := c.Split("two words")
	if err != nil || fmt.Sprint(split) != "[two words]" {
		t.Errorf("Split: got %v, %v", split, err)
	}
	var line *LineError
	if _, err := c.Split(strings.Repeat("x", 1<<21)); !errors.As(err, &line) || line.Length != 1<<21 {
		t.Errorf("Split of a long line: got %v", err)
	}
	var other *remote.Error
	if _, err := c.Do("fail"); !errors.As(err, &other) || !errors.As(err, &line) || line.Length != 3 || other.Type != "*fmt.wrapError" {
		t.Errorf("Do fail: got %#v", err)
	}
	var panicked *spandrel.PanicError
	if _, err := c.Do("panic"); !errors.As(err, &panicked) || panicked.Message != "told to panic" || panicked.Function != "words.Do" {
		t.Errorf("Do panic: got %v", err)
	}
	if _, err := c.Do("goexit"); !errors.As(err, &panicked) {
		t.Errorf("Do goexit: got %v", err)
	}
	var input *spandrel.InputError
	if _, err := c.Do("size 17000000"); !errors.As(err, &input) || input.Parameter != "result" {
		t.Errorf("an answer beyond the limit: got %v", err)
	}
	a, err := c.Open(40)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := c.Open(2)
	if n, err := c.Add(a, b); n != 42 || err != nil {
		t.Errorf("Add: got %d, %v", n, err)
	}
	if _, err := c.Add(a, nil); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Errorf("Add of nil: got %v", err)
	}
	if n, err := a.Count(2); n != 42 || err != nil {
		t.Errorf("Count: got %d, %v", n, err)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if _, err := b.Count(1); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Count of a closed tally: got %v", err)
	}
	if _, err := c.Add(a, b); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Add of a closed tally: got %v", err)
	}
	count := 0
	for item, err := range a.Items(background, 10000, 0) {
		if err != nil || item != fmt.Sprint(count) {
			t.Fatalf("item %d: got %s, %v", count, item, err)
		}
		count++
	}
	if count != 10000 {
		t.Errorf("got %d items", count)
	}
	seen := uint64(0)
	if n, err := c.Each(10, func(n uint64) (bool, error) { seen += n; return n < 5, nil }); n != 5 || err != nil || seen != 15 {
		t.Errorf("Each: got %d, %v, saw %d", n, err, seen)
	}
	if _, err := c.Each(10, func(n uint64) (bool, error) { return false, &LineError{Length: 9} }); !errors.As(err, &line) || line.Length != 9 {
		t.Errorf("Each with an error: got %v", err)
	}
	if _, err := c.Each(1, func(n uint64) (bool, error) { panic("in the client") }); !errors.As(err, &panicked) ||
		panicked.Message != "in the client" {
		t.Errorf("Each with a panic: got %v", err)
	}
	// A call back that calls.
	if n, err := c.Each(3, func(n uint64) (bool, error) { _, err := a.Count(1); return true, err }); n != 3 || err != nil {
		t.Errorf("Each with calls: got %d, %v", n, err)
	}
	sink := &sink{}
	if err := c.Keep(sink); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Publish("hello"); n != 5 || err != nil || sink.text != "hello" {
		t.Errorf("Publish: got %d, %v, %q", n, err, sink.text)
	}
	if got, err := c.Sink(); err != nil || got != Sink(sink) {
		t.Errorf("Sink: got %v, %v", got, err)
	}
	data, err := c.Echo(spandrel.NewBytes([]byte("bytes")))
	if err != nil || string(data.Copy()) != "bytes" {
		t.Errorf("Echo: got %v, %v", data, err)
	}
	closed := spandrel.NewBytes([]byte("bytes"))
	closed.Close()
	if _, err := c.Echo(closed); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Echo of closed bytes: got %v", err)
	}
	key, err := c.Renew(spandrel.NewSecret([]byte{1, 2, 3}))
	if err != nil {
		t.Fatal(err)
	}
	_ = key.Use(func(content []byte) {
		if string(content) != "\x02\x03\x04" {
			t.Errorf("Renew: got %v", content)
		}
	})
	if _, err := c.Renew(nil); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Errorf("Renew of nil: got %v", err)
	}
	ctx, cancel := context.WithTimeout(background, 20*time.Millisecond)
	defer cancel()
	if _, err := c.Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Wait: got %v", err)
	}
	if _, err := c.Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Wait with a context that is done: got %v", err)
	}
	var wait sync.WaitGroup
	for i := range 64 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			if got, err := c.Do(fmt.Sprint(i)); got != fmt.Sprint(i) || err != nil {
				t.Errorf("Do %d: got %s, %v", i, got, err)
			}
		}()
	}
	wait.Wait()
}

type sink struct{ text string }

func (s *sink) Write(text string) (uint64, error) {
	s.text += text
	return uint64(len(text)), nil
}

// state is what Do says of objects and streams once it is this, or after a while.
func state(t testing.TB, c client, want string) {
	t.Helper()
	got := ""
	for range 1000 {
		runtime.GC()
		if got, _ = c.Do("open"); got == want {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("open objects and streams: got %s, want %s", got, want)
}

func TestStreamLeft(t *testing.T) {
	c := start(t, remote.WorkerOptions{})
	a, err := c.Open(0)
	if err != nil {
		t.Fatal(err)
	}
	// The slow stream does not hold the other one, nor the calls.
	slow := make(chan struct{})
	go func() {
		defer close(slow)
		for _, err := range a.Items(background, 1<<62, 0) {
			if err != nil {
				t.Error(err)
			}
			<-slow
		}
	}()
	for i, err := range a.Items(background, 1<<62, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if i == "5000" {
			break
		}
	}
	state(t, c, "1 1")
	slow <- struct{}{}
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	for _, err := range a.Items(ctx, 1<<62, time.Millisecond) {
		cancel()
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			break
		}
	}
	var line *LineError
	for _, err := range a.Items(background, 1000010, 0) {
		if err != nil && (!errors.As(err, &line) || line.Length != 1000003) {
			t.Errorf("got %v", err)
		}
	}
	if line == nil {
		t.Error("the stream did not fail")
	}
	a = nil
	state(t, c, "1 1")
}

// Objects that were never closed are released.
func TestObjectsReleased(t *testing.T) {
	c := start(t, remote.WorkerOptions{})
	for range 100 {
		if _, err := c.Open(1); err != nil {
			t.Fatal(err)
		}
	}
	state(t, c, "0 0")
}

// A worker that ends takes its objects along; the next call has a new one.
func TestWorkerEnds(t *testing.T) {
	for what, want := range map[string]struct{ exit, line string }{
		"exit":     {"exit status 7", `told to exit`},
		"fatal":    {"exit status 2", `fatal error: concurrent map`},
		"overflow": {"exit status 2", `runtime: goroutine stack exceeds`},
		// What Go's runtime still gets to say depends on who asks for the page that the kernel refuses.
		"memory": {"exit status 2", `out of memory|cannot allocate memory|SIGSEGV|runtime: `},
	} {
		if what == "memory" && instrumented {
			continue
		}
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			options := remote.WorkerOptions{}
			if what == "memory" {
				options.Memory = 1 << 30
			}
			c := start(t, options)
			a, err := c.Open(1)
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Do(what)
			var gone *spandrel.GoneError
			if !errors.As(err, &gone) || !errors.Is(err, spandrel.ErrGone) {
				t.Fatalf("got %v", err)
			}
			if gone.Function != "words.Do" || gone.Exit != want.exit || !regexp.MustCompile(want.line).MatchString(gone.Stderr) || !gone.Sent {
				t.Errorf("got %+v", gone)
			}
			if _, err := a.Count(1); !errors.As(err, &gone) || gone.Function != "words.Tally.Count" || gone.Sent {
				t.Errorf("the object: got %v", err)
			}
			if _, err := c.Add(a, a); !errors.As(err, &gone) || gone.Sent {
				t.Errorf("the object as an argument: got %v", err)
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
			if got, err := c.Do("next"); got != "next" || err != nil {
				t.Errorf("the next worker: got %q, %v", got, err)
			}
		})
	}
}

// kill ends a worker in every state of its calls.
func TestWorkerKilled(t *testing.T) {
	kill := func(c client) { killWorker(c.PID()) }
	states := map[string]func(t *testing.T, c client) error{
		"before": func(t *testing.T, c client) error {
			kill(c)
			// Whoever notices first: the call is not sent, or it is lost, or it goes to the next worker.
			if _, err := c.Do("x"); err != nil {
				return err
			}
			return spandrel.ErrGone
		},
		"in": func(t *testing.T, c client) error {
			time.AfterFunc(20*time.Millisecond, func() { kill(c) })
			_, err := c.Wait(background, time.Hour)
			return err
		},
		"after": func(t *testing.T, c client) error {
			a, err := c.Open(1)
			if err != nil {
				return err
			}
			kill(c)
			_, err = a.Count(1)
			return err
		},
		"stream": func(t *testing.T, c client) error {
			a, _ := c.Open(1)
			for item, err := range a.Items(background, 1<<60, 0) {
				if err != nil {
					return err
				}
				if item == "3000" {
					kill(c)
				}
			}
			return nil
		},
		"callback": func(t *testing.T, c client) error {
			_, err := c.Each(1000, func(n uint64) (bool, error) {
				if n == 10 {
					kill(c)
				}
				return true, nil
			})
			return err
		},
		"many": func(t *testing.T, c client) error {
			errs := make(chan error, 64)
			for range 64 {
				go func() {
					_, err := c.Wait(background, time.Hour)
					errs <- err
				}()
			}
			time.Sleep(20 * time.Millisecond)
			kill(c)
			for range 63 {
				if err := <-errs; !errors.Is(err, spandrel.ErrGone) {
					t.Errorf("got %v", err)
				}
			}
			return <-errs
		},
	}
	for name, in := range states {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := start(t, remote.WorkerOptions{})
			if err := in(t, c); !errors.Is(err, spandrel.ErrGone) {
				t.Errorf("got %v", err)
			}
			if got, err := c.Do("again"); got != "again" || err != nil {
				t.Errorf("the next worker: got %q, %v", got, err)
			}
		})
	}
}

// A worker that is stopped answers nothing: the deadline ends the call, the silence the worker.
func TestWorkerStopped(t *testing.T) {
	options := remote.WorkerOptions{}
	options.Silence = 400 * time.Millisecond
	options.CallTimeout = 50 * time.Millisecond
	c := start(t, options)
	pid := pidOf(t, c)
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for stopped := false; !stopped; {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			t.Fatal(err)
		}
		stopped = strings.Contains(string(status), "T (stopped)")
	}
	if _, err := c.Do("x"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	for {
		got, err := c.Do("y")
		if err == nil && got == "y" {
			break
		}
		var gone *spandrel.GoneError
		if errors.As(err, &gone) && gone.Exit != "signal: killed (killed: no sign of life for 400ms)" {
			t.Fatalf("got %v", err)
		}
		if !errors.Is(err, context.DeadlineExceeded) && gone == nil {
			t.Fatalf("got %v", err)
		}
	}
	if again := pidOf(t, c); again == pid {
		t.Error("the stopped worker still serves")
	}
}

// A call that does not end when its deadline has passed ends with its worker.
func TestWorkerOverrun(t *testing.T) {
	options := remote.WorkerOptions{}
	options.Overrun = 50 * time.Millisecond
	c := start(t, options)
	ctx, cancel := context.WithTimeout(background, 20*time.Millisecond)
	defer cancel()
	if _, err := (client{c.Client, ctx}).Do("spin"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	_, err := c.Wait(background, time.Hour)
	var gone *spandrel.GoneError
	if !errors.As(err, &gone) || !strings.Contains(gone.Exit, "a call went on for 50ms after its caller had stopped waiting") {
		t.Errorf("got %v", err)
	}
}

// What was told what is wrong with a start: in the words of whoever has to mend it.
func TestWorkerDoesNotServe(t *testing.T) {
	late := remote.WorkerOptions{StartTime: 100 * time.Millisecond, Path: "/bin/sleep", Args: []string{"60"}, Stderr: io.Discard}
	_, err := remote.NewWorker(background, &words, nil, late)
	if err == nil || !strings.Contains(err.Error(), "does its main begin with remote.ServeWorker?") && !strings.Contains(err.Error(), "killed") {
		t.Errorf("got %v", err)
	}
	var gone *spandrel.GoneError
	if !errors.As(err, &gone) || !strings.Contains(gone.Unwrap().Error(), "remote.ServeWorker") {
		t.Errorf("got %v", err)
	}
	ends := remote.WorkerOptions{Path: "/bin/sh", Args: []string{"-c", "echo no such flag >&2; exit 2"}, Stderr: io.Discard}
	_, err = remote.NewWorker(background, &words, nil, ends)
	if !errors.As(err, &gone) || gone.Exit != "exit status 2" || gone.Stderr != "no such flag\n" || gone.Sent {
		t.Errorf("got %v", err)
	}
	_, err = remote.NewWorker(background, &words, nil, remote.WorkerOptions{Path: "/nonexistent", Stderr: io.Discard})
	if !errors.As(err, &gone) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	other := words
	other.Contract.Hash = "2"
	other.Contract.Manifest = "abi 2\npackage words\nrust split(line: &str) -> Vec<u8>\n"
	_, err = remote.NewWorker(background, &other, nil, remote.WorkerOptions{Stderr: io.Discard})
	var contract *remote.ContractError
	if !errors.As(err, &contract) || contract.Here != "rust split(line: &str) -> Vec<u8>" || contract.There != "rust split(line: &str) -> Vec<String>" {
		t.Errorf("got %v", err)
	}
}

// Workers that end at once are not started without end.
func TestWorkerRestarts(t *testing.T) {
	c := start(t, remote.WorkerOptions{Restarts: 4})
	ended := 0
	for range 20 {
		_, err := c.Do("exit")
		var gone *spandrel.GoneError
		if !errors.As(err, &gone) {
			t.Fatalf("got %v", err)
		}
		if !gone.Sent {
			if !strings.Contains(gone.Error(), "workers were started within a minute") {
				t.Errorf("got %v", gone)
			}
			continue
		}
		ended++
	}
	if ended != 5 {
		t.Errorf("%d workers ended, want 5: the first and 4 restarts", ended)
	}
}

// The worker ends with the program that started it, however that ends; and no descriptor of it is left.
func TestWorkerCloses(t *testing.T) {
	c := start(t, remote.WorkerOptions{})
	pid := pidOf(t, c)
	links, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range links {
		if target, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", pid, link.Name())); strings.HasPrefix(target, "/tmp") {
			t.Errorf("the worker has descriptor %s of %s", link.Name(), target)
		}
	}
	limits, _ := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pid))
	for line := range strings.Lines(string(limits)) {
		if fields := strings.Fields(line); strings.HasPrefix(line, "Max core file size") && fields[4] != "0" {
			t.Errorf("got %s", line)
		}
	}
	env, err := c.Do("env")
	if err != nil || strings.Contains(env, "SPANDREL_WORKER") {
		t.Errorf("a child of the worker would be one: %v", err)
	}
	c.Close()
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("after Close: got %v", err)
	}
	if _, err := c.Do("x"); !errors.Is(err, spandrel.ErrGone) {
		t.Errorf("after Close: got %v", err)
	}
}

// Neither processes nor descriptors are left by workers that were killed.
func TestWorkersLeaveNothing(t *testing.T) {
	rounds := 40
	if n := os.Getenv("SPANDREL_KILLS"); n != "" {
		fmt.Sscan(n, &rounds)
	}
	descriptors := func() int {
		entries, _ := os.ReadDir("/proc/self/fd")
		return len(entries)
	}
	c := start(t, remote.WorkerOptions{Restarts: 1 << 30})
	if _, err := c.Do("x"); err != nil {
		t.Fatal(err)
	}
	before, goroutines := descriptors(), runtime.NumGoroutine()
	for i := range rounds {
		if i > 0 && i%3 == 0 {
			// Without waiting between the starts.
			c.Close()
			c = start(t, remote.WorkerOptions{Restarts: 1 << 30})
		}
		killWorker(pidOf(t, c))
		for {
			if _, err := c.Do("x"); err == nil {
				break
			} else if !errors.Is(err, spandrel.ErrGone) {
				t.Fatal(err)
			}
		}
	}
	time.Sleep(50 * time.Millisecond)
	if after := descriptors(); after > before+2 {
		t.Errorf("%d descriptors before, %d after", before, after)
	}
	if after := runtime.NumGoroutine(); after > goroutines+8 {
		t.Errorf("%d goroutines before, %d after", goroutines, after)
	}
	var status syscall.WaitStatus
	c.Close()
	if pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil); pid > 0 || !errors.Is(err, syscall.ECHILD) && err != nil {
		t.Errorf("a child is left: %d, %v", pid, err)
	}
}
