package glue

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// busy is the status of a call that found the object of handle 7 in use.
func busy(exclusive bool) uint64 {
	status := uint64(codeBusy) | 7<<32
	if exclusive {
		status |= wantsExclusive
	}
	return status
}

// line is a queue of calls, e for an exclusive one and s for one that shares.
func line(calls string) (*queue, []*Turn) {
	q := new(queue)
	var turns []*Turn
	for _, call := range calls {
		turn := newTurn(busy(call == 'e'))
		q.join(turn)
		turns = append(turns, turn)
	}
	return q, turns
}

// poked tells which calls were told to try again, and takes the word back.
func poked(turns []*Turn) (which []int) {
	for index, turn := range turns {
		select {
		case <-turn.wake:
			which = append(which, index)
		default:
		}
	}
	return which
}

func TestTheFirstTriesAgainAndThoseThatShareItsTurn(t *testing.T) {
	for _, test := range []struct {
		calls string
		want  []int
	}{
		{"", nil},
		{"e", []int{0}},
		{"ee", []int{0}},
		{"es", []int{0}},
		{"s", []int{0}},
		{"sse", []int{0, 1}},
		{"sses", []int{0, 1}},
	} {
		q, turns := line(test.calls)
		q.next()
		if got := poked(turns); !slices.Equal(got, test.want) {
			t.Errorf("queue %q: calls %v try again, want %v", test.calls, got, test.want)
		}
		// Those that share their turn leave the queue, and come back to their place if they find the object in use.
		for _, turn := range turns {
			q.join(turn)
		}
		if !slices.Equal(q.turns, turns) {
			t.Errorf("queue %q: the calls have come back in another order", test.calls)
		}
	}
}

func TestTheNextOneFollows(t *testing.T) {
	q, turns := line("ese")
	q.end(turns[0], true)
	if got := poked(turns[1:]); !slices.Equal(got, []int{0}) {
		t.Errorf("after the first, calls %v try again, want 0", got)
	}
	q.end(turns[2], false) // gives up, from the end
	q.end(turns[1], true)
	if atomic.LoadInt32(&q.length) != 0 || len(q.turns) != 0 {
		t.Errorf("%d calls are left", len(q.turns))
	}
}

func TestTheFirstBecomesUrgentWhenItHasWaited(t *testing.T) {
	q, turns := line("ee")
	turns[1].since = time.Now().Add(-time.Hour)
	if q.isFirst(turns[1]) || turns[1].flag != 0 {
		t.Error("the second is urgent, however long it has waited; want the first only")
	}
	if !q.isFirst(turns[0]) || turns[0].flag != 0 {
		t.Error("the first is urgent at once")
	}
	turns[0].since = time.Now().Add(-patience)
	if !q.isFirst(turns[0]) || turns[0].flag != urgent {
		t.Error("the first is not urgent after it has waited")
	}
	object := &Object{handle: 7}
	if got := object.Handle(turns[0]); got != 7|urgent {
		t.Errorf("handle %#x, want %#x", got, uint64(7|urgent))
	}
}

// Rust holds calls back for an urgent one until an urgent one has entered. If it gives up, the next must be urgent.
func TestAnUrgentCallThatGivesUpIsFollowedByAnother(t *testing.T) {
	q, turns := line("es")
	turns[0].since = time.Now().Add(-patience)
	q.isFirst(turns[0])
	q.end(turns[0], false)
	if !q.isFirst(turns[1]) || turns[1].flag != urgent {
		t.Error("the next call is not urgent")
	}
	q.end(turns[1], true)
	if q.holding {
		t.Error("nobody waits any more, and the queue does not know")
	}
}

// A call that is in may wait for another goroutine's, which waits for one that waits for it.
func TestCallsThatShareMayPassOneThatWaitsForLong(t *testing.T) {
	q, turns := line("eses")
	turns[0].since = time.Now().Add(-grace)
	q.isFirst(turns[0])
	if got := poked(turns); !slices.Equal(got, []int{1, 3}) {
		t.Errorf("calls %v may pass, want 1 and 3", got)
	}
	q.isFirst(turns[3])
	if turns[3].flag != urgent {
		t.Error("a call that may pass is not urgent: Rust would hold it back")
	}
	q.isFirst(turns[0])
	if got := poked(turns); got != nil {
		t.Errorf("calls %v may pass again at once; want a longer wait each time", got)
	}
}

func TestAWaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	whole := &Object{handle: 7, bridge: new(Bridge)}
	object := new(Object)
	object.InitWith(ctx, whole)
	again := new(Object)
	again.InitWith(ctx, object)
	if again.whole != whole {
		t.Error("an object with a context stands for another one with a context; want the object itself")
	}
	frame := Frame{Status: busy(true)}
	if turn := object.Retry(frame, nil); turn != nil {
		t.Error("a call whose context is done waits")
	}
	if err := object.Fail("pkg.F", frame, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if atomic.LoadInt32(&whole.queue.length) != 0 {
		t.Error("the call is still in the queue")
	}
}
