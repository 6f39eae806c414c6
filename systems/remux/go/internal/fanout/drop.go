package fanout

import (
	"io"
	"time"
)

// pace compares what a reader takes with what the stream sends, window after
// window. A window begins with the first bytes that the reader is owed, or when
// something is left for it from before. What is left counts as if the stream
// went on at its rate: so that a reader of a stream that is silent or over
// takes its queue, too.
type pace struct {
	since time.Time // zero between two windows
	owed  int64     // bytes of the stream in this window
	left  int64     // bytes from before, as many as the stream has in a window
	sent  int64     // by the reader before this window
}

// flow is how many bytes the stream sends in a window.
type flow struct {
	since     time.Time
	now, last int64 // in this window, and in the one before
}

// add takes note of bytes of the stream.
func (f *flow) add(bytes int, now time.Time, window time.Duration) {
	if now.Sub(f.since) >= window {
		*f = flow{since: now, last: f.now}
	}
	f.now += int64(bytes)
}

// begin begins a window.
func (p *pace) begin(r *Reader, now time.Time) {
	*p = pace{since: now, sent: r.sent.Load(), left: min(r.behind(), max(r.hub.flow.now, r.hub.flow.last))}
}

// owe takes note of bytes of the stream. What a reader skips counts too; what
// passes before it begins does not.
func (p *pace) owe(r *Reader, bytes int) {
	if r.hub.limits.MinRate == 0 || r.fresh() {
		return
	}
	if p.since.IsZero() {
		p.begin(r, time.Now())
	}
	p.owed += int64(bytes)
}

// tooLow judges a window that is over and begins the next. A reader for which
// nothing is stored cannot have taken more.
func (p *pace) tooLow(r *Reader, now time.Time) bool {
	switch {
	case p.since.IsZero():
		p.next(r, now)
		return false
	case now.Sub(p.since) < r.hub.limits.RateWindow:
		return false
	}
	took := r.sent.Load() - p.sent
	low := r.behind() > 0 && float64(took) < r.hub.limits.MinRate*float64(max(p.owed, p.left))
	p.next(r, now)
	return low
}

// next begins another window for a reader that has not taken everything.
func (p *pace) next(r *Reader, now time.Time) {
	*p = pace{}
	if r.behind() > 0 {
		p.begin(r, now)
	}
}

// Judge drops the readers that stayed below the lowest rate. Publish does that
// as well, but a stream that is silent or over has readers, too.
func (h *Hub) Judge() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.limits.MinRate > 0 {
		h.judge(time.Now())
	}
}

// judge drops the readers that stayed below the lowest rate.
func (h *Hub) judge(now time.Time) {
	for reader := range h.readers {
		if reader.pace.tooLow(reader, now) {
			h.counters.BelowRate++
			h.drop(reader, ErrBelowRate)
		}
	}
}

// Stall drops the reader because its connection took nothing for too long.
func (r *Reader) Stall() {
	r.hub.mu.Lock()
	defer r.hub.mu.Unlock()
	if r.cause != nil && r.cause != io.EOF || r.closed {
		return // dropped before, or gone
	}
	r.hub.counters.Stalled++
	r.hub.drop(r, ErrStalled)
}

// drop takes a reader out that gets nothing more, not even what is queued.
func (h *Hub) drop(reader *Reader, cause error) {
	h.counters.Dropped++
	delete(h.readers, reader)
	reader.cut(cause)
}

// fullest is the reader that is furthest behind, and by how many bytes. What
// the cache keeps as well does not count: it is there for a reader that has
// just come, and dropping that one would free nothing.
func (h *Hub) fullest() (furthest *Reader, behind int64) {
	for reader := range h.readers {
		if bytes := reader.alone(); bytes > behind {
			furthest, behind = reader, bytes
		}
	}
	return furthest, behind
}

// Fullest is how many bytes are stored for the reader that is furthest behind.
func (h *Hub) Fullest() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, behind := h.fullest()
	return behind
}

// Evict drops the reader that is furthest behind, if it still is by more than
// so many bytes, and returns how many were stored for it, else 0.
func (h *Hub) Evict(moreThan int64) int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	reader, behind := h.fullest()
	if behind <= moreThan {
		return 0
	}
	h.counters.Evicted++
	h.drop(reader, ErrMemory)
	return behind
}

// StartBytes is how many bytes are stored for readers that come.
func (h *Hub) StartBytes() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return int64(h.start.bytes)
}

// ForgetStart lets the next readers wait for a random access point and returns
// how many bytes were stored for them.
func (h *Hub) ForgetStart() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	bytes := int64(h.start.bytes)
	h.start.empty()
	return bytes
}
