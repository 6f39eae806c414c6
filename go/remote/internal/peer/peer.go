// Package peer is a connection on which each side calls the other: calls in any number and order, answers in one piece or in
// batches, cancellation, deadlines, references, and limits for all of it.
package peer

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"spandrel.dev/spandrel/remote/internal/frame"
)

// ErrViolation is the error of a connection whose other side does not follow the protocol.
var ErrViolation = errors.New("the other side does not follow the protocol")

// ErrClosed is the error of a connection that this side closed.
var ErrClosed = errors.New("connection is closed")

// CodeMore is the code of a batch that is not the last. Package peer does not interpret other codes.
const CodeMore = 254

// Config is what a connection does with calls, and what it allows.
type Config struct {
	// Frame is the largest payload that this side receives.
	Frame uint32
	// Calls is how many calls the other side may have in flight.
	Calls int
	// Bytes is how many bytes their arguments may have together; those of one call always may.
	Bytes int
	// Timeout is for writes, and for the rest of a frame that has begun.
	Timeout time.Duration
	// Silence is how long the other side may be silent while calls wait, before it is asked for a sign of life, and then again
	// before the connection ends. 0 is without end.
	Silence time.Duration
	// Greeting is how long the other side may take for its first frame.
	Greeting time.Duration
	// Serve answers a call, on a goroutine of its own.
	Serve func(*Call)
	// Released says that the other side has no use for a reference any more.
	Released func(reference uint64)
	// Hello is this side's own first frame.
	Hello []byte
	// Greet reads the first frame of the other side, and returns its limits.
	Greet func(hello []byte) (Limits, error)
}

// Limits is what the other side accepts.
type Limits struct {
	// Frame is the largest payload.
	Frame uint32
	// Calls is how many calls may be in flight, and Bytes how many bytes their arguments may have together.
	Calls, Bytes int
}

// Peer is one side of a connection.
type Peer struct {
	conn   net.Conn
	config Config
	in     *frame.Reader
	out    *outbox
	done   chan struct{}
	// slots has one element a call in flight.
	slots  chan struct{}
	theirs Limits

	mu      sync.Mutex
	err     error
	calls   map[uint64]*Pending
	serving map[uint64]*Call
	// id is that of the last call of this side, seen that of the other's.
	id, seen uint64
	// sent is how many bytes the arguments of this side's calls in flight have, taken those of the other's.
	sent, taken int
	// freed is closed when sent is less again. It is nil if nobody waits.
	freed        chan struct{}
	heard, asked bool
}

// helloSize is the largest first frame.
const helloSize = 4 << 20

// Open greets the other side. It closes the connection if that fails.
func Open(conn net.Conn, config Config) (*Peer, error) {
	p := &Peer{
		conn:    conn,
		config:  config,
		done:    make(chan struct{}),
		calls:   map[uint64]*Pending{},
		serving: map[uint64]*Call{},
	}
	p.in = frame.NewReader(conn, helloSize)
	p.out = newOutbox(conn, config.Timeout, p.done, p.fail)
	if err := p.greet(); err != nil {
		conn.Close()
		return nil, err
	}
	p.in.Limit = config.Frame
	p.in.Partial = func(waiting bool) {
		var end time.Time
		if waiting {
			end = time.Now().Add(config.Timeout)
		}
		_ = conn.SetReadDeadline(end)
	}
	return p, nil
}

func (p *Peer) greet() error {
	if err := p.conn.SetDeadline(time.Now().Add(p.config.Greeting)); err != nil {
		return err
	}
	b := frame.New()
	b.Data = append(b.Data, p.config.Hello...)
	b.Head(frame.Head{Kind: frame.Hello})
	sent := make(chan error, 1)
	go func() {
		_, err := p.conn.Write(b.Data)
		sent <- err
	}()
	head, hello, err := p.in.Next()
	if err != nil {
		return fmt.Errorf("no greeting: %w", err)
	}
	defer hello.Free()
	if head.Kind != frame.Hello {
		return fmt.Errorf("%w: its first frame is not a greeting", ErrViolation)
	}
	theirs, err := p.config.Greet(hello.Payload())
	// What this side is goes out even if it does not fit: the other side says so, too.
	if failed := <-sent; err == nil {
		err = failed
	}
	if err != nil {
		return err
	}
	p.theirs = theirs
	p.slots = make(chan struct{}, max(theirs.Calls, 1))
	return p.conn.SetDeadline(time.Time{})
}

// Run reads what comes until the connection ends, and returns why.
func (p *Peer) Run() error {
	go p.out.run()
	if p.config.Silence > 0 {
		go p.listen()
	}
	for {
		head, b, err := p.in.Next()
		if err == nil {
			err = p.receive(head, b)
		}
		if err != nil {
			if errors.Is(err, frame.ErrKind) || errors.Is(err, frame.ErrTooLarge) {
				err = fmt.Errorf("%w: %w", ErrViolation, err)
			}
			p.fail(err)
			return p.Err()
		}
	}
}

// Fail ends the connection for this reason.
func (p *Peer) Fail(err error) { p.fail(err) }

// Close ends the connection.
func (p *Peer) Close() {
	p.fail(ErrClosed)
}

// Done is closed when the connection has ended.
func (p *Peer) Done() <-chan struct{} { return p.done }

// Err says why the connection ended.
func (p *Peer) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// Serving is how many calls of the other side run.
func (p *Peer) Serving() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.serving)
}

// fail ends the connection. The first reason counts.
func (p *Peer) fail(err error) {
	p.mu.Lock()
	if p.err != nil {
		p.mu.Unlock()
		return
	}
	p.err = err
	serving := make([]*Call, 0, len(p.serving))
	for _, call := range p.serving {
		serving = append(serving, call)
	}
	close(p.done)
	p.mu.Unlock()
	for _, call := range serving {
		call.stop()
	}
	if errors.Is(err, ErrViolation) {
		p.say(err.Error())
	}
	p.conn.Close()
}

// say tells the other side why the connection ends, if that does not take long.
func (p *Peer) say(reason string) {
	b := frame.New()
	b.Data = append(b.Data, reason...)
	b.Head(frame.Head{Kind: frame.Goodbye})
	p.out.mu.Lock()
	p.out.put(b)
	p.out.mu.Unlock()
}

// listen ends the connection when the other side shows no sign of life while calls wait for it.
func (p *Peer) listen() {
	tick := time.NewTicker(p.config.Silence)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-p.done:
			return
		}
		p.mu.Lock()
		silent := len(p.calls) > 0 && !p.heard
		asked := p.asked && silent
		p.heard, p.asked = false, silent
		p.mu.Unlock()
		switch {
		case asked:
			p.fail(&SilentError{For: 2 * p.config.Silence})
		case silent:
			p.control(frame.Ping, 0)
		}
	}
}

// SilentError says that the other side gave no sign of life.
type SilentError struct{ For time.Duration }

// Error says for how long.
func (e *SilentError) Error() string { return fmt.Sprintf("no sign of life for %v", e.For) }

// control sends a small frame, without waiting for room.
func (p *Peer) control(kind frame.Kind, id uint64, payload ...byte) {
	b := frame.New()
	b.Data = append(b.Data, payload...)
	b.Head(frame.Head{Kind: kind, ID: id})
	p.out.mu.Lock()
	p.out.put(b)
	p.out.mu.Unlock()
}
