// Package logs writes lines for people without ever waiting for them.
package logs

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/remux/internal/spawn"
)

// Queue is a writer that never blocks: what is written waits in a bounded
// queue for a goroutine of its own. When the queue is full, because nobody
// reads the other end, what is written is lost and counted; as soon as there
// is room again, tell says how much was lost. A closed other end is the
// same as one that takes everything.
type Queue struct {
	to    io.Writer
	tell  func(to io.Writer, lost uint64)
	lines chan []byte
	done  chan struct{}
	// lost counts all lines, untold those that no line spoke of yet.
	lost, untold atomic.Uint64

	mu     sync.Mutex // of closed and the sending side of lines
	closed bool
}

// NewQueue starts a queue for so many lines. What tells of lost lines writes
// straight to the other end; nil tells of none. The queue must be closed.
func NewQueue(to io.Writer, lines int, tell func(to io.Writer, lost uint64)) *Queue {
	q := &Queue{to: to, tell: tell, lines: make(chan []byte, lines), done: make(chan struct{})}
	spawn.Go(q.run, func(error) { close(q.done) })
	return q
}

// Write queues a copy of line. It always succeeds.
func (q *Queue) Write(line []byte) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.closed {
		select {
		case q.lines <- append([]byte(nil), line...):
			return len(line), nil
		default:
		}
	}
	q.lost.Add(1)
	q.untold.Add(1)
	return len(line), nil
}

// Lost is the number of lines that were thrown away so far.
func (q *Queue) Lost() uint64 { return q.lost.Load() }

// Close lets what is queued be written, but waits for that no longer than
// patience. It reports whether everything was written.
func (q *Queue) Close(patience time.Duration) bool {
	q.mu.Lock()
	if !q.closed {
		q.closed = true
		close(q.lines)
	}
	q.mu.Unlock()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-q.done:
		return true
	case <-late.C:
		return false
	}
}

// run writes until the queue is closed and empty. A write that never returns
// keeps this goroutine, and nothing else.
func (q *Queue) run() error {
	for line := range q.lines {
		if spawn.Call(func() error { q.write(line); return nil }) != nil { // a panic
			q.lost.Add(1)
		}
	}
	return nil
}

func (q *Queue) write(line []byte) {
	// There is no other place to report the failure to.
	_, _ = q.to.Write(line)
	if lost := q.untold.Swap(0); lost > 0 && q.tell != nil {
		q.tell(q.to, lost)
	}
}
