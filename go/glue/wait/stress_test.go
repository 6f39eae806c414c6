package wait

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel/internal/abi"
)

// slot does what Rust's table does with an object: who may enter, and who is held back.
type slot struct {
	number uint64
	queue  Queue

	mu        sync.Mutex
	shared    int
	exclusive bool
	queued    bool
}

func (s *slot) enter(flag uint64, exclusive bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queued && flag == 0 || s.exclusive || exclusive && s.shared > 0 {
		s.queued = s.queued || flag != 0
		return false
	}
	if flag != 0 {
		s.queued = false
	}
	if exclusive {
		s.exclusive = true
	} else {
		s.shared++
	}
	return true
}

func (s *slot) leave(flag uint64, exclusive, refusedElsewhere bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if exclusive {
		s.exclusive = false
	} else {
		s.shared--
	}
	s.queued = s.queued || refusedElsewhere && flag != 0
}

// use is how a call has an object.
type use struct {
	slot      *slot
	exclusive bool
}

// try enters all objects or none, and runs the call. The status names the object that is in use.
func try(uses []use, flags []uint64, run func()) uint64 {
	if len(uses) == 0 {
		run()
		return abi.CodeOK
	}
	first := uses[0]
	if !first.slot.enter(flags[0], first.exclusive) {
		return busy(first.slot.number, first.exclusive)
	}
	status := try(uses[1:], flags[1:], run)
	first.slot.leave(flags[0], first.exclusive, status != abi.CodeOK)
	return status
}

// call is what generated code does. It is false if the context has ended it.
func call(ctx context.Context, uses []use, run func()) bool {
	var turn *Turn
	flags := make([]uint64, len(uses))
	for {
		for index, use := range uses {
			if turn != nil {
				flags[index] = turn.At(&use.slot.queue, use.slot.number, ctx)
			}
		}
		status := try(uses, flags, run)
		if status == abi.CodeOK {
			if turn != nil {
				turn.End(true)
			}
			for _, use := range uses {
				use.slot.queue.Next()
			}
			return true
		}
		if turn == nil {
			turn = NewTurn()
		}
		if turn = turn.Wait(nil, status); turn == nil {
			return false
		}
	}
}

// Many calls of one and two objects, in any order and with contexts that end: each gets its turn, and nothing is left behind.
func TestEveryCallGetsItsTurn(t *testing.T) {
	slots := []*slot{{number: 1}, {number: 2}, {number: 3}}
	var all sync.WaitGroup
	var ended, stopped atomic.Int64
	for worker := range 24 {
		all.Add(1)
		go func() {
			defer all.Done()
			random := rand.New(rand.NewPCG(11, uint64(worker)))
			for range 200 {
				first := random.IntN(len(slots))
				uses := []use{{slots[first], random.IntN(4) == 0}}
				if random.IntN(3) == 0 {
					uses = append(uses, use{slots[(first+1)%len(slots)], random.IntN(2) == 0})
				}
				ctx, cancel := context.Background(), func() {}
				if random.IntN(4) == 0 {
					ctx, cancel = context.WithTimeout(ctx, time.Duration(random.IntN(int(10*time.Millisecond))))
				}
				work := time.Duration(random.IntN(int(time.Millisecond)))
				if call(ctx, uses, func() { time.Sleep(work) }) {
					ended.Add(1)
				} else {
					stopped.Add(1)
				}
				cancel()
			}
		}()
	}
	all.Wait()
	if ended.Load() == 0 || stopped.Load() == 0 {
		t.Errorf("%d calls ended and %d stopped waiting; want some of both", ended.Load(), stopped.Load())
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	for _, s := range slots {
		if !s.queue.Empty() || s.queue.first != nil || s.queue.last != nil {
			t.Errorf("%d calls are in the queue of object %d", s.queue.Length, s.number)
		}
		if !call(done, []use{{s, true}}, func() {}) {
			t.Errorf("object %d is free, and a call waits for it", s.number)
		}
	}
}
