package peer

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"spandrel.dev/spandrel/remote/internal/frame"
)

// Errors of calls that were not sent.
var (
	// ErrEnded says that the connection had ended.
	ErrEnded = errors.New("the connection has ended")
	// ErrTooLarge says that the arguments are larger than a frame of the other side.
	ErrTooLarge = errors.New("larger than the limit of a frame")
)

// Answer is what a call is answered with. The receiver frees the buffer.
type Answer struct {
	Code   uint8
	Buffer *frame.Buffer
}

// Pending is a call of this side that was sent.
type Pending struct {
	peer    *Peer
	id      uint64
	answers chan Answer
	size    int
	// abandoned tells that the caller has stopped waiting. Protected by the peer.
	abandoned bool
	// since is when it was abandoned.
	since time.Time
}

// Begin sends a call and frees its arguments. The error is one of the context or of those above: the call was not sent.
// Window is how many batches may be sent before they are asked for, 0 for a call with one answer.
func (p *Peer) Begin(ctx context.Context, function uint16, window uint8, args *frame.Buffer) (*Pending, error) {
	pending, err := p.begin(ctx, function, window, args)
	if err != nil {
		args.Free()
	}
	return pending, err
}

func (p *Peer) begin(ctx context.Context, function uint16, window uint8, args *frame.Buffer) (*Pending, error) {
	size := len(args.Payload())
	if size > int(p.theirs.Frame) {
		return nil, fmt.Errorf("%w: %d bytes, the other side accepts %d", ErrTooLarge, size, p.theirs.Frame)
	}
	if err := p.reserve(ctx, size); err != nil {
		return nil, err
	}
	var timeout time.Duration
	if deadline, ok := ctx.Deadline(); ok {
		timeout = max(time.Until(deadline), 1)
	}
	args.SetTimeout(timeout)
	pending := &Pending{peer: p, answers: make(chan Answer, int(window)+1), size: size}
	// The ids go out in order: the other side takes one that does not rise for a frame that was sent twice.
	if !p.out.lock(ctx.Done()) {
		p.unreserve(size)
		return nil, cmp.Or(ctx.Err(), ErrEnded)
	}
	defer p.out.mu.Unlock()
	p.mu.Lock()
	if p.err != nil {
		p.mu.Unlock()
		return nil, ErrEnded
	}
	p.id++
	pending.id = p.id
	p.calls[p.id] = pending
	p.mu.Unlock()
	args.Head(frame.Head{Kind: frame.Call, Code: window, Function: function, ID: pending.id})
	p.out.put(args)
	return pending, nil
}

// reserve waits until the other side accepts another call with so many bytes.
func (p *Peer) reserve(ctx context.Context, size int) error {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-p.done:
		return ErrEnded
	}
	for {
		p.mu.Lock()
		if p.sent == 0 || p.sent+size <= p.theirs.Bytes {
			p.sent += size
			p.mu.Unlock()
			return nil
		}
		if p.freed == nil {
			p.freed = make(chan struct{})
		}
		freed := p.freed
		p.mu.Unlock()
		select {
		case <-freed:
		case <-ctx.Done():
			<-p.slots
			return ctx.Err()
		case <-p.done:
			return ErrEnded
		}
	}
}

func (p *Peer) unreserve(size int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	<-p.slots
	p.sent -= size
	if p.freed != nil {
		close(p.freed)
		p.freed = nil
	}
}

// Next waits for an answer. The error is that of the context, and the call is cancelled; or why the connection ended.
func (c *Pending) Next(ctx context.Context) (Answer, error) {
	select {
	case answer := <-c.answers:
		return answer, nil
	default:
	}
	select {
	case answer := <-c.answers:
		return answer, nil
	case <-ctx.Done():
		c.Abandon()
		return Answer{}, ctx.Err()
	case <-c.peer.done:
		// What arrived before the end counts.
		select {
		case answer := <-c.answers:
			return answer, nil
		default:
			return Answer{}, c.peer.Err()
		}
	}
}

// Pull allows another batch.
func (c *Pending) Pull() {
	c.peer.control(frame.Pull, c.id, binary.LittleEndian.AppendUint32(nil, 1)...)
}

// Abandon says that the caller has stopped waiting: the other side is told, and what still comes is dropped.
func (c *Pending) Abandon() {
	p := c.peer
	p.mu.Lock()
	waits := p.calls[c.id] == c && !c.abandoned
	if waits {
		c.abandoned, c.since = true, time.Now()
	}
	p.mu.Unlock()
	if waits {
		p.control(frame.Cancel, c.id)
	}
	for {
		select {
		case answer := <-c.answers:
			answer.Buffer.Free()
		default:
			return
		}
	}
}

// Overdue is for how long the other side has been at work on a call that nobody waits for; the longest of all.
func (p *Peer) Overdue() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	longest := time.Duration(0)
	for _, call := range p.calls {
		if call.abandoned {
			longest = max(longest, time.Since(call.since))
		}
	}
	return longest
}

// Release says that this side has no use for a reference of the other's any more.
func (p *Peer) Release(reference uint64) {
	p.control(frame.Release, 0, binary.LittleEndian.AppendUint64(nil, reference)...)
}
