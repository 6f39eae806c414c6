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

// deadline bounds each write to a reader, and ends the one under way when the
// reader is dropped, so that a connection that takes nothing is gone at once.
type deadline struct {
	control *http.ResponseController
	timeout time.Duration
	reader  *fanout.Reader
	log     *slog.Logger

	mu  sync.Mutex
	cut bool
}

// renew allows the next write its time.
func (d *deadline) renew() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cut {
		return d.reader.Cause()
	}
	return d.control.SetWriteDeadline(time.Now().Add(d.timeout))
}

// cutWhenDropped ends writing when the reader is dropped, until the returned function is called.
func (d *deadline) cutWhenDropped() (stop func()) {
	over, done := make(chan struct{}), make(chan struct{})
	spawn.Go(func() error {
		select {
		case <-d.reader.Dropped():
			d.mu.Lock()
			defer d.mu.Unlock()
			d.cut = true
			// A connection that is gone already needs no end.
			_ = d.control.SetWriteDeadline(time.Now())
		case <-over:
		}
		return nil
	}, func(err error) {
		if err != nil {
			d.log.Error("a dropped reader was not cut off, by a fault of this program", "error", err)
		}
		close(done)
	})
	return func() { close(over); <-done }
}

// cause says why a write failed. A reader whose connection took nothing for
// the time-out is dropped.
func (d *deadline) cause(err error) error {
	d.mu.Lock()
	cut := d.cut
	d.mu.Unlock()
	switch {
	case !errors.Is(err, os.ErrDeadlineExceeded):
		return err
	case cut:
		return d.reader.Cause()
	}
	d.reader.Stall()
	return fmt.Errorf("%w: %v (readers.write_timeout)", fanout.ErrStalled, d.timeout)
}
