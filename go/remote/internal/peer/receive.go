package peer

import (
	"encoding/binary"
	"fmt"

	"spandrel.dev/spandrel/remote/internal/frame"
)

// Violation is an error of a side that does not follow the protocol.
func Violation(format string, values ...any) error {
	return fmt.Errorf("%w: %s", ErrViolation, fmt.Sprintf(format, values...))
}

// receive does what a frame says. It never waits for the other side.
func (p *Peer) receive(head frame.Head, b *frame.Buffer) error {
	switch head.Kind {
	case frame.Call:
		return p.called(head, b)
	case frame.Answer:
		return p.answered(head, b)
	}
	defer b.Free()
	payload := b.Payload()
	p.mu.Lock()
	p.heard = true
	p.mu.Unlock()
	switch head.Kind {
	case frame.Cancel, frame.Pull:
		call, err := p.running(head.ID)
		if err != nil || call == nil {
			return err
		}
		if head.Kind == frame.Cancel {
			call.stop()
			return nil
		}
		if len(payload) != 4 {
			return Violation("a pull of %d bytes", len(payload))
		}
		return call.allow(binary.LittleEndian.Uint32(payload))
	case frame.Release:
		if len(payload)%8 != 0 {
			return Violation("a release of %d bytes", len(payload))
		}
		for ; len(payload) > 0; payload = payload[8:] {
			p.config.Released(binary.LittleEndian.Uint64(payload))
		}
		return nil
	case frame.Ping:
		// A peer that asks without reading what is answered is not served.
		p.out.mu.Lock()
		full := len(p.out.pending) > 2*waiting
		p.out.mu.Unlock()
		if full {
			return Violation("it asks for signs of life that it does not read")
		}
		p.control(frame.Pong, head.ID)
		return nil
	case frame.Pong:
		return nil
	case frame.Goodbye:
		return fmt.Errorf("the other side ended the connection: %.200q", payload)
	}
	return Violation("a frame of kind %d here", head.Kind)
}

// running is the call of the other side with this id, nil if it has been answered.
func (p *Peer) running(id uint64) (*Call, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if id > p.seen {
		return nil, Violation("a frame for call %d, which it has not made", id)
	}
	return p.serving[id], nil
}

func (p *Peer) called(head frame.Head, b *frame.Buffer) error {
	timeout, ok := b.Timeout()
	if !ok {
		b.Free()
		return Violation("a call of %d bytes", head.Length)
	}
	call := newCall(p, head, b, timeout)
	p.mu.Lock()
	p.heard = true
	running, replayed, ended := len(p.serving), head.ID <= p.seen, p.err != nil
	heavy := running > 0 && p.taken+call.size > p.config.Bytes
	if running < p.config.Calls && !replayed && !ended && !heavy {
		p.seen = head.ID
		p.serving[head.ID] = call
		p.taken += call.size
	}
	p.mu.Unlock()
	switch {
	case ended:
		return ErrClosed
	case replayed:
		return Violation("call %d once more", head.ID)
	case running >= p.config.Calls:
		return Violation("more than %d calls in flight", p.config.Calls)
	case heavy:
		return Violation("more than %d bytes in calls in flight", p.config.Bytes)
	}
	go p.config.Serve(call)
	return nil
}

func (p *Peer) answered(head frame.Head, b *frame.Buffer) error {
	p.mu.Lock()
	p.heard = true
	pending := p.calls[head.ID]
	final := head.Code != CodeMore
	if pending != nil && final {
		delete(p.calls, head.ID)
		<-p.slots
		p.sent -= pending.size
		if p.freed != nil {
			close(p.freed)
			p.freed = nil
		}
	}
	abandoned := pending != nil && pending.abandoned
	p.mu.Unlock()
	switch {
	case pending == nil:
		b.Free()
		return Violation("an answer to call %d, which waits for none", head.ID)
	case abandoned:
		b.Free()
		return nil
	}
	select {
	case pending.answers <- Answer{Code: head.Code, Buffer: b}:
		return nil
	default:
		b.Free()
		return Violation("more answers to call %d than it allows", head.ID)
	}
}
