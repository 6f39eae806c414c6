package migrate

import (
	"context"
	"sync"
)

// queue has the comparisons that wait: those of objects in the first shard, in order.
type queue struct {
	kit    *Kit
	shards []chan *job
	group  sync.WaitGroup
	// mu is locked for reading while a job is added, so that none is added to a queue that was closed.
	mu     sync.RWMutex
	closed bool

	pending sync.Mutex
	changed sync.Cond
	waiting int
}

func newQueue(k *Kit, size, workers int) *queue {
	q := &queue{kit: k, shards: make([]chan *job, 2)}
	q.changed.L = &q.pending
	for i := range q.shards {
		q.shards[i] = make(chan *job, size)
	}
	q.group.Add(1 + workers)
	go q.work(q.shards[0])
	for range workers {
		go q.work(q.shards[1])
	}
	return q
}

// add adds a job to the shard of objects, 0, or to that of functions, -1. It is false if there is no room.
func (q *queue) add(shard int, j *job) bool {
	q.mu.RLock()
	defer q.mu.RUnlock()
	if q.closed {
		return false
	}
	to := q.shards[1]
	if shard == 0 {
		to = q.shards[0]
	}
	q.count(1)
	select {
	case to <- j:
		return true
	default:
		q.count(-1)
		return false
	}
}

func (q *queue) work(jobs chan *job) {
	defer q.group.Done()
	for j := range jobs {
		if j.run != nil {
			j.run()
		} else {
			q.kit.compare(j)
		}
		j.release()
		q.count(-1)
	}
}

func (q *queue) close() {
	q.mu.Lock()
	closed := q.closed
	q.closed = true
	q.mu.Unlock()
	if closed {
		return
	}
	for _, shard := range q.shards {
		close(shard)
	}
	q.group.Wait()
}

// flush waits until nothing waits.
func (q *queue) flush(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		q.pending.Lock()
		defer q.pending.Unlock()
		q.changed.Broadcast()
	})
	defer stop()
	q.pending.Lock()
	defer q.pending.Unlock()
	for q.waiting > 0 && ctx.Err() == nil {
		q.changed.Wait()
	}
	return ctx.Err()
}

// count adds to the number of jobs that wait or run.
func (q *queue) count(jobs int) {
	q.pending.Lock()
	defer q.pending.Unlock()
	if q.waiting += jobs; q.waiting == 0 {
		q.changed.Broadcast()
	}
}
