package remote

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/remote/internal/process"
)

// Client makes the calls of a core at the other end of a connection, and reconnects when that has ended. It is for generated code.
type Client struct {
	bridge *Bridge
	// functions are the Go functions of the bridge, which a worker calls in this process; nil if it has none.
	functions any
	options   CallOptions
	source    source
	current   atomic.Pointer[link]

	mu      sync.Mutex
	attempt *attempt
	closed  bool
}

// source makes connections.
type source interface {
	// connect makes one.
	connect(ctx context.Context, c *Client) (*link, error)
	// close ends what connect made.
	close(l *link)
}

// attempt is a connection that is being made, for all who wait for it.
type attempt struct {
	done chan struct{}
	link *link
	err  error
}

// errClosed is the cause of calls of a client that was closed.
var errClosed = errors.New("it was closed")

func newClient(ctx context.Context, b *Bridge, functions any, options CallOptions, s source) (*Client, error) {
	c := &Client{bridge: b, functions: functions, options: options, source: s}
	// At once, so that what is wrong is known here.
	if _, err := c.connected(ctx, b.Contract.Package); err != nil {
		// The attempt may go on, and succeed.
		go c.Close()
		return nil, err
	}
	return c, nil
}

// Call begins a call of a function.
func (c *Client) Call(ctx context.Context, function *spandrel.Function) *Call {
	l, err := c.connected(ctx, function.Name)
	if err != nil {
		return failedCall(function, err)
	}
	return newCall(ctx, l, function)
}

// CallWith begins a call of a function that takes an object: on the object's connection, which may have ended.
func (c *Client) CallWith(ctx context.Context, function *spandrel.Function, object *Object) *Call {
	if object == nil || object.client != c || !object.link.isGone() {
		return c.Call(ctx, function)
	}
	return failedCall(function, object.link.gone(function.Name, false))
}

// Close ends the connection, and with it a worker. Calls in flight and later ones return [spandrel.ErrGone].
func (c *Client) Close() error {
	c.mu.Lock()
	c.closed = true
	attempt := c.attempt
	c.mu.Unlock()
	if attempt != nil {
		<-attempt.done
	}
	if l := c.current.Load(); l != nil {
		c.source.close(l)
		<-l.ended
	}
	return nil
}

// connected returns the connection, and makes one if there is none. The error is that of a call that was not sent.
func (c *Client) connected(ctx context.Context, function string) (*link, error) {
	if l := c.current.Load(); l != nil && !l.isGone() {
		return l, nil
	}
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return nil, &spandrel.GoneError{Function: function, Err: errClosed}
	}
	if l := c.current.Load(); l != nil && !l.isGone() {
		c.mu.Unlock()
		return l, nil
	}
	if c.attempt == nil {
		c.attempt = &attempt{done: make(chan struct{})}
		go c.connect(c.attempt)
	}
	attempt := c.attempt
	c.mu.Unlock()
	select {
	case <-attempt.done:
	case <-ctx.Done():
		return nil, &spandrel.CallError{Function: function, Err: ctx.Err()}
	}
	if attempt.err == nil {
		return attempt.link, nil
	}
	var gone *spandrel.GoneError
	if errors.As(attempt.err, &gone) {
		own := *gone
		own.Function = function
		return nil, &own
	}
	return nil, attempt.err
}

// connect makes a connection. The one that began to wait for it may stop, others may still wait.
func (c *Client) connect(a *attempt) {
	a.link, a.err = c.source.connect(context.Background(), c)
	if a.err == nil {
		go a.link.run()
		go a.link.watch(c.options.Overrun)
		c.current.Store(a.link)
	}
	c.mu.Lock()
	c.attempt = nil
	c.mu.Unlock()
	close(a.done)
}

func (c *Client) open(conn net.Conn, greeting time.Duration) (*link, error) {
	l, err := open(conn, c.bridge, nil, c.options.Limits, max(c.options.Silence/2, 0), greeting)
	if err != nil {
		return nil, err
	}
	l.client, l.timeout = c, c.options.CallTimeout
	return l, nil
}

// dialed are connections to a server.
type dialed struct{ path string }

// greeting is how long the other side of a connection may take to say what it is.
const greeting = 10 * time.Second

func (d dialed) connect(ctx context.Context, c *Client) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, greeting)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "unix", d.path)
	if err != nil {
		return nil, &spandrel.GoneError{Err: err}
	}
	l, err := c.open(conn, greeting)
	var contract *ContractError
	if err != nil && !errors.As(err, &contract) {
		// It ended while it was called, or does not speak this protocol.
		return nil, &spandrel.GoneError{Err: err}
	}
	return l, err
}

func (d dialed) close(l *link) { l.peer.Close() }

// Dial connects to a server. The context is for connecting only. It is for generated code.
func Dial(ctx context.Context, b *Bridge, address string, options DialOptions) (*Client, error) {
	complete, err := options.CallOptions.complete()
	if err != nil {
		return nil, err
	}
	if isHTTP(address) {
		over, err := newDialedHTTP(address, options.HTTP, complete)
		if err != nil {
			return nil, err
		}
		return newClient(ctx, b, nil, complete, over)
	}
	path, err := unixPath(address)
	if err != nil {
		return nil, err
	}
	return newClient(ctx, b, nil, complete, dialed{path})
}

// worker are worker processes.
type worker struct {
	options WorkerOptions
	name    string

	mu sync.Mutex
	// starts are those within the last minute.
	starts []time.Time
}

// minute is the time in which workers are counted.
const minute = time.Minute

func (w *worker) connect(_ context.Context, c *Client) (*link, error) {
	if err := w.wait(); err != nil {
		return nil, err
	}
	p, err := process.Start(process.Options{
		Name: w.name, Path: w.options.Path, Args: w.options.Args, Env: w.options.Env, Dir: w.options.Dir,
		Memory: w.options.Memory, Stdout: w.options.Stdout, Stderr: w.options.Stderr,
	})
	if err != nil {
		return nil, &spandrel.GoneError{Err: err}
	}
	l, err := c.open(p.Conn, w.options.StartTime)
	if err == nil {
		l.process = p
		return l, nil
	}
	var contract *ContractError
	if errors.As(err, &contract) {
		p.End(time.Second)
		return nil, err
	}
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() {
		p.Kill("not serving")
		err = fmt.Errorf("the worker did not serve within %v: does its main begin with remote.ServeWorker?", w.options.StartTime)
	} else {
		p.End(time.Second)
		err = fmt.Errorf("it ended before it served: does its main begin with remote.ServeWorker? (%w)", err)
	}
	return nil, &spandrel.GoneError{Exit: p.Exit(), Stderr: p.Stderr(), Err: err}
}

// wait delays another start, the longer the more there were: the first three are not delayed.
func (w *worker) wait() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	for len(w.starts) > 0 && now.Sub(w.starts[0]) >= minute {
		w.starts = w.starts[1:]
	}
	if count := len(w.starts); count >= w.options.Restarts {
		next := (minute - now.Sub(w.starts[0])).Round(time.Second)
		return &spandrel.GoneError{Err: fmt.Errorf("%d workers were started within a minute; the next may be in %v", count, next)}
	}
	if again := len(w.starts) - 3; again >= 0 {
		time.Sleep(min(10*time.Millisecond<<min(again, 10), time.Second))
	}
	w.starts = append(w.starts, time.Now())
	return nil
}

func (w *worker) close(l *link) { l.peer.Close() }

// NewWorker starts a worker process, which calls these functions. The context is for the start only. It is for generated code.
func NewWorker(ctx context.Context, b *Bridge, functions any, options WorkerOptions) (*Client, error) {
	if name := process.Named(); name != "" {
		return nil, fmt.Errorf("spandrel: %s: this process is itself a worker of %s: main must begin with remote.ServeWorker of that bridge",
			b.Contract.Package, name)
	}
	options, err := options.complete()
	if err != nil {
		return nil, err
	}
	return newClient(ctx, b, functions, options.CallOptions, &worker{options: options, name: b.Contract.Package})
}

// PID is the number of the worker process, 0 if there is none at the moment.
func (c *Client) PID() int {
	if l := c.current.Load(); l != nil && l.process != nil && !l.isGone() {
		return l.process.Pid()
	}
	return 0
}
