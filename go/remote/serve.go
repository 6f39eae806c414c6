package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"spandrel.dev/spandrel/remote/internal/peer"
	"spandrel.dev/spandrel/remote/internal/process"
)

// server serves a core to the clients of a listener.
type server struct {
	bridge  *Bridge
	core    any
	options ServeOptions

	mu    sync.Mutex
	links map[net.Conn]*link
	ended sync.WaitGroup
}

// Serve serves a core until the context is done or the listener fails. Calls that are in flight then may end for a moment.
// It is for generated code.
func Serve(ctx context.Context, b *Bridge, listener net.Listener, core any, options ServeOptions) error {
	if network := listener.Addr().Network(); network != "unix" {
		return fmt.Errorf("spandrel: %s: a listener of network %q: frames are neither encrypted nor authenticated, so they are served "+
			"behind Unix sockets only", b.Contract.Package, network)
	}
	options, err := options.complete()
	if err != nil {
		return err
	}
	s := &server{bridge: b, core: core, options: options, links: map[net.Conn]*link{}}
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	defer stop()
	err = s.accept(ctx, listener)
	listener.Close()
	s.end()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (s *server) accept(ctx context.Context, listener net.Listener) error {
	pause := 5 * time.Millisecond
	for {
		conn, err := listener.Accept()
		if err == nil {
			pause = 5 * time.Millisecond
			s.begin(conn)
			continue
		}
		if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
			return err
		}
		// Such as too many open files: clients that end let others in.
		s.log("accept failed", "error", err)
		select {
		case <-time.After(pause):
			pause = min(2*pause, time.Second)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (s *server) begin(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.links) >= s.options.Connections {
		conn.Close()
		s.log("connection refused", "connections", len(s.links))
		return
	}
	s.links[conn] = nil
	s.ended.Add(1)
	go s.serve(conn)
}

func (s *server) serve(conn net.Conn) {
	defer s.ended.Done()
	defer func() {
		conn.Close()
		s.mu.Lock()
		delete(s.links, conn)
		s.mu.Unlock()
	}()
	if s.options.Allow != nil {
		credentials, err := credentialsOf(conn)
		if err == nil {
			err = s.options.Allow(credentials)
		}
		if err != nil {
			s.log("connection refused", "error", err)
			return
		}
	}
	l, err := open(conn, s.bridge, s.core, s.options.Limits, 0, greeting)
	if err != nil {
		s.log("connection ended", "error", err)
		return
	}
	s.mu.Lock()
	s.links[conn] = l
	s.mu.Unlock()
	l.run()
	if !errors.Is(l.cause, io.EOF) && !errors.Is(l.cause, peer.ErrClosed) {
		s.log("connection ended", "error", l.cause)
	}
}

// end lets calls in flight end for a moment, then ends all connections.
func (s *server) end() {
	for end := time.Now().Add(s.options.Grace); time.Now().Before(end) && s.busy(); {
		time.Sleep(10 * time.Millisecond)
	}
	s.mu.Lock()
	for conn, l := range s.links {
		if l != nil {
			l.peer.Close()
		} else {
			conn.Close()
		}
	}
	s.mu.Unlock()
	s.ended.Wait()
}

func (s *server) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.links {
		if l != nil && l.peer.Serving() > 0 {
			return true
		}
	}
	return false
}

func (s *server) log(message string, values ...any) {
	if s.options.Logger != nil {
		s.options.Logger.Warn(message, append([]any{"bridge", s.bridge.Contract.Package}, values...)...)
	}
}

// ServeWorker serves a core to the program that started this process as a worker for the bridge, and ends the process with it. In
// any other process it does nothing. Core is given the Go functions of that program. It is for generated code.
func ServeWorker(b *Bridge, core func(functions *Value) any) {
	if process.Named() == b.Contract.Package {
		os.Exit(serveWorker(b, core))
	}
}

func serveWorker(b *Bridge, core func(functions *Value) any) int {
	failed := func(err error) int {
		fmt.Fprintf(os.Stderr, "spandrel: worker of %s: %v\n", b.Contract.Package, err)
		return 1
	}
	conn, err := process.Become()
	if err != nil {
		return failed(err)
	}
	// The program limits what it sends and waits for; the worker is its own.
	limits, err := Limits{Frame: 1 << 30, Calls: 1 << 20, Bytes: 1 << 40, Objects: 1 << 24}.complete()
	if err != nil {
		return failed(err)
	}
	functions := &Value{}
	l, err := open(conn, b, core(functions), limits, 0, greeting)
	if err != nil {
		return failed(err)
	}
	functions.link = l
	// Not the rest of run: the process ends, whatever its calls do.
	switch err := l.peer.Run(); {
	case errors.Is(err, io.EOF):
		return 0
	default:
		return failed(err)
	}
}
