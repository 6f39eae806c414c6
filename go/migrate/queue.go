package migrate

import (
	"context"
	"sync"
	"time"
)

// queue has the comparisons that wait: those of objects in one shard, whose worker makes them in order, those of functions in another.
type queue struct {
	kit                *Kit
	objects, functions shard
	group              sync.WaitGroup
}

// shard is a bounded ring of jobs. What a caller does with it is a lock, a few words and an unlock: it wakes nobody as long as a
// worker looks by itself.
type shard struct {
	mu    sync.Mutex
	ring  []*job
	first int
	// limit is how many may wait, except for those that must not be dropped.
	limit int
	// waiting are in the ring, running were taken from it and are not done.
	waiting, running int
	// free are jobs that are done, whose memory is used again.
	free   []*job
	closed bool

	// napping tells that a worker sleeps for a short time, and then looks by itself; nudge wakes it earlier. The other idle
	// workers are parked.
	napping bool
	parked  int
	nudge   chan struct{}
	wake    sync.Cond
	done    sync.Cond
}

// Waking a thread takes longer than a call. A worker without a job therefore naps and looks again, longer each time, and is parked
// when nothing came for about a second.
const (
	firstNap = time.Millisecond
	lastNap  = 8 * time.Millisecond
	naps     = 128
)

// retainedMemory is how large the memory of a job may be that is used again.
const retainedMemory = 4 << 10

func newQueue(k *Kit, size, workers int) *queue {
	q := &queue{kit: k}
	for _, s := range []*shard{&q.objects, &q.functions} {
		s.ring, s.limit = make([]*job, size), size
		s.nudge = make(chan struct{}, 1)
		s.wake.L, s.done.L = &s.mu, &s.mu
	}
	q.group.Add(1 + workers)
	go q.work(&q.objects)
	for range workers {
		go q.work(&q.functions)
	}
	return q
}

// job returns an empty job; nil if there is no room for it.
func (s *shard) job() *job {
	s.mu.Lock()
	if s.closed || s.waiting >= s.limit {
		s.mu.Unlock()
		return nil
	}
	var j *job
	if last := len(s.free) - 1; last >= 0 {
		j, s.free = s.free[last], s.free[:last]
	}
	s.mu.Unlock()
	if j == nil {
		j = new(job)
	}
	return j
}

// add adds a job. It is false if there is no room.
func (s *shard) add(j *job) bool {
	s.mu.Lock()
	if s.closed || s.waiting >= s.limit {
		s.mu.Unlock()
		return false
	}
	s.put(j)
	s.mu.Unlock()
	return true
}

// must adds a job that is not dropped, however many wait. It is false if the shard is closed.
func (s *shard) must(j *job) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	if s.waiting == len(s.ring) {
		ring := make([]*job, 2*len(s.ring)+1)
		copy(ring, s.ring[s.first:])
		copy(ring[len(s.ring)-s.first:], s.ring[:s.first])
		s.ring, s.first = ring, 0
	}
	s.put(j)
	return true
}

// put puts a job behind the others, for which there is room. The shard is locked.
func (s *shard) put(j *job) {
	at := s.first + s.waiting
	if at >= len(s.ring) {
		at -= len(s.ring)
	}
	s.ring[at] = j
	s.waiting++
	if !s.napping || s.waiting > s.limit/4 {
		s.rouse()
	}
}

// rouse wakes a worker that does not work. The shard is locked.
func (s *shard) rouse() {
	if s.napping {
		s.napping = false
		select {
		case s.nudge <- struct{}{}:
		default:
		}
	} else if s.parked > 0 {
		s.wake.Signal()
	}
}

// next ends a job, which is nil for none, and takes another one. It is nil when the shard is closed and empty.
func (s *shard) next(ended *job) *job {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ended != nil {
		s.running--
		if len(s.free) < s.limit {
			s.free = append(s.free, ended)
		}
		if s.waiting+s.running == 0 {
			s.done.Broadcast()
		}
	}
	nap := firstNap
	for tried := 0; s.waiting == 0; tried++ {
		switch {
		case s.closed:
			return nil
		case s.napping || tried >= naps:
			s.parked++
			s.wake.Wait()
			s.parked--
			nap, tried = firstNap, 0
		default:
			s.nap(nap)
			nap = min(2*nap, lastNap)
		}
	}
	j := s.ring[s.first]
	s.ring[s.first] = nil
	if s.first++; s.first == len(s.ring) {
		s.first = 0
	}
	s.waiting--
	s.running++
	if s.waiting > 0 && s.parked > 0 {
		s.wake.Signal()
	}
	return j
}

// nap sleeps for so long, or until it is woken. The shard is locked before and after.
func (s *shard) nap(limit time.Duration) {
	s.napping = true
	s.mu.Unlock()
	timer := time.NewTimer(limit)
	select {
	case <-timer.C:
	case <-s.nudge:
		timer.Stop()
	}
	s.mu.Lock()
	s.napping = false
}

func (q *queue) work(s *shard) {
	defer q.group.Done()
	for j := s.next(nil); j != nil; j = s.next(j) {
		if j.run != nil {
			j.run()
		} else {
			q.kit.compare(j)
		}
		j.clear()
	}
}

func (q *queue) close() {
	for _, s := range []*shard{&q.objects, &q.functions} {
		s.mu.Lock()
		s.closed = true
		s.rouse()
		s.wake.Broadcast()
		s.mu.Unlock()
	}
	q.group.Wait()
}

// flush waits until nothing waits.
func (q *queue) flush(ctx context.Context) error {
	for _, s := range []*shard{&q.functions, &q.objects} {
		if err := s.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *shard) flush(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.done.Broadcast()
	})
	defer stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.waiting+s.running > 0 && ctx.Err() == nil {
		s.rouse()
		s.done.Wait()
	}
	return ctx.Err()
}
