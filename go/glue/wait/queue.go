package wait

import (
	"sync"
	"sync/atomic"
	"time"
)

// place is where a call stands at one of its objects.
type place struct {
	turn  *Turn
	queue *Queue
	// handle is the object's.
	handle uint64
	// flag is the urgent bit once the call has it here.
	flag      uint64
	exclusive bool
	// queued tells that it stands in the queue, called that it has left the queue to try together with others.
	queued, called bool
	// away tells that the call waits for another of its objects.
	away bool
	// passing tells that the call may pass the first one.
	passing bool
	// leads tells that it was the first when it last looked, after it had waited for looked.
	leads            bool
	looked           time.Duration
	previous, behind *place
}

// Queue is those who wait for an object, in the order in which they came. Whenever a call has ended, the first of them tries
// again, and with it those next to it that share the object.
//
// A call that has several objects stands in the queue of each that it has found in use, until it has entered all of them.
type Queue struct {
	// Length is looked at by every call that ends, with sync/atomic: [Nobody] if there is nothing to do.
	Length      int32
	mu          sync.Mutex
	first, last *place
	// holding tells that Rust may be holding others back for the first one.
	holding bool
	// resting tells that those that share the object pass the first one; otherwise it holds them back. That takes turns: phase is
	// how long it has been so, span for how long it is.
	resting     bool
	phase, span time.Duration
}

// Empty reports whether nobody waits.
func (q *Queue) Empty() bool {
	return atomic.LoadInt32(&q.Length) == 0
}

// NeverEmpty has Empty report that somebody waits, even if nobody does: the queue is one that stands for another.
func (q *Queue) NeverEmpty() {
	atomic.StoreInt32(&q.Length, 1)
}

// found notes what a call has met here: the object is in use, or another of the call's.
func (q *Queue) found(p *place, busy, exclusive bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	p.away = !busy
	if busy {
		p.exclusive = exclusive
	} else if p.called {
		// It keeps its place until it has all of its objects.
		q.insert(p)
	}
}

// join puts a call into the queue, behind those that came before. It is false if the call stands there.
func (q *Queue) join(p *place) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if p.queued {
		return false
	}
	q.insert(p)
	return true
}

func (q *Queue) insert(p *place) {
	front := q.last
	if front != nil && front.turn.ticket > p.turn.ticket {
		// It comes back, and is one of the first.
		front = nil
		for other := q.first; other.turn.ticket < p.turn.ticket; other = other.behind {
			front = other
		}
	}
	p.previous = front
	if front == nil {
		p.behind, q.first = q.first, p
	} else {
		p.behind, front.behind = front.behind, p
	}
	if p.behind == nil {
		q.last = p
	} else {
		p.behind.previous = p
	}
	p.queued, p.called = true, false
	atomic.AddInt32(&q.Length, 1)
}

func (q *Queue) remove(p *place) {
	if p.previous == nil {
		q.first = p.behind
	} else {
		p.previous.behind = p.behind
	}
	if p.behind == nil {
		q.last = p.previous
	} else {
		p.behind.previous = p.previous
	}
	p.previous, p.behind, p.queued = nil, nil, false
	atomic.AddInt32(&q.Length, -1)
}

// leave takes a call out, wherever it stands. served tells that it has entered the object.
func (q *Queue) leave(p *place, served bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	led := q.leads(p)
	if p.queued {
		q.remove(p)
	}
	if served && led && p.flag != 0 {
		// Rust does not hold others back any more, unless the next one is urgent as well.
		q.holding = q.first != nil && q.first.flag != 0
		q.startOver()
	}
	if q.first == nil {
		q.startOver()
	}
}

func (q *Queue) startOver() {
	q.resting, q.phase, q.span = false, 0, shortestHold
}

// leader is the one whose turn it is. One that waits for another object is passed while others may pass.
func (q *Queue) leader() *place {
	if p := q.first; p != nil && p.away && q.resting && p.behind != nil {
		return p.behind
	}
	return q.first
}

// leads tells whether it is the call's turn. Those that share it have left the queue to try together.
func (q *Queue) leads(p *place) bool {
	return p.called || p.queued && (q.first == p || q.leader() == p)
}

// look brings the flag of a call up to date. It tells whether the call is the first: then it becomes urgent after a while, or at
// once if one that was has left.
func (q *Queue) look(p *place) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	waited := p.turn.waited()
	leads := q.leads(p)
	lately := waited - p.looked
	if !p.leads {
		lately = 0
	}
	p.leads, p.looked = leads, waited
	switch {
	case !leads:
		p.flag = 0
	case q.holding || waited >= patience:
		p.flag, q.holding = urgent, true
		if q.first == p && (p.exclusive || p.away) {
			q.advance(p, lately)
		}
	}
	if p.queued && !p.exclusive && q.resting || p.passing {
		p.passing, p.flag = false, urgent
	}
	return leads
}

// advance has the first one hold others back and let them pass by turns. One that waits for another object lets them pass until
// that is free.
func (q *Queue) advance(first *place, lately time.Duration) {
	if q.span == 0 {
		q.startOver()
	}
	if q.phase += lately; q.phase < q.span || q.resting && first.away {
		return
	}
	q.phase, q.resting = 0, !q.resting
	if !q.resting {
		q.span = min(2*q.span, longestHold)
		return
	}
	for p := q.first; p != nil; p = p.behind {
		if !p.exclusive {
			p.passing = true
			p.turn.poke()
		}
	}
	if p := q.leader(); p != nil {
		p.turn.poke()
	}
}

// Next wakes those whose turn it is: the first one, which stands in the queue until its call has ended, or all that share the
// object up to the next that does not. These leave the queue: each would have to be found and passed over by every other.
func (q *Queue) Next() {
	if q.Empty() {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	shared := false
	for p := q.leader(); p != nil && !p.exclusive; {
		behind := p.behind
		if !p.away {
			q.remove(p)
			p.called, shared = true, true
		}
		p.turn.poke()
		p = behind
	}
	if p := q.leader(); p != nil && !shared {
		p.turn.poke()
	}
}

// All wakes everybody.
func (q *Queue) All() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for p := q.first; p != nil; p = p.behind {
		p.turn.poke()
	}
}
