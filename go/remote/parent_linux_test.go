package remote_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel/remote"
)

// parentVariable makes this program one that has a worker and is killed.
const parentVariable = "REMOTE_TEST_PARENT"

func init() {
	roles = append(roles, func() {
		if state := os.Getenv(parentVariable); state != "" {
			parent(state)
		}
	})
}

// parent starts a worker, says which process it is once it is at work, and is killed then.
func parent(state string) {
	spins := make(chan struct{})
	options := remote.WorkerOptions{Stderr: writer(func(text []byte) {
		if strings.Contains(string(text), "told to spin") {
			close(spins)
		}
	})}
	c, err := remote.NewWorker(background, &words, nil, options)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	core := client{c, background}
	// Not a worker: nothing ends it with its parent.
	other := exec.Command("sleep", "600")
	if err := other.Start(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	ready := func() { fmt.Println(c.PID(), other.Process.Pid) }
	switch state {
	case "idle":
		ready()
	case "call":
		go func() { _, _ = core.Do("spin") }()
		<-spins
		ready()
	case "stream":
		tally, err := core.Open(1)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for item := range tally.Items(background, 1<<60, 0) {
			if item == "3000" {
				ready()
			}
		}
	case "callback":
		_, _ = core.Each(1, func(uint64) (bool, error) { ready(); select {} })
	}
	select {}
}

type writer func(text []byte)

func (w writer) Write(text []byte) (int, error) {
	w(text)
	return len(text), nil
}

// A worker ends with its parent, whatever both do. Nothing of the parent's runs when it is killed.
func TestParentKilled(t *testing.T) {
	for _, state := range []string{"idle", "call", "stream", "callback"} {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			command := exec.Command("/proc/self/exe")
			command.Env = append(os.Environ(), parentVariable+"="+state)
			command.Stderr = os.Stderr
			out, err := command.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			line, _ := bufio.NewReader(out).ReadString('\n')
			var worker, other int
			if _, err := fmt.Sscan(line, &worker, &other); err != nil || worker <= 1 || other <= 1 {
				_ = command.Process.Kill()
				t.Fatalf("the parent says %q: %v", line, err)
			}
			defer killWorker(other)
			if !runs(worker) {
				t.Fatal("the worker does not run")
			}
			if err := command.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = command.Wait()
			ctx, cancel := context.WithTimeout(background, time.Minute)
			defer cancel()
			for runs(worker) {
				if ctx.Err() != nil {
					killWorker(worker)
					t.Fatal("the worker goes on without its parent")
				}
				time.Sleep(5 * time.Millisecond)
			}
			// The canary: a process that nothing ends is seen to run.
			if !runs(other) {
				t.Error("the process that is no worker has ended, too")
			}
		})
	}
}

// runs tells whether a process runs. One that has ended and that nobody has waited for does not.
func runs(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(rest, "Z") && !strings.HasPrefix(rest, "X") && syscall.Kill(pid, 0) == nil
}

// systemCalls are how many reads and writes this process has made, also those for which nothing was there.
func systemCalls(t testing.TB) (reads, writes int) {
	t.Helper()
	text, err := os.ReadFile("/proc/self/io")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		_, _ = fmt.Sscanf(line, "syscr: %d", &reads)
		_, _ = fmt.Sscanf(line, "syscw: %d", &writes)
	}
	return reads, writes
}

// A frame is one write, and so a call two: its arguments there, its answer back. Each is read at once, and once more to see that
// nothing else is there. Go's own threads wake each other with a few more.
func TestCallIsOneWriteEachWay(t *testing.T) {
	address, _ := serve(t, remote.ServeOptions{})
	c := dial(t, address, remote.DialOptions{})
	const calls = 1000
	run := func() (reads, writes int) {
		readsBefore, writesBefore := systemCalls(t)
		for range calls {
			if got, err := c.Do("again"); got != "again" || err != nil {
				t.Fatalf("got %q, %v", got, err)
			}
		}
		reads, writes = systemCalls(t)
		return reads - readsBefore, writes - writesBefore
	}
	run()
	reads, writes := run()
	if writes < 2*calls || writes > 3*calls || reads < 2*calls || reads > 6*calls {
		t.Errorf("%d calls: %d reads and %d writes", calls, reads, writes)
	}
}
