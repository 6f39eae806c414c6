package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/lost"
	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
	"spandrel.dev/spandrel/remote/internal/process"
)

// link is one connection, from either side: of frames, or a session over HTTP.
type link struct {
	bridge *Bridge
	peer   transport
	// core is what the functions are served with, nil at a client.
	core any
	// functions is what the other side may call.
	functions []Served
	// closers is how many functions that close objects follow them.
	closers int
	// values are those of this side that the other side refers to.
	values *table
	// timeout is for calls of this side.
	timeout time.Duration
	// client is whose connection it is, nil at a server.
	client *Client
	// process is the worker at the other end, if it is one.
	process *process.Process
	// ended is closed when it is known why the connection ended.
	ended chan struct{}
	cause error
}

// open greets the other side.
func open(conn net.Conn, b *Bridge, core any, limits Limits, silence, greeting time.Duration) (*link, error) {
	l := &link{bridge: b, core: core, values: newTable(limits.Objects), ended: make(chan struct{})}
	l.functions, l.closers = b.Functions, len(b.Closers)
	if core == nil {
		l.functions, l.closers = b.Imports, 0
	}
	p, err := peer.Open(conn, peer.Config{
		Frame:    uint32(limits.Frame),
		Calls:    limits.Calls,
		Bytes:    limits.Bytes,
		Timeout:  limits.Timeout,
		Silence:  silence,
		Greeting: greeting,
		Serve:    func(call *peer.Call) { l.serve(call) },
		Released: l.released,
		Hello:    b.Contract.hello(limits),
		Greet:    b.Contract.greet,
	})
	l.peer = frames{p}
	return l, err
}

// run serves until the connection ends, and then closes what the other side had open.
func (l *link) run() {
	if l.process != nil {
		go l.followProcess()
	}
	l.cause = l.peer.Run()
	if l.process != nil {
		l.endProcess()
	}
	close(l.ended)
	for _, value := range l.values.close() {
		closeValue(value)
	}
}

// followProcess ends the connection of a worker that has ended: a child of it may still have its socket.
func (l *link) followProcess() {
	select {
	case <-l.process.Done():
	case <-l.ended:
		return
	}
	// What it has sent is read.
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
		l.peer.Fail(io.EOF)
	case <-l.ended:
	}
}

// endProcess ends the worker, if it has not by itself, so that its end is known.
func (l *link) endProcess() {
	var (
		silent  *peer.SilentError
		overrun *overrunError
	)
	switch {
	case errors.As(l.cause, &silent), errors.As(l.cause, &overrun), errors.Is(l.cause, peer.ErrViolation):
		l.process.Kill(l.cause.Error())
	default:
		l.process.End(time.Second)
	}
}

// gone is the error of a call whose connection ended.
func (l *link) gone(function string, sent bool) error {
	<-l.ended
	err := &spandrel.GoneError{Function: function, Sent: sent, Err: l.cause}
	if l.process != nil {
		err.Exit, err.Stderr = l.process.Exit(), l.process.Stderr()
	}
	return err
}

// isGone tells whether the connection has ended.
func (l *link) isGone() bool {
	select {
	case <-l.peer.Done():
		return true
	default:
		return false
	}
}

// released is told when the other side has no use for a value any more. It must not wait.
func (l *link) released(reference uint64) {
	if value, ok, _ := l.values.take(reference); ok && l.core != nil {
		go closeValue(value)
	}
}

// closeValue closes an object. Values of Go that the other side calls are their owner's to close.
func closeValue(value any) {
	object, ok := value.(*opened)
	if !ok {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			lost.Report(lost.Panic{Origin: fmt.Sprintf("%T", object.Closer), Message: fmt.Sprint(r), Backtrace: string(debug.Stack())})
		}
	}()
	_ = object.Close()
}

// opened is an object that the other side has, to be told apart from Go values that it calls.
type opened struct{ io.Closer }

// overrunError says that a call went on too long when nobody waited for it.
type overrunError struct{ after time.Duration }

func (e *overrunError) Error() string {
	return fmt.Sprintf("a call went on for %v after its caller had stopped waiting", e.after)
}

// watch ends the connection when a call goes on for too long.
func (l *link) watch(overrun time.Duration) {
	if overrun <= 0 {
		return
	}
	tick := time.NewTicker(max(overrun/8, time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if l.peer.Overdue() > overrun {
				l.peer.Fail(&overrunError{overrun})
			}
		case <-l.peer.Done():
			return
		}
	}
}

// serve answers a call of the other side.
func (l *link) serve(call incoming) {
	s := &Serving{link: l, call: call, answer: frame.New()}
	s.Buffer = s.answer.Data
	if err := s.run(); err != nil {
		s.fail(err)
		return
	}
	s.finish(abi.CodeOK)
}

// limited is a context with the time limit of calls.
func (l *link) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if l.timeout <= 0 {
		return ctx, nil
	}
	return context.WithTimeout(ctx, l.timeout)
}
