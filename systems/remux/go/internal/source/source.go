// Package source opens the places that streams come from. Everything it
// returns ends as soon as its context does.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/replay"
)

// Source is one place a stream comes from.
type Source interface {
	// Open starts reading. The reader belongs to one goroutine and ends with
	// the error of the context when that is done.
	Open(ctx context.Context) (io.ReadCloser, error)
	// Renewable reports whether opening again is of any use, after the end or
	// fault of the last Open or of what it returned.
	Renewable() bool
	// String is the place for logs and responses, without a password.
	String() string
}

// ErrHung is told of a file that does not open: a FIFO without a writer, or a
// file on a server that does not answer.
var ErrHung = errors.New("opening the file takes long: nobody writes to it, or its server does not answer")

// New makes the source of one stream. The configuration must be valid. What
// goes on without being a fault is passed to tell.
func New(source config.Source, c *config.Config, gates *Gates, stdin io.Reader, tell func(error)) (Source, error) {
	from, err := source.Location()
	if err != nil {
		return nil, fmt.Errorf("source %q: %w", source.Name, err)
	}
	switch from.Kind {
	case location.File:
		return &file{location: from, opens: gates.opens, patience: c.Upstream.OpenTimeout, tell: tell,
			loop: source.Loop || from.Loop, once: source.Once || from.Once}, nil
	case location.HTTP:
		roots, err := source.Roots()
		if err != nil {
			return nil, fmt.Errorf("source %q: ca_file: %w", source.Name, err)
		}
		r := newRemote(from, c.Upstream, c.Reconnect.IdleTimeout, gates.dials)
		r.trust(roots)
		for _, header := range source.Headers {
			if err := r.send(header); err != nil {
				return nil, fmt.Errorf("source %q: %w", source.Name, err)
			}
		}
		return r, nil
	case location.Stdin:
		return pipe{reader: stdin}, nil
	}
	return nil, fmt.Errorf("source %q: the kind %q cannot be opened", source.Name, from.Kind)
}

// file is a recording, or a FIFO, played at its own speed.
type file struct {
	location location.Location
	loop     bool
	once     bool // what is read to its end is over, also a FIFO
	opens    gate
	patience time.Duration
	tell     func(error)
	// recording is set when what was opened last is a file with an end.
	recording atomic.Bool
}

func (f *file) Open(ctx context.Context) (io.ReadCloser, error) {
	if err := f.opens.pass(ctx); err != nil {
		return nil, err
	}
	leave := sync.OnceFunc(f.opens.leave)
	defer leave()
	f.recording.Store(false)
	opening := beginOpening(ctx, f.location.Path)
	if !opening.within(f.patience) {
		// What hangs may hang for ever; the others need the place.
		leave()
		f.tell(fmt.Errorf("%w (longer than %v)", ErrHung, f.patience))
	}
	opened, err := opening.wait()
	if err != nil {
		return nil, err
	}
	f.recording.Store(f.once || opening.regular)
	return replay.NewReader(ctx, opened, f.loop), nil
}

// Renewable is true for a loop, which ends by a fault alone, for a FIFO, whose
// next writer may come, and for what did not open, because it may be there
// later. A recording that was played to its end is over.
func (f *file) Renewable() bool { return f.loop || !f.recording.Load() }

func (f *file) String() string {
	if f.loop {
		return f.location.String() + " (looped)"
	}
	return f.location.String()
}
