package frame

import (
	"errors"
	"fmt"
	"io"
)

// Errors of frames that no honest side sends.
var (
	ErrTooLarge = errors.New("frame is larger than the limit")
	ErrKind     = errors.New("frame is of no known kind")
)

// step is how much is read at once of a payload that is larger, before as much was received.
const step = 64 << 10

// Reader reads frames.
type Reader struct {
	source io.Reader
	// Limit is the largest payload that is read.
	Limit uint32
	// Partial is called when a frame has begun and the rest is waited for, and with false when it is there.
	Partial func(waiting bool)

	buffer   []byte
	from, to int
	waiting  bool
}

// NewReader returns a reader of frames with at most so much payload.
func NewReader(source io.Reader, limit uint32) *Reader {
	return &Reader{source: source, Limit: limit, buffer: make([]byte, step)}
}

// Next returns the next frame. At the end of the source, between two frames, the error is io.EOF. A frame that promises more than is
// sent costs memory for at most twice what was sent.
func (r *Reader) Next() (Head, *Buffer, error) {
	if err := r.fill(HeadSize); err != nil {
		return Head{}, nil, err
	}
	head := parse(r.buffer[r.from:])
	switch {
	case head.Kind < Hello || head.Kind > last:
		return head, nil, fmt.Errorf("%w: %d", ErrKind, head.Kind)
	case head.Length > r.Limit:
		return head, nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLarge, head.Length, r.Limit)
	}
	b := buffers.Get().(*Buffer)
	b.Data, b.Secret = b.Data[:0], head.Secret
	if err := r.read(b, HeadSize+int(head.Length)); err != nil {
		b.Free()
		return head, nil, err
	}
	r.wait(false)
	return head, b, nil
}

// fill reads until n bytes are in the reader's buffer.
func (r *Reader) fill(n int) error {
	if r.to-r.from >= n {
		return nil
	}
	r.to = copy(r.buffer, r.buffer[r.from:r.to])
	r.from = 0
	for r.to < n {
		if r.to > 0 {
			r.wait(true)
		}
		read, err := r.source.Read(r.buffer[r.to:])
		r.to += read
		if r.to < n && err != nil {
			if err == io.EOF && r.to > 0 {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
	}
	return nil
}

// read appends bytes until the buffer has n.
func (r *Reader) read(b *Buffer, n int) error {
	ready := min(n, r.to-r.from)
	b.grow(ready)
	b.Data = append(b.Data, r.buffer[r.from:r.from+ready]...)
	if b.Secret {
		clear(r.buffer[r.from : r.from+ready])
	}
	r.from += ready
	for len(b.Data) < n {
		r.wait(true)
		at := len(b.Data)
		more := min(n-at, max(step, at))
		b.grow(more)
		b.Data = b.Data[:at+more]
		if _, err := io.ReadFull(r.source, b.Data[at:]); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
	}
	return nil
}

func (r *Reader) wait(waiting bool) {
	if waiting != r.waiting && r.Partial != nil {
		r.waiting = waiting
		r.Partial(waiting)
	}
}
