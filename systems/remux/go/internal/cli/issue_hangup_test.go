package cli_test

import (
	"context"
	"io"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/remux/internal/cli"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// said holds what the program wrote while it goes on.
type said struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) await(t *testing.T, word string) {
	t.Helper()
	for began := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		s.mu.Lock()
		text := s.text.String()
		s.mu.Unlock()
		if strings.Contains(text, word) {
			return
		}
		if time.Since(began) > time.Minute {
			t.Fatalf("%q is missing in %s", word, text)
		}
	}
}

// serving is a daemon of the command line with these arguments.
func serving(t *testing.T, arguments ...string) (out, log *said, end func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, log = new(said), new(said)
	code := make(chan int, 1)
	go func() {
		code <- cli.Run(ctx, remux.Embedded(), append([]string{"serve", "--listen", "127.0.0.1:0", "--engine", "passthrough"}, arguments...),
			cli.Streams{In: io.NopCloser(strings.NewReader("")), Out: out, Err: log})
	}()
	return out, log, func() int { cancel(); return <-code }
}

// A SIGHUP, which by default ends a program at once, ends nothing.
func TestIssueAHangupDoesNotEndTheDaemon(t *testing.T) {
	_, log, end := serving(t, "--source", "a=file:"+write(t, tstest.Stream(0, 50, 10))+"?loop=true")
	log.await(t, "listening")
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	log.await(t, "restart to read it again")
	if code := end(); code != cli.ExitDone {
		t.Errorf("exit %d", code)
	}
	log.await(t, "drain_timeout") // the end was a graceful one
}
