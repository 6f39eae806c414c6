package remote_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/remote"
)

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
	if !errors.As(err, &gone) || gone.Exit != "exit status 2" || gone.Stderr != "no such flag\n" || gone.Sent || !strings.Contains(gone.Error(), "remote.ServeWorker") {
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

// shell starts this program as a worker behind a line of shell, which may use FILE.
func shell(t *testing.T, line string) (options remote.WorkerOptions, file string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "file")
	return remote.WorkerOptions{Path: "/bin/sh", Args: []string{"-c", line + `; exec "$0"`, program}, Env: append(os.Environ(), "FILE="+file)}, file
}

// numberIn reads a number that a shell writes.
func numberIn(t *testing.T, file string) (number int) {
	t.Helper()
	eventually(t, func() bool {
		text, _ := os.ReadFile(file)
		_, err := fmt.Sscanf(string(text), "%d\n", &number)
		return err == nil
	})
	return number
}

// Nobody can close a worker whose start nobody waited for.
func TestIssueAWorkerNobodyWaitsForEnds(t *testing.T) {
	options, file := shell(t, "echo $$ >$FILE")
	ctx, cancel := context.WithCancel(background)
	cancel()
	if _, err := remote.NewWorker(ctx, &words, nil, options); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	pid := numberIn(t, file)
	eventually(t, func() bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) })
}

// The end of a worker is seen although a child of it has its socket.
func TestIssueAChildOfAWorkerDoesNotHideItsEnd(t *testing.T) {
	options, file := shell(t, "sleep 600 & echo $! >$FILE")
	options.Silence = -1
	c := start(t, options)
	child := numberIn(t, file)
	t.Cleanup(func() { _ = syscall.Kill(child, syscall.SIGKILL) })
	ended := make(chan error, 1)
	go func() {
		_, err := c.Wait(background, time.Hour)
		ended <- err
	}()
	killWorker(pidOf(t, c))
	if err := <-ended; !errors.Is(err, spandrel.ErrGone) {
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
	if ended != 4 {
		t.Errorf("%d workers ended, want 4: as many as may be started in a minute", ended)
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
