package remote_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/remote"
)

// serverVariable makes this program a server, behind a Unix socket of this path and over HTTP.
const serverVariable = "REMOTE_TEST_SERVER"

func init() {
	roles = append(roles, func() {
		if path := os.Getenv(serverVariable); path != "" {
			serverProcess(path)
		}
	})
}

func serverProcess(path string) {
	core := &engine{}
	handler, err := remote.NewHandler(&words, core, remote.HTTPOptions{})
	socket, failed := remote.Listen("unix:" + path)
	port, refused := remote.Listen("http://127.0.0.1:0")
	if err = errors.Join(err, failed, refused); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("http://" + port.Addr().String())
	go func() { _ = remote.ServeHTTP(background, handler, port) }()
	_ = remote.Serve(background, &words, socket, core, remote.ServeOptions{})
}

// server is a process that serves.
type server struct {
	*exec.Cmd
	addresses map[string]string
	// spins gets a value when the server is in a call that does not end.
	spins chan struct{}
	ended sync.Once
}

func startServer(t *testing.T) *server {
	t.Helper()
	path := filepath.Join(t.TempDir(), "words.sock")
	s := &server{Cmd: exec.Command("/proc/self/exe"), spins: make(chan struct{}, 1)}
	s.Env = append(os.Environ(), serverVariable+"="+path)
	s.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	s.Stderr = writer(func(text []byte) {
		if strings.Contains(string(text), "told to spin") {
			s.spins <- struct{}{}
		}
	})
	out, err := s.StdoutPipe()
	if err == nil {
		err = s.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "http://") {
		t.Fatalf("the server says %q: %v", line, err)
	}
	s.addresses = map[string]string{"unix": "unix:" + path, "http": strings.TrimSpace(line)}
	return s
}

// kill ends the server, and returns when it has ended.
func (s *server) kill() {
	s.ended.Do(func() {
		_ = s.Process.Kill()
		_ = s.Wait()
	})
}

// stop stops it, and returns when it has stopped.
func (s *server) stop() {
	_ = s.Process.Signal(syscall.SIGSTOP)
	for runs(s.Process.Pid) {
		stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.Process.Pid))
		if _, rest, _ := strings.Cut(string(stat), ") "); strings.HasPrefix(rest, "T") {
			return
		}
	}
}

// states are what a client may be at; each returns what came of a call during which the server was interrupted. Callbacks do not pass
// over HTTP.
var states = map[string]func(s *server, c client, ctx context.Context, interrupt func()) error{
	"before a call": func(_ *server, c client, ctx context.Context, interrupt func()) error {
		interrupt()
		_, err := client{c.Client, ctx}.Do("x")
		return err
	},
	"in a call": func(s *server, c client, ctx context.Context, interrupt func()) error {
		go func() {
			<-s.spins
			interrupt()
		}()
		_, err := client{c.Client, ctx}.Do("spin")
		return err
	},
	"in a stream": func(_ *server, c client, ctx context.Context, interrupt func()) error {
		object, err := c.Open(1)
		if err != nil {
			return err
		}
		for item, err := range object.Items(ctx, 1<<60, 0) {
			if err != nil {
				return err
			}
			if item == "3000" {
				interrupt()
			}
		}
		return nil
	},
	"in a callback": func(_ *server, c client, ctx context.Context, interrupt func()) error {
		_, err := client{c.Client, ctx}.Each(1000, func(n uint64) (bool, error) {
			if n == 10 {
				interrupt()
			}
			return true, nil
		})
		return err
	},
}

// A server that is killed, whatever it is at, is an error with a type, and its objects and later calls say the same.
func TestServerKilled(t *testing.T) {
	each(t, func(t *testing.T, s *server, c client, during func(*server, client, context.Context, func()) error) {
		object, err := c.Open(1)
		if err != nil {
			t.Fatal(err)
		}
		// The canary: an interruption that is none fails no call.
		if got, err := c.Do("x"); got != "x" || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
		if err := during(s, c, background, s.kill); !errors.Is(err, spandrel.ErrGone) {
			t.Errorf("got %v", err)
		}
		if _, err := object.Count(1); !errors.Is(err, spandrel.ErrGone) {
			t.Errorf("its object: got %v", err)
		}
		var gone *spandrel.GoneError
		if _, err := c.Do("x"); !errors.As(err, &gone) || gone.Sent {
			t.Errorf("the next call: got %v", err)
		}
	})
}

// A server that is stopped holds up calls until their contexts end, and serves again when it goes on.
func TestServerStopped(t *testing.T) {
	each(t, func(t *testing.T, s *server, c client, during func(*server, client, context.Context, func()) error) {
		ctx, cancel := context.WithCancel(background)
		defer cancel()
		err := during(s, c, ctx, func() {
			s.stop()
			time.AfterFunc(20*time.Millisecond, cancel)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		_ = s.Process.Signal(syscall.SIGCONT)
		if got, err := c.Do("x"); got != "x" || err != nil {
			t.Errorf("once it goes on: got %q, %v", got, err)
		}
	})
}

// each runs a test in every state, behind a Unix socket and over HTTP.
func each(t *testing.T, test func(*testing.T, *server, client, func(*server, client, context.Context, func()) error)) {
	for name, during := range states {
		for _, transport := range []string{"unix", "http"} {
			if transport == "http" && name == "in a callback" {
				continue
			}
			t.Run(transport+" "+name, func(t *testing.T) {
				t.Parallel()
				s := startServer(t)
				test(t, s, dial(t, s.addresses[transport], remote.DialOptions{}), during)
			})
		}
	}
}
