package fanout

import "context"

// Reader is one consumer of a hub. Next is for one goroutine; Close may come
// from another. Everything but wake is guarded by the hub's lock.
type Reader struct {
	hub     *Hub
	wake    chan struct{}
	queue   [][]byte
	queued  int
	limit   int
	waiting bool // for a random access point
	skipped bool // waiting because the queue was full
	closed  bool
	cause   error
	dropped chan struct{}
}

// Dropped is closed when the reader was too slow and gets nothing more, so
// that whoever is stuck in sending can be cut off.
func (r *Reader) Dropped() <-chan struct{} { return r.dropped }

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
func (r *Reader) begin(chunks [][]byte, bytes int) {
	r.queue = append(r.queue, chunks...)
	r.queued = bytes
	r.limit = r.hub.limits.QueueBytes + bytes
	r.waiting = false
}

// start ends the wait for a random access point.
func (r *Reader) start(prelude []byte) {
	if r.waiting {
		r.waiting, r.skipped = false, false
		r.offer(prelude)
	}
}

// offer queues packets, or reports false when there is no room.
func (r *Reader) offer(packets []byte) bool {
	if len(packets) == 0 {
		return true
	}
	if r.queued+len(packets) > r.limit {
		return false
	}
	r.queue = append(r.queue, packets)
	r.queued += len(packets)
	r.notify()
	return true
}

// skip throws the queue away until the next random access point and returns
// how many bytes that were.
func (r *Reader) skip() uint64 {
	lost := uint64(r.queued)
	r.clearQueue()
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

func (r *Reader) clearQueue() {
	r.queue, r.queued = nil, 0
	r.limit = r.hub.limits.QueueBytes
}

func (r *Reader) end(cause error) {
	if r.cause == nil {
		r.cause = cause
		if cause == ErrSlow {
			r.clearQueue()
			close(r.dropped)
		}
	}
	r.notify()
}

func (r *Reader) notify() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}
