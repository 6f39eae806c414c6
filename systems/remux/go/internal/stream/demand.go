package stream

import (
	"context"
	"errors"
	"sync"
	"time"
)

var (
	// ErrTuners is returned by Subscribe when all tuners of the group are in use.
	ErrTuners = errors.New("all tuners of the group of this stream are in use")
	// errUnread ends a source that nobody reads.
	errUnread = errors.New("nobody reads the stream")
)

// demand says whether a source is to be open: always, or while the stream has
// readers and for some time after the last one.
type demand struct {
	always bool
	linger time.Duration
	tuners *Tuners // those of the group; nil sets no limit

	mu      sync.Mutex
	readers int
	asked   chan struct{}           // closed while there are readers
	end     context.CancelCauseFunc // ends what is open; nil while nothing is
	timer   *time.Timer             // until it ends because nobody reads
}

func newDemand(always bool, linger time.Duration, tuners *Tuners) *demand {
	return &demand{always: always, linger: linger, tuners: tuners, asked: make(chan struct{})}
}

// enter counts a reader in. One that would need a tuner and cannot have one is
// refused.
func (d *demand) enter() error {
	if d.always {
		return nil
	}
	// The tuners look at the demand of others, and are asked without a lock.
	if d.tuners != nil && !d.isOpen() && !d.tuners.obtainable() {
		return ErrTuners
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.readers++
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	if d.readers == 1 {
		close(d.asked)
	}
	return nil
}

// leave counts a reader out. After the last one the source may be closed.
func (d *demand) leave() {
	if d.always {
		return
	}
	d.mu.Lock()
	d.readers--
	last := d.readers == 0
	if last {
		d.asked = make(chan struct{})
		d.count()
	}
	d.mu.Unlock()
	if last && d.tuners != nil {
		d.tuners.tell()
	}
}

// count begins the time after which what is open ends. It requires the lock.
func (d *demand) count() {
	if d.end != nil {
		d.timer = time.AfterFunc(d.linger, d.yield)
	}
}

func (d *demand) isOpen() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.end != nil
}

// unread reports whether the source could be closed without a loss to anybody.
func (d *demand) unread() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return !d.always && d.readers == 0
}

// yield ends what is open, unless somebody reads it.
func (d *demand) yield() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.always && d.readers == 0 && d.end != nil {
		d.end(errUnread)
	}
}

// wanted waits until the source is to be open, and has a tuner if it needs one.
// The context that it returns ends with ctx, or when the source is to be closed:
// its cause is errUnread then. close must be called when it is closed.
func (d *demand) wanted(ctx context.Context) (open context.Context, close func(), err error) {
	for {
		d.mu.Lock()
		asked := d.asked
		d.mu.Unlock()
		if !d.always {
			select {
			case <-asked:
			case <-ctx.Done():
				return nil, nil, ctx.Err()
			}
		}
		if d.tuners == nil || d.tuners.take(ctx, d) {
			break
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
	}
	open, end := context.WithCancelCause(ctx)
	d.mu.Lock()
	d.end = end
	if !d.always && d.readers == 0 { // the last one has left meanwhile
		d.count()
	}
	d.mu.Unlock()
	return open, func() { d.closed(end) }, nil
}

// closed takes note that the source is closed.
func (d *demand) closed(end context.CancelCauseFunc) {
	end(nil)
	d.mu.Lock()
	d.end = nil
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	d.mu.Unlock()
	if d.tuners != nil {
		d.tuners.release(d)
	}
}

// Tuners are those of one group of sources: so many of them are open at a time.
type Tuners struct {
	mu      sync.Mutex
	free    int
	holders map[*demand]struct{}
	news    chan struct{} // closed when a tuner may have become free
}

// NewTuners makes as many tuners.
func NewTuners(limit int) *Tuners {
	return &Tuners{free: limit, holders: make(map[*demand]struct{}), news: make(chan struct{})}
}

// obtainable reports whether a tuner is free, or has a source that nobody reads.
func (t *Tuners) obtainable() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.free > 0 || t.unread() != nil
}

// unread is a source that nobody reads. It requires the lock.
func (t *Tuners) unread() *demand {
	for holder := range t.holders {
		if holder.unread() {
			return holder
		}
	}
	return nil
}

// take waits for a tuner, and closes a source that nobody reads for it. It
// reports false when the tuner is not wanted any more.
func (t *Tuners) take(ctx context.Context, d *demand) bool {
	for {
		t.mu.Lock()
		news := t.news
		if t.free > 0 {
			t.free--
			t.holders[d] = struct{}{}
			t.mu.Unlock()
			return true
		}
		if holder := t.unread(); holder != nil {
			holder.yield()
		}
		t.mu.Unlock()
		select {
		case <-news:
		case <-ctx.Done():
			return false
		}
		if d.unread() {
			return false
		}
	}
}

// release returns the tuner of a source.
func (t *Tuners) release(d *demand) {
	t.mu.Lock()
	delete(t.holders, d)
	t.free++
	t.mu.Unlock()
	t.tell()
}

// tell lets all look again that wait for a tuner.
func (t *Tuners) tell() {
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.news)
	t.news = make(chan struct{})
}
