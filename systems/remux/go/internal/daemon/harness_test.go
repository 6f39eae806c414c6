package daemon_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/daemon"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/remux"
)

// engines are those of the core in this program.
func engines(t *testing.T) *engine.Engines {
	t.Helper()
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return engines
}

// noneLost is the count of a log that takes every line.
func noneLost() uint64 { return 0 }

// running is a daemon on a free port of the loopback interface.
type running struct {
	base  string
	lines *bufio.Scanner
	log   *logBuffer
	stop  context.CancelFunc
	ended chan error
}

func start(t *testing.T, stdin io.Reader, change func(*config.Config)) *running {
	t.Helper()
	c := config.Default(engines(t))
	c.Listen = "127.0.0.1:0"
	c.Engine.Name = engine.Passthrough
	c.Reconnect = config.Reconnect{Initial: 20 * time.Millisecond, Longest: 100 * time.Millisecond, IdleTimeout: 3 * time.Second}
	c.DrainTimeout = time.Second
	change(&c)
	if err := c.Validate(engines(t)); err != nil {
		t.Fatal(err)
	}
	out, in := io.Pipe()
	var log logBuffer
	d, err := daemon.New(c, engines(t), stdin, in, slog.New(slog.NewJSONHandler(&log, nil)), noneLost)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &running{lines: bufio.NewScanner(out), log: &log, stop: stop, ended: make(chan error, 1)}
	go func() { r.ended <- d.Run(ctx); in.Close() }()
	t.Cleanup(func() {
		stop()
		go io.Copy(io.Discard, out)
		for err := range r.ended {
			if err != nil {
				t.Error(err)
			}
			break
		}
	})
	return r
}

// ready waits for the ready line and returns the URL of the stream in it.
func (r *running) ready(t *testing.T) string {
	t.Helper()
	if !r.lines.Scan() {
		t.Fatal("the daemon ended before it was ready")
	}
	url, ok := strings.CutPrefix(r.lines.Text(), "ready ")
	if !ok {
		t.Fatalf("the first line is %q", r.lines.Text())
	}
	r.base, _, _ = strings.Cut(url, "/stream/")
	return url
}

// address waits for the log line that names the address of the server.
func (r *running) address(t *testing.T) (address string) {
	t.Helper()
	until(t, func() bool {
		_, after, found := strings.Cut(r.log.String(), `"address":"`)
		address, _, _ = strings.Cut(after, `"`)
		return found
	})
	return address
}

// logBuffer holds a log that is read while it is written.
type logBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	http.DefaultClient.CloseIdleConnections()
	return response, string(body)
}

func until(t *testing.T, done func() bool) {
	t.Helper()
	for began := time.Now(); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal("it did not happen in 10 s")
		}
	}
}
