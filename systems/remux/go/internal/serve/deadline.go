package serve

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/spawn"
)

// deadlines moves those that net/http gave the connection of a request. Nothing
// else does, so that a connection always has one: for its request, for its
// answer, or for the next write to a reader.
type deadlines struct {
	control *http.ResponseController
	log     *slog.Logger

	mu  sync.Mutex
	cut bool // the end came, and no deadline is moved any more
}

func deadlinesOf(w http.ResponseWriter, log *slog.Logger) *deadlines {
	return &deadlines{control: http.NewResponseController(w), log: log}
}

// body gives the rest of the request so much time, however much the header left
// of its own.
func (d *deadlines) body(timeout time.Duration) {
	d.told(d.control.SetReadDeadline(time.Now().Add(timeout)))
}

// endless takes the time-out for reading away, which is for requests that have
// an end: while a reader reads, it sends nothing.
func (d *deadlines) endless() { d.told(d.control.SetReadDeadline(time.Time{})) }

// answer gives an answer that has an end its time, however long it took to come
// to it.
func (d *deadlines) answer(timeout time.Duration) {
	d.told(d.control.SetWriteDeadline(time.Now().Add(timeout)))
}

// told is where failures go: a connection that is gone needs no deadline, and
// says so at its next use.
func (d *deadlines) told(err error) {
	if err != nil {
		d.log.Debug("a deadline could not be set", "error", err)
	}
}

// line is the connection to one reader. Each write has its time, and the one
// under way ends when the reader is dropped, so that a connection that takes
// nothing is gone at once.
type line struct {
	*deadlines
	timeout time.Duration
	reader  *fanout.Reader
}

// renew allows the next write its time.
func (l line) renew() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cut {
		return l.reader.Cause()
	}
	return l.control.SetWriteDeadline(time.Now().Add(l.timeout))
}

// cutWhenDropped ends writing when the reader is dropped, until the returned function is called.
func (l line) cutWhenDropped() (stop func()) {
	over, done := make(chan struct{}), make(chan struct{})
	spawn.Go(func() error {
		select {
		case <-l.reader.Dropped():
			l.mu.Lock()
			defer l.mu.Unlock()
			l.cut = true
			l.told(l.control.SetWriteDeadline(time.Now()))
		case <-over:
		}
		return nil
	}, func(err error) {
		if err != nil {
			l.log.Error("a dropped reader was not cut off, by a fault of this program", "error", err)
		}
		close(done)
	})
	return func() { close(over); <-done }
}

// cause says why a write failed. A reader whose connection took nothing for
// the time-out is dropped.
func (l line) cause(err error) error {
	l.mu.Lock()
	cut := l.cut
	l.mu.Unlock()
	switch {
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case cut:
		return l.reader.Cause()
	}
	l.reader.Stall()
	return fmt.Errorf("%w: %v (readers.write_timeout)", fanout.ErrStalled, l.timeout)
}
