package wait

import (
	"context"
	"slices"
	"testing"
	"time"

	"spandrel.dev/spandrel/internal/abi"
)

// busy is the status of a call that found the object in this slot in use.
func busy(slot uint64, exclusive bool) uint64 {
	status := abi.CodeBusy | slot<<32
	if exclusive {
		status |= abi.StatusExclusive
	}
	return status
}

// newTurn is a turn for which time passes only by [waits].
func newTurn() *Turn {
	turn := NewTurn()
	turn.since = time.Now().Add(24 * time.Hour)
	return turn
}

// come has a call find an object in use.
func come(turn *Turn, q *Queue, exclusive bool) *Turn {
	turn.At(q, 7, nil)
	turn.Wait(context.Background(), busy(7, exclusive))
	return turn
}

// line is a queue of calls, e for an exclusive one and s for one that shares.
func line(calls string) (*Queue, []*Turn) {
	q := new(Queue)
	var turns []*Turn
	for _, call := range calls {
		turns = append(turns, come(newTurn(), q, call == 'e'))
	}
	return q, turns
}

// order is the queue by the turns that stand in it.
func order(q *Queue) (turns []*Turn) {
	for p := q.first; p != nil; p = p.behind {
		turns = append(turns, p.turn)
	}
	return turns
}

// poked tells which calls were told to try again, and clears that.
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

// waits has a call wait for so long more, and look.
func waits(turn *Turn, time time.Duration) uint64 {
	turn.slept += time
	turn.look()
	return turn.first.flag
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
		q.Next()
		if got := poked(turns); !slices.Equal(got, test.want) {
			t.Errorf("queue %q: calls %v try again, want %v", test.calls, got, test.want)
		}
		// Those that share their turn leave the queue, and come back to their place if they find the object in use.
		for _, turn := range slices.Backward(turns) {
			q.join(&turn.first)
		}
		if !slices.Equal(order(q), turns) {
			t.Errorf("queue %q: the calls have come back in another order", test.calls)
		}
	}
}

func TestTheNextOneFollows(t *testing.T) {
	q, turns := line("ese")
	turns[0].End(true)
	if got := poked(turns[1:]); !slices.Equal(got, []int{0}) {
		t.Errorf("after the first, calls %v try again, want 0", got)
	}
	turns[2].End(false) // stops waiting, from the end
	turns[1].End(true)
	if !q.Empty() || q.first != nil || q.last != nil {
		t.Errorf("%d calls are left", q.Length)
	}
}

func TestTheFirstBecomesUrgentWhenItHasWaited(t *testing.T) {
	_, turns := line("ee")
	if waits(turns[1], time.Hour) != 0 {
		t.Error("the second is urgent, however long it has waited; want the first only")
	}
	if waits(turns[0], 0) != 0 {
		t.Error("the first is urgent at once")
	}
	if waits(turns[0], patience) != urgent {
		t.Error("the first is not urgent after it has waited")
	}
}

// Rust holds calls back for an urgent one until an urgent one has entered. If it stops waiting, the next must be urgent.
func TestAnUrgentCallThatStopsWaitingIsFollowedByAnother(t *testing.T) {
	q, turns := line("es")
	waits(turns[0], patience)
	turns[0].End(false)
	if waits(turns[1], 0) != urgent {
		t.Error("the next call is not urgent")
	}
	turns[1].End(true)
	if q.holding {
		t.Error("nobody waits any more, and the queue does not know")
	}
}

// One that enters does not undo what one behind it has begun meanwhile: nobody would let others in if that stopped waiting.
func TestIssueAGateIsOpenedByTheNextCall(t *testing.T) {
	q, turns := line("ee")
	waits(turns[0], patience)
	turns[1].first.flag = urgent
	turns[0].End(true)
	turns[1].End(false)
	later := come(newTurn(), q, false)
	if later.first.flag != urgent {
		t.Error("a call on a free object waits although nobody else does")
	}
}

// A call that is in may wait for another goroutine's, which waits for one that waits for it. Each of a chain of them waits for a
// bounded time.
func TestIssueCallsThatSharePassForAsLongAsTheyAreHeldBack(t *testing.T) {
	q, turns := line("eses")
	waits(turns[0], patience)
	hold := shortestHold
	for range 8 {
		// One step less than the hold.
		for range 9 {
			waits(turns[0], hold/10)
		}
		if got := poked(turns); got != nil {
			t.Fatalf("after less than %v calls %v may pass", hold, got)
		}
		for !q.resting {
			waits(turns[0], hold/10)
		}
		if got := poked(turns); !slices.Equal(got, []int{0, 1, 3}) {
			t.Fatalf("after %v calls %v may pass, want 1 and 3", hold, got)
		}
		if waits(turns[3], 0) != urgent {
			t.Fatal("a call that may pass is not urgent: Rust would hold it back")
		}
		later := come(newTurn(), q, false)
		if later.first.flag != urgent {
			t.Fatal("a call that comes now is held back")
		}
		later.End(true)
		if waits(turns[2], 0) != 0 {
			t.Fatal("a call passes that would have the object to itself")
		}
		for range 9 {
			waits(turns[0], hold/10)
		}
		if !q.resting {
			t.Fatalf("calls pass for less than %v", hold)
		}
		for q.resting {
			waits(turns[0], hold/10)
		}
		poked(turns)
		if hold = min(2*hold, longestHold); q.span != hold {
			t.Fatalf("then they are held back for %v, want %v", q.span, hold)
		}
	}
}

// A wait ends also if a method of its context panics, and the queue goes on without it.
func TestIssueAContextThatPanics(t *testing.T) {
	q, turns := line("e")
	limit := panics{context.Background()}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic is lost")
			}
		}()
		turns[0].At(q, 7, limit)
		turns[0].Wait(nil, busy(7, true))
	}()
	if !q.Empty() || q.first != nil {
		t.Error("the call is still in the queue")
	}
}

type panics struct{ context.Context }

func (panics) Done() <-chan struct{} { panic("no context") }

// A call of several objects waits where one is in use, keeps its place there while it waits for another, and lets others pass
// there until that is free.
func TestIssueACallOfTwoObjects(t *testing.T) {
	one, other := new(Queue), new(Queue)
	both := newTurn()
	try := func(slot uint64, exclusive bool) {
		both.At(one, 1, nil)
		both.At(other, 2, nil)
		if both.Wait(context.Background(), busy(slot, exclusive)) == nil {
			t.Fatal("it waits no more")
		}
	}
	try(1, false)
	try(1, false)
	if one.first == nil || other.first != nil {
		t.Fatal("it does not wait where the object is in use")
	}
	waits(both, patience)
	try(2, true)
	if one.first == nil || other.first == nil || !other.first.exclusive || one.first.exclusive {
		t.Fatal("it does not wait for both, as each needs")
	}
	if got := [2]uint64{both.At(one, 1, nil), both.At(other, 2, nil)}; got != [2]uint64{urgent, urgent} {
		t.Errorf("flags %x, want both urgent", got)
	}
	// The other object is in use for long.
	for range 20 {
		waits(both, shortestHold/10)
	}
	behind := come(newTurn(), one, true)
	if behind.first.flag != urgent {
		t.Error("a call waits for an object that is free, because one before it needs another object")
	}
	both.End(true)
	behind.End(true)
	if !one.Empty() || !other.Empty() {
		t.Error("a queue is not empty")
	}
}

// A wait ends with any of the contexts of the call's objects.
func TestIssueContextsOfSeveralObjects(t *testing.T) {
	for which := range 2 {
		q, turns := line("e")
		limits := [2]context.Context{context.Background(), context.Background()}
		ctx, cancel := context.WithCancel(context.Background())
		limits[which] = ctx
		for index, limit := range limits {
			turns[0].At(q, uint64(7+index), limit)
		}
		time.AfterFunc(time.Millisecond, cancel)
		for turns[0].Wait(nil, busy(7, true)) != nil {
			for index, limit := range limits {
				turns[0].At(q, uint64(7+index), limit)
			}
		}
		if !q.Empty() {
			t.Error("the call is still in the queue")
		}
	}
}
