package peer

import (
	"context"
	"sync"
	"time"

	"spandrel.dev/spandrel/remote/internal/frame"
)

// Call is a call of the other side.
type Call struct {
	// Function is its number.
	Function uint16
	// Args is the frame of the call. The server of the call frees it.
	Args *frame.Buffer

	peer     *Peer
	id       uint64
	size     int
	deadline time.Time

	mu      sync.Mutex
	stopped bool
	ctx     context.Context
	cancel  context.CancelFunc
	credit  uint32
	// allowed is signalled when there is credit again.
	allowed chan struct{}
}

func newCall(p *Peer, head frame.Head, args *frame.Buffer, timeout time.Duration) *Call {
	call := &Call{peer: p, id: head.ID, Function: head.Function, Args: args, size: len(args.Payload()), credit: uint32(head.Code)}
	if head.Code > 0 {
		call.allowed = make(chan struct{}, 1)
	}
	if timeout > 0 {
		call.deadline = time.Now().Add(timeout)
	}
	return call
}

// Number is that of the function.
func (c *Call) Number() int { return int(c.Function) }

// Arguments are the encoded arguments, until they are freed.
func (c *Call) Arguments() []byte { return c.Args.Arguments() }

// Free lets the arguments be used for another call.
func (c *Call) Free() { c.Args.Free() }

// Peer is the connection of the call.
func (c *Call) Peer() *Peer { return c.peer }

// Streams tells whether the caller takes batches.
func (c *Call) Streams() bool { return c.allowed != nil }

// Context is done when the caller has stopped waiting.
func (c *Call) Context() context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx == nil {
		if c.deadline.IsZero() {
			c.ctx, c.cancel = context.WithCancel(context.Background())
		} else {
			c.ctx, c.cancel = context.WithDeadline(context.Background(), c.deadline)
		}
		if c.stopped {
			c.cancel()
		}
	}
	return c.ctx
}

// stop says that the caller has stopped waiting.
func (c *Call) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = true
	if c.cancel != nil {
		c.cancel()
	}
}

// allow adds credit.
func (c *Call) allow(batches uint32) error {
	if c.allowed == nil {
		return Violation("a pull for a call that has no batches")
	}
	c.mu.Lock()
	c.credit = min(c.credit+min(batches, 1<<16), 1<<16)
	c.mu.Unlock()
	select {
	case c.allowed <- struct{}{}:
	default:
	}
	return nil
}

// More sends a batch, once the caller allows it. It is false if the caller has stopped waiting.
func (c *Call) More(b *frame.Buffer) bool {
	ctx := c.Context()
	for {
		c.mu.Lock()
		ready := c.credit > 0
		if ready {
			c.credit--
		}
		c.mu.Unlock()
		if ready {
			break
		}
		select {
		case <-c.allowed:
		case <-ctx.Done():
			b.Free()
			return false
		}
	}
	if !c.peer.out.lock(ctx.Done()) {
		b.Free()
		return false
	}
	defer c.peer.out.mu.Unlock()
	b.Head(frame.Head{Kind: frame.Answer, Code: CodeMore, ID: c.id})
	c.peer.out.put(b)
	return true
}

// Answer ends the call.
func (c *Call) Answer(code uint8, b *frame.Buffer) {
	p := c.peer
	c.mu.Lock()
	if c.cancel != nil {
		c.cancel()
	}
	c.mu.Unlock()
	room := p.out.lock(nil)
	// Before it is sent: with the answer the caller may make another call.
	p.mu.Lock()
	delete(p.serving, c.id)
	p.taken -= c.size
	ended := p.err != nil
	p.mu.Unlock()
	if !room {
		b.Free()
		return
	}
	defer p.out.mu.Unlock()
	if ended {
		// The caller is to see the end, and not that this side cancelled the call because of it.
		b.Free()
		return
	}
	b.Head(frame.Head{Kind: frame.Answer, Code: code, ID: c.id})
	p.out.put(b)
}

// Fits tells whether the other side accepts a payload of this size.
func (c *Call) Fits(size int) bool { return size <= int(c.peer.theirs.Frame) }
