package glue

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// urgent is the bit of a handle that tells Rust that the call has waited long enough: calls that came later wait
// until it has entered.
const urgent = 1 << 63

const (
	// patience is how long a call waits before it is urgent. Until then calls may overtake it, which costs nobody anything
	// where an object is never in use for long.
	patience = 5 * time.Millisecond
	// grace is how long an urgent call may hold others back before it lets those pass that only read. It is doubled each
	// time: a call that is in may be waiting, through another goroutine, for one that waits.
	grace = 100 * time.Millisecond
	// longestPause is how often a call looks for itself: futures and streams of Rust's let go of an object without a word.
	longestPause = 5 * time.Millisecond
)

// Turn is a call that found an object in use and waits for its turn. A call that does not wait has none.
type Turn struct {
	// flag is the urgent bit once the call has it.
	flag      uint64
	exclusive bool
	queued    bool
	// passing is set by the first one, under the queue's lock: the call may pass it.
	passing bool
	tries   int
	since   time.Time
	// slept counts instead of the clock in a bubble of testing/synctest.
	slept time.Duration
	// grace is how long the call may hold others back before it lets some of them pass.
	grace time.Duration
	// wake has an element when it is worth another try. In a bubble of testing/synctest there may be none: those who wake it may be
	// outside, or in another one.
	wake chan struct{}
}

// turns are unused.
var turns = sync.Pool{New: func() any { return new(Turn) }}

// newTurn begins to wait.
func newTurn(status uint64) *Turn {
	turn := turns.Get().(*Turn)
	turn.exclusive = status&wantsExclusive != 0
	turn.since = time.Now()
	turn.grace = grace
	if turn.wake == nil && !inBubble() {
		turn.wake = make(chan struct{}, 1)
	}
	return turn
}

// free ends the turn. Nobody else knows it any more.
func (t *Turn) free() {
	select {
	case <-t.wake:
	default:
	}
	*t = Turn{wake: t.wake}
	turns.Put(t)
}

// poke makes the call try again.
func (t *Turn) poke() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// waited is how long it has waited.
func (t *Turn) waited() time.Duration {
	return max(time.Since(t.since), t.slept)
}

// pause is how long to wait for a word from others: from 20 µs to 5 ms.
func (t *Turn) pause() time.Duration {
	return min(20*time.Microsecond<<min(t.tries, 8), longestPause)
}

// sleep waits until the call is worth another try. The error is that of the context.
func (t *Turn) sleep(ctx context.Context, pause time.Duration) error {
	if inBubble() {
		// A timer of the bubble's would stand still for as long as another goroutine waits for Rust.
		pause = min(pause, longestPause)
		sleep(pause)
		t.slept += pause
		return ctx.Err()
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-t.wake:
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// doze waits where nobody wakes those who wait: the object is not the one whose method is called.
func (t *Turn) doze(ctx context.Context) error {
	t.tries++
	if t.tries == 1 {
		runtime.Gosched()
		return ctx.Err()
	}
	err := t.sleep(ctx, t.pause())
	if t.waited() >= patience {
		t.flag = urgent
	}
	return err
}

// queue is those who wait for an object, in the order in which they came. Whenever a call has ended, the first of them tries
// again, and with it those next to it that share the object.
type queue struct {
	// length is looked at by every call that ends.
	length int32
	mu     sync.Mutex
	turns  []*Turn
	// holding tells that Rust may be holding others back for the first one.
	holding bool
}

// wait waits until the call is worth another try. The first time, that is at once: a call that ends later sees the queue.
func (q *queue) wait(ctx context.Context, turn *Turn) error {
	if q.join(turn) {
		runtime.Gosched()
		q.isFirst(turn)
		return ctx.Err()
	}
	turn.tries++
	pause := turn.pause()
	if !q.isFirst(turn) {
		pause = grace
	}
	err := turn.sleep(ctx, pause)
	q.isFirst(turn)
	return err
}

// join puts a call into the queue, behind those that have waited longer. It is false if the call stands there.
func (q *queue) join(turn *Turn) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if turn.queued {
		return false
	}
	index := len(q.turns)
	for index > 0 && q.turns[index-1].since.After(turn.since) {
		index--
	}
	turn.queued = true
	q.turns = slices.Insert(q.turns, index, turn)
	atomic.StoreInt32(&q.length, int32(len(q.turns)))
	return true
}

// leave takes a call out, wherever it stands. served tells that it has entered the object.
func (q *queue) leave(turn *Turn, served bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if turn.queued {
		index := slices.Index(q.turns, turn)
		q.turns = slices.Delete(q.turns, index, index+1)
		atomic.StoreInt32(&q.length, int32(len(q.turns)))
	}
	if served && turn.flag != 0 {
		q.holding = false
	}
	turn.queued = false
}

// end is called when a call has ended, or stopped waiting: those who wait try again.
func (q *queue) end(turn *Turn, served bool) {
	if turn != nil {
		q.leave(turn, served)
		turn.free()
	}
	q.next()
}

// isFirst tells whether the call is the first. Then it becomes urgent after a while, or at once if one that was has left.
func (q *queue) isFirst(turn *Turn) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if turn.passing {
		turn.passing, turn.flag = false, urgent
	}
	// Those that share their turn have left the queue to try together.
	if turn.queued && q.turns[0] != turn {
		return false
	}
	waited := turn.waited()
	if q.holding || waited >= patience {
		turn.flag, q.holding = urgent, true
	}
	if turn.exclusive && waited >= turn.grace {
		turn.grace *= 2
		q.letPass()
	}
	return true
}

// letPass lets those try who would share the object. A call that is in may be waiting for one of them, through another
// goroutine; then the first one would wait for ever.
func (q *queue) letPass() {
	for _, turn := range q.turns {
		if !turn.exclusive {
			turn.passing = true
			turn.poke()
		}
	}
}

// next wakes those whose turn it is: the first one, which stands in the queue until its call has ended, or all that share the
// object up to the next that does not. These leave the queue: each would have to be found and passed over by every other.
func (q *queue) next() {
	if atomic.LoadInt32(&q.length) == 0 {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	sharing := 0
	for sharing < len(q.turns) && !q.turns[sharing].exclusive {
		q.turns[sharing].queued = false
		q.turns[sharing].poke()
		sharing++
	}
	if sharing == 0 && len(q.turns) > 0 {
		q.turns[0].poke()
	}
	q.turns = slices.Delete(q.turns, 0, sharing)
	atomic.StoreInt32(&q.length, int32(len(q.turns)))
}

// all wakes everybody.
func (q *queue) all() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, turn := range q.turns {
		turn.poke()
	}
}
