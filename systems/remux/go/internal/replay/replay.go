// Package replay turns a recorded transport stream into a live one: it hands
// packets out when their clock says so, and can repeat the recording for ever
// without a seam.
package replay

import (
	"context"
	"errors"
	"fmt"
	"io"

	"spandrel.dev/remux/internal/ts"
)

const (
	readSize = 64 << 10
	// maxUnclocked is how much may pass without a clock: a third of a second
	// at 100 Mb/s, where the standard asks for a clock ten times a second.
	maxUnclocked = 4 << 20
)

var (
	// ErrNoClock is returned when the recording has no PCR to be paced by.
	ErrNoClock = errors.New("no PCR found")
	// ErrTooShort is returned when a recording to be repeated lasts no time.
	ErrTooShort = errors.New("too short to be repeated")
)

// Reader is a recording played at its own speed. It is for one goroutine.
type Reader struct {
	ctx     context.Context
	file    io.ReadSeekCloser
	loop    bool
	aligner ts.Aligner
	pacer   pacer
	splicer splicer

	buffer    []byte
	batch     []byte    // gathered since the last clock
	ready     []byte    // due, not yet taken
	spare     []byte    // memory of ready, for the next batch
	next      ts.Packet // the next packet, whose clock is not due yet
	due       ts.PCR
	unclocked int
	ended     bool
}

// NewReader plays file until the context ends. With loop it starts again at
// the end, with clocks, timestamps and continuity counters moved on so that
// receivers see one stream that never ends. Close closes the file.
func NewReader(ctx context.Context, file io.ReadSeekCloser, loop bool) *Reader {
	return &Reader{ctx: ctx, file: file, loop: loop, buffer: make([]byte, readSize)}
}

// Read returns packets whose time has come; it waits until there are some.
func (r *Reader) Read(p []byte) (int, error) {
	for len(r.ready) == 0 {
		if err := r.ctx.Err(); err != nil {
			return 0, err
		}
		if err := r.advance(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.ready)
	r.ready = r.ready[n:]
	return n, nil
}

// Close closes the file.
func (r *Reader) Close() error { return r.file.Close() }

// advance gathers until something is ready.
func (r *Reader) advance() error {
	for {
		if err := r.awaitClock(); err != nil {
			return err
		}
		segment, ok := r.aligner.Next()
		if !ok {
			if r.ended {
				return r.finish()
			}
			if err := r.fill(); err != nil {
				return err
			}
			continue
		}
		r.unclocked += len(segment.Data)
		if segment.Packet {
			r.packet(segment.Data)
		} else {
			r.batch = append(r.batch, segment.Data...)
		}
		if r.unclocked > maxUnclocked {
			if !r.pacer.forget() {
				return fmt.Errorf("%w in %d MiB", ErrNoClock, maxUnclocked>>20)
			}
			r.unclocked = 0
		}
		if len(r.batch) >= readSize {
			r.release()
		}
		if len(r.ready) > 0 {
			return nil
		}
	}
}

// packet takes the next packet. One with the clock waits until its time,
// after everything before it was passed on.
func (r *Reader) packet(p ts.Packet) {
	clock, clocked := p.PCR()
	r.splicer.move(p)
	if !clocked || !r.pacer.follows(p.PID()) {
		r.splicer.count(len(p))
		r.batch = append(r.batch, p...)
		return
	}
	r.unclocked = 0
	r.splicer.clock(clock)
	r.next = p
	r.due, _ = p.PCR() // as moved
	r.release()
}

func (r *Reader) awaitClock() error {
	if r.next == nil {
		return nil
	}
	if err := r.pacer.wait(r.ctx, r.due); err != nil {
		return err
	}
	r.splicer.count(len(r.next))
	r.batch = append(r.batch, r.next...)
	r.next = nil
	return nil
}

func (r *Reader) release() {
	if len(r.batch) > 0 {
		r.ready, r.batch = r.batch, r.spare[:0]
		r.spare = r.ready
	}
}

func (r *Reader) fill() error {
	n, err := r.file.Read(r.buffer)
	r.aligner.Feed(r.buffer[:n])
	if errors.Is(err, io.EOF) {
		r.aligner.End()
		r.ended = true
		return nil
	}
	return err
}

// finish hands the rest out at the end of the file and rewinds or ends.
func (r *Reader) finish() error {
	if len(r.batch) > 0 {
		r.release()
		return nil
	}
	if !r.pacer.running() {
		return ErrNoClock
	}
	if !r.loop {
		return io.EOF
	}
	if err := r.splicer.splice(); err != nil {
		return err
	}
	if _, err := r.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r.aligner.Reset()
	r.ended = false
	return nil
}
