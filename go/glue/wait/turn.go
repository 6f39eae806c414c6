package wait

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel/internal/abi"
)

// urgent is the bit of a handle that tells Rust that the call has waited long enough: calls that came later wait
// until it has entered.
const urgent = 1 << 63

// slotMask is the part of a handle that names the slot.
const slotMask = 1<<24 - 1

const (
	// patience is how long a call waits before it is urgent. Until then calls may overtake it, which costs nobody anything
	// where an object is never in use for long.
	patience = 5 * time.Millisecond
	// shortestHold is how long an urgent call first holds others back. Then those that only read pass for as long, as a call
	// that is in may be waiting, through another goroutine, for one that waits. The next hold is twice as long, so that calls
	// that last end in one of them.
	shortestHold = 100 * time.Millisecond
	// longestHold is how long a call that only reads waits behind an urgent one at most.
	longestHold = 16 * shortestHold
	// longestPause is how often a call looks for itself: Rust may drop a future, which ends a use, at any time.
	longestPause = 5 * time.Millisecond
)

// tickets number the calls that wait, in the order in which they came.
var tickets atomic.Uint64

// Turn is a call that found an object in use and waits for its turn. A call that does not wait has none.
type Turn struct {
	ticket uint64
	tries  int
	since  time.Time
	// slept counts instead of the clock in a bubble of testing/synctest.
	slept time.Duration
	// places are those of the call's objects, which become known when it tries again.
	places []*place
	// first is the first of them.
	first place
	// limits are the contexts of the objects, noted anew for each try.
	limits []context.Context
	// wake has an element when it is worth another try. In a bubble of testing/synctest there may be none: those who wake it may be
	// outside, or in another one.
	wake chan struct{}
}

// turns are unused.
var turns = sync.Pool{New: func() any { return new(Turn) }}

// NewTurn begins to wait.
func NewTurn() *Turn {
	turn := turns.Get().(*Turn)
	turn.ticket = tickets.Add(1)
	turn.since = time.Now()
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
	clear(t.places)
	clear(t.limits[:cap(t.limits)])
	*t = Turn{wake: t.wake, places: t.places[:0], limits: t.limits[:0]}
	turns.Put(t)
}

// poke makes the call try again.
func (t *Turn) poke() {
	poke(t.wake)
}

func poke(wake chan struct{}) {
	select {
	case wake <- struct{}{}:
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

// At makes an object of the call known, and the context that calls with the object do not outwait. The answer is what a try adds
// to the handle: the urgent bit once the call has waited long enough for this object.
func (t *Turn) At(q *Queue, handle uint64, limit context.Context) uint64 {
	if limit != nil {
		t.limits = append(t.limits, limit)
	}
	for _, p := range t.places {
		if p.queue == q {
			return p.flag
		}
	}
	p := &t.first
	if len(t.places) > 0 {
		p = new(place)
	}
	p.turn, p.queue, p.handle = t, q, handle
	t.places = append(t.places, p)
	return 0
}

// Wait waits until the call is worth another try, after one that has come back with this status. The answer is nil if it is not to
// try again: a context is done, which is the call's own if it has one, and one of its objects' otherwise.
func (t *Turn) Wait(ctx context.Context, status uint64) (again *Turn) {
	defer func() {
		// Also if a method of the context panics, or ends the goroutine.
		if again == nil {
			t.End(false)
		}
	}()
	t.tries++
	busy := t.busy(status)
	if t.tries == 1 && busy == nil || busy != nil && busy.queue.join(busy) {
		// At once: a try makes the objects known, and a call that ends from now on finds this one in the queue.
		runtime.Gosched()
	} else if t.sleep(ctx, t.look() || busy == nil) != nil {
		return nil
	}
	t.look()
	t.limits = t.limits[:0]
	return t
}

// at is the place at the object that the status names; nil if that is not known yet.
func (t *Turn) at(status uint64) *place {
	for _, p := range t.places {
		if p.handle&slotMask == status>>32&slotMask {
			return p
		}
	}
	return nil
}

// isExclusive tells whether a call that has come back with this status would have the object alone.
func isExclusive(status uint64) bool {
	return status&abi.StatusExclusive != 0
}

// busy is the place at the object that the status names. The call retains the places that it has in other queues: it needs all of
// its objects at once.
func (t *Turn) busy(status uint64) *place {
	busy := t.at(status)
	if busy != nil {
		for _, p := range t.places {
			p.queue.found(p, p == busy, isExclusive(status))
		}
	}
	return busy
}

// look brings the call's flags up to date. It tells whether the call is the first at one of its objects.
func (t *Turn) look() (first bool) {
	for _, p := range t.places {
		if p.queue.look(p) {
			first = true
		}
	}
	return first
}

// sleep waits until the call is worth another try. One that is the first somewhere also looks for itself, others are told. The
// error is that of a context.
func (t *Turn) sleep(ctx context.Context, looks bool) error {
	if inBubble() {
		// A timer of the bubble's would stand still for as long as another goroutine waits for Rust.
		sleep(longestPause)
		t.slept += longestPause
		return t.expired(ctx)
	}
	var end <-chan time.Time
	// In the debug build all look, as they report a wait that is long.
	if looks || Nobody != 0 {
		timer := time.NewTimer(t.pause())
		defer timer.Stop()
		end = timer.C
	}
	var done <-chan struct{}
	if ctx != nil {
		done = ctx.Done()
	} else {
		for index, limit := range t.limits {
			if index == 0 {
				done = limit.Done()
			} else {
				// It may come late, when another call has the turn: that then tries for nothing.
				wake := t.wake
				defer context.AfterFunc(limit, func() { poke(wake) })()
			}
		}
	}
	select {
	case <-t.wake:
	case <-end:
	case <-done:
	}
	return t.expired(ctx)
}

// expired is the error of the call's context, or else of one of its objects'.
func (t *Turn) expired(ctx context.Context) error {
	if ctx != nil {
		return ctx.Err()
	}
	for _, limit := range t.limits {
		if err := limit.Err(); err != nil {
			return err
		}
	}
	return nil
}

// End is called when the call has ended, or stopped waiting: those who wait for its objects try again.
func (t *Turn) End(served bool) {
	for _, p := range t.places {
		p.queue.leave(p, served)
		p.queue.Next()
	}
	t.free()
}
