// Package fanout hands one stream to many readers. Every reader has a bounded
// queue, starts at a place where a decoder can start, and cannot slow down
// the stream or another reader.
package fanout

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/remux"
)

var (
	// ErrSlow is returned to a reader that was dropped because its queue was full.
	ErrSlow = errors.New("the reader was too slow and was dropped")
	// ErrBelowRate is returned to a reader that was dropped because it stayed
	// below the lowest rate.
	ErrBelowRate = errors.New("the reader stayed below the lowest rate and was dropped")
	// ErrMemory is returned to a reader that was dropped because memory ran
	// short and it was the one furthest behind.
	ErrMemory = errors.New("memory ran short and the reader was dropped, because it was the furthest behind")
	// ErrStalled is returned to a reader that was dropped because its connection
	// took nothing for too long.
	ErrStalled = errors.New("the reader took nothing for too long and was dropped")
	// ErrFull is returned by Subscribe when the stream has all the readers it may have.
	ErrFull = errors.New("the stream has as many readers as it may have")
	// ErrEnded is returned by Subscribe when the stream is over.
	ErrEnded = errors.New("the stream has ended")
)

// Limits bounds what readers may cost.
type Limits struct {
	// QueueBytes is how far a reader may fall behind before Policy applies.
	QueueBytes int
	// MinRate is the part of the stream's rate that a reader must take; 0 asks
	// for none. RateWindow is how long it may take less.
	MinRate    float64
	RateWindow time.Duration
	// Policy is what then happens.
	Policy Policy
	// StartBytes is how much is stored since the last random access point.
	StartBytes int
	// Readers is the number of readers that are not closed; 0 sets no limit.
	Readers int
	// Starts is the number of places a second where readers may start; 0 sets
	// no limit.
	Starts int
	// Tables bounds what is remembered of the tables.
	Tables ts.Limits
}

// Counters is what happened so far.
type Counters struct {
	// Readers is the number of readers that are not closed.
	Readers int
	// Published is the number of bytes that came in.
	Published uint64
	// Delivered is the number of bytes that readers have sent on.
	Delivered uint64
	// Dropped is the number of readers that were dropped, for whatever reason:
	// BelowRate of them for their rate, Stalled because their connection took
	// nothing, and Evicted when memory ran short.
	Dropped, BelowRate, Stalled, Evicted uint64
	// Skipped is the number of bytes thrown away by Skip.
	Skipped uint64
	// Starts is the number of places where readers could start, Prelude the
	// bytes of tables that were put together for them.
	Starts, Prelude uint64
	// Ignored is how many programs and tracks lay beyond the limits, and how
	// many tables changed too often to be read.
	Ignored uint64
}

// Hub is one stream with its readers. All methods may be called from any goroutine.
type Hub struct {
	limits    Limits
	ready     chan struct{}
	delivered atomic.Uint64

	mu       sync.Mutex
	finder   startFinder
	start    startCache
	readers  map[*Reader]struct{} // that still get what comes, or what is queued
	flow     flow
	open     int // readers that are not closed
	counters Counters
	started  bool
	closed   bool
}

// NewHub makes a hub without readers. The core finds the places where readers
// start; failed is told, while the hub is locked, when that failed.
func NewHub(core remux.Core, limits Limits, failed func(error)) *Hub {
	return &Hub{
		limits:  limits,
		ready:   make(chan struct{}),
		finder:  newStartFinder(core, limits, failed),
		readers: make(map[*Reader]struct{}),
	}
}

// Ready is closed when the first random access point has come by, so that a
// reader can play from now on.
func (h *Hub) Ready() <-chan struct{} { return h.ready }

// Publish hands whole packets to every reader. The hub keeps the slice, so
// the caller must not write into it again. It never waits for a reader.
func (h *Hub) Publish(packets []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	if cap(packets) > 2*len(packets) {
		// The whole array stays as long as one reader needs its packets, and
		// only these count: what a stream of junk leaves is copied.
		packets = bytes.Clone(packets)
	}
	h.counters.Published += uint64(len(packets))
	if h.limits.MinRate > 0 {
		now := time.Now()
		h.flow.add(len(packets), now, h.limits.RateWindow)
		h.judge(now)
	}
	begin := 0
	for seen := 0; seen < len(packets); {
		at := seen + h.finder.next(packets[seen:])
		if at == len(packets) {
			break
		}
		h.deliver(packets[begin:at])
		begin, seen = at, at+ts.PacketSize
		h.restart()
	}
	h.deliver(packets[begin:])
}

// restart makes the next byte a place where readers may start.
func (h *Hub) restart() {
	prelude := h.finder.prelude()
	h.counters.Starts++
	h.counters.Prelude += uint64(len(prelude))
	h.start.begin(prelude)
	for reader := range h.readers {
		reader.start(prelude)
	}
	if !h.started {
		h.started = true
		close(h.ready)
	}
}

func (h *Hub) deliver(packets []byte) {
	if len(packets) == 0 {
		return
	}
	h.start.add(packets, h.limits.StartBytes)
	for reader := range h.readers {
		reader.pace.owe(reader, len(packets))
		switch {
		case reader.waiting:
			h.counters.Skipped += reader.missed(packets)
		case reader.offer(packets):
		case h.limits.Policy == Drop:
			h.drop(reader, ErrSlow)
		default:
			h.counters.Skipped += reader.skip() + reader.missed(packets)
		}
	}
}

// Subscribe adds a reader. It starts at the last random access point when
// that is still in the cache, else at the next one. The reader must be closed.
func (h *Hub) Subscribe() (*Reader, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return nil, ErrEnded
	case h.limits.Readers > 0 && h.open >= h.limits.Readers:
		return nil, ErrFull
	}
	reader := &Reader{hub: h, wake: make(chan struct{}, 1), dropped: make(chan struct{}), waiting: true}
	if h.start.usable() {
		reader.begin(&h.start)
	}
	h.readers[reader] = struct{}{}
	h.open++
	return reader, nil
}

// Close ends the stream: readers get what is queued for them and then io.EOF.
func (h *Hub) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for reader := range h.readers {
		reader.end(io.EOF) // and stays until it has taken what is queued
	}
	h.start.empty()
	h.finder.close()
}

// Counters returns what happened so far.
func (h *Hub) Counters() Counters {
	h.mu.Lock()
	defer h.mu.Unlock()
	counters := h.counters
	counters.Delivered = h.delivered.Load()
	counters.Readers = h.open
	counters.Ignored = h.finder.beyond()
	return counters
}

// remove takes a reader out; what it still has queued stays readable unless
// it was dropped.
func (h *Hub) remove(reader *Reader, cause error) {
	delete(h.readers, reader)
	reader.end(cause)
}

// take moves everything queued for the reader into the caller's hands.
func (h *Hub) take(reader *Reader) ([][]byte, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	reader.Sent(int(reader.handed - reader.sent.Load())) // what came before is done with
	chunks := reader.queue
	reader.handed += int64(reader.queued)
	reader.queue, reader.queued = nil, 0
	if len(chunks) == 0 {
		return nil, reader.cause
	}
	return chunks, nil
}

func (h *Hub) leave(reader *Reader) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.remove(reader, context.Canceled)
	reader.discard()
	if !reader.closed {
		reader.closed = true
		h.open--
	}
}
