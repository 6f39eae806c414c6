package fanout

import (
	"context"
	"io"
	"sync/atomic"
)

// Reader is one consumer of a hub. Next is for one goroutine; Close may come
// from another. Everything but wake and sent is guarded by the hub's lock.
type Reader struct {
	hub     *Hub
	wake    chan struct{}
	queue   [][]byte
	queued  int          // bytes in queue
	offered int64        // bytes that were queued, without what was thrown away
	handed  int64        // of them, returned by Next
	sent    atomic.Int64 // of them, sent on
	burst   int64        // the first of them, which came from the cache
	group   uint64       // of the cache at that time
	prelude int64        // bytes of tables at its last start, if not from the cache
	pace    pace
	waiting bool // for a random access point
	skipped bool // waiting because the queue was full
	closed  bool
	cause   error
	dropped chan struct{}
}

// Dropped is closed when the reader gets nothing more because it took too
// little, so that a sender that is stuck can be cut off.
func (r *Reader) Dropped() <-chan struct{} { return r.dropped }

// Cause is why the reader gets nothing more, or nil.
func (r *Reader) Cause() error {
	r.hub.mu.Lock()
	defer r.hub.mu.Unlock()
	return r.cause
}

// Sent takes note that so many more bytes of what Next returned are sent on.
// Until then they count as a part of how far the reader is behind. Next itself
// takes note of all it returned before. It is for the goroutine of Next.
func (r *Reader) Sent(bytes int) {
	r.sent.Add(int64(bytes))
	r.hub.delivered.Add(uint64(bytes))
}

// Next waits for data and returns everything that is queued, in order. The
// slices are shared with other readers and must not be written to. After the
// end it returns io.EOF; a reader that was too slow gets ErrSlow.
func (r *Reader) Next(ctx context.Context) ([][]byte, error) {
	for {
		chunks, err := r.hub.take(r)
		if len(chunks) > 0 || err != nil {
			return chunks, err
		}
		select {
		case <-r.wake:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Close takes the reader out of the hub. A second Close does nothing.
func (r *Reader) Close() { r.hub.leave(r) }

// begin fills the queue of a new reader from the cache. What comes from there
// does not count against the limit: it is a burst the hub itself caused.
func (r *Reader) begin(from *startCache) {
	r.queue = append(r.queue, from.chunks...)
	r.queued, r.group = from.bytes, from.group
	r.offered, r.burst = int64(from.bytes), int64(from.bytes)
	r.waiting = false
}

// start ends the wait for a random access point. The tables do not count
// against the limit either: without them no decoder can start.
func (r *Reader) start(prelude []byte) {
	if !r.waiting {
		return
	}
	r.waiting, r.skipped = false, false
	r.prelude = int64(len(prelude))
	if len(prelude) > 0 {
		r.push(prelude)
	}
}

// offer queues packets, or reports false when there is no room.
func (r *Reader) offer(packets []byte) bool {
	if len(packets) == 0 {
		return true
	}
	if r.behind()-r.unsentBurst()+int64(len(packets)) > int64(r.hub.limits.QueueBytes)+r.prelude {
		return false
	}
	r.push(packets)
	return true
}

func (r *Reader) push(packets []byte) {
	r.queue = append(r.queue, packets)
	r.queued += len(packets)
	r.offered += int64(len(packets))
	r.notify()
}

// skip throws the queue away until the next random access point and returns
// how many bytes that were.
func (r *Reader) skip() uint64 {
	lost := uint64(r.queued)
	r.discard()
	r.waiting, r.skipped = true, true
	return lost
}

// missed is how many bytes a waiting reader lost with these packets: none when
// it is new.
func (r *Reader) missed(packets []byte) uint64 {
	if !r.skipped {
		return 0
	}
	return uint64(len(packets))
}

// behind is how many bytes are stored for the reader, also those that the caller
// of Next has not sent on yet.
func (r *Reader) behind() int64 { return r.offered - r.sent.Load() }

// unsentBurst is the part of it that came from the cache.
func (r *Reader) unsentBurst() int64 { return max(0, r.burst-r.sent.Load()) }

// alone is the part of it that is stored for this reader and not for those that
// come, so that dropping the reader frees it.
func (r *Reader) alone() int64 {
	if r.group == r.hub.start.group {
		return r.behind() - r.unsentBurst()
	}
	return r.behind()
}

// fresh reports whether the reader still waits for the place where it begins.
func (r *Reader) fresh() bool { return r.waiting && !r.skipped }

// discard throws the queue away.
func (r *Reader) discard() {
	r.offered -= int64(r.queued)
	r.burst = min(r.burst, r.offered)
	r.queue, r.queued = nil, 0
}

func (r *Reader) end(cause error) {
	if r.cause == nil {
		r.cause = cause
	}
	r.notify()
}

// cut ends the reader and what is sending for it.
func (r *Reader) cut(cause error) {
	if r.cause == nil || r.cause == io.EOF { // what is queued after the end is lost as well
		r.discard()
		close(r.dropped)
		r.cause = cause
	}
	r.notify()
}

func (r *Reader) notify() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}
