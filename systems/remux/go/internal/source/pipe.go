package source

import (
	"context"
	"io"

	"spandrel.dev/remux/internal/spawn"
)

// pipe is standard input.
//
// A read from a pipe cannot be interrupted, so it happens in a goroutine of
// its own. When the context ends first, that goroutine stays until the other
// end writes or closes; since standard input is read at most once in the life
// of the process, there is never more than one.
type pipe struct{ reader io.Reader }

func (p pipe) Open(ctx context.Context) (io.ReadCloser, error) {
	r := &pipeReader{ctx: ctx, filled: make(chan filled), empty: make(chan []byte, 1)}
	r.empty <- make([]byte, 64<<10)
	spawn.Go(func() error { r.pull(p.reader); return nil }, func(err error) {
		if err != nil {
			select {
			case r.filled <- filled{err: err}:
			case <-ctx.Done():
			}
		}
	})
	return r, nil
}

func (p pipe) Renewable() bool { return false }

func (p pipe) String() string { return "stdin:" }

type filled struct {
	buffer []byte
	n      int
	err    error
}

type pipeReader struct {
	ctx    context.Context
	filled chan filled
	empty  chan []byte
	now    filled // what the consumer is reading from
	taken  int
}

func (r *pipeReader) pull(from io.Reader) {
	for {
		select {
		case buffer := <-r.empty:
			n, err := from.Read(buffer)
			select {
			case r.filled <- filled{buffer, n, err}:
			case <-r.ctx.Done():
				return
			}
			if err != nil {
				return
			}
		case <-r.ctx.Done():
			return
		}
	}
}

func (r *pipeReader) Read(p []byte) (int, error) {
	for r.taken == r.now.n {
		if r.now.err != nil {
			return 0, r.now.err
		}
		if r.now.buffer != nil {
			r.empty <- r.now.buffer
			r.now, r.taken = filled{}, 0
		}
		select {
		case r.now = <-r.filled:
		case <-r.ctx.Done():
			return 0, r.ctx.Err()
		}
	}
	n := copy(p, r.now.buffer[r.taken:r.now.n])
	r.taken += n
	return n, nil
}

// Close does nothing: standard input belongs to the process.
func (r *pipeReader) Close() error { return nil }
