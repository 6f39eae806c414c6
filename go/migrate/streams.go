package migrate

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/compare"
)

// servedStream passes the items of a candidate's stream on. One that fails before its first item goes to the next core.
func (k *Kit) servedStream(c *call, candidate int, repeated spandrel.Call, others bool, b *breaker) bool {
	own, theirs := c.Call.(spandrel.StreamCall), repeated.(spandrel.StreamCall)
	items := 0
	theirs.While(func(appendItem func([]byte) []byte) bool {
		items++
		more, err := own.Yield(appendItem(nil))
		return more && err == nil
	})
	err := proceed(repeated)
	failed := k.failed(candidate, c, err)
	if others {
		k.breakerDone(b, c, candidate, !failed)
		if failed && items == 0 {
			return false
		}
	}
	k.counters[c.function.Number].served.Add(1)
	if err != nil {
		c.Fail(err)
		return true
	}
	if err := c.Answer(nil); err != nil {
		c.Fail(err)
	}
	return true
}

// items are those of a stream that is read beside another.
type items struct {
	next   chan []byte
	cancel context.CancelFunc
	// limit is how long an item may take; 0 for any time.
	limit time.Duration
	// outcome is that of the call, once there are no more items.
	outcome compare.Outcome
	ended   chan compare.Outcome
}

// take returns the next item. It is false if there are no more, or none in time.
func (s *items) take() (item []byte, more bool) {
	var late <-chan time.Time
	if s.limit > 0 {
		timer := time.NewTimer(s.limit)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case item := <-s.next:
		return item, true
	case s.outcome = <-s.ended:
	case <-late:
		s.outcome = compare.Outcome{Code: "timeout", Message: "no item within " + s.limit.String()}
	}
	return nil, false
}

// beside makes the call of a stream at a candidate on another goroutine, whose items wait to be taken.
func (k *Kit) beside(ctx context.Context, candidate int, repeated spandrel.Call, limit time.Duration) *items {
	ctx, cancel := context.WithCancel(ctx)
	s := &items{next: make(chan []byte), cancel: cancel, limit: limit, ended: make(chan compare.Outcome, 1)}
	repeated.SetContext(ctx)
	repeated.(spandrel.StreamCall).While(func(appendItem func([]byte) []byte) bool {
		select {
		case s.next <- appendItem(nil):
			return true
		case <-ctx.Done():
			return false
		}
	})
	go func() {
		var outcome compare.Outcome
		if err := proceed(repeated); err != nil {
			outcome.Fail(k.candidates[candidate].Calls, err)
		}
		s.ended <- outcome
	}()
	return s
}

// retainedItems is how many items of a stream are retained where it diverged.
const retainedItems = 64

// gateStream passes on what both streams agree on, item by item.
func (k *Kit) gateStream(onStack *call, candidate int) {
	c := new(call)
	*c = *onStack
	repeated, err := k.candidates[candidate].Calls.Repeat(c.Call)
	if err != nil {
		c.Fail(err)
		return
	}
	other := k.beside(c.Context(), candidate, repeated, c.policy.Timeout)
	defer other.cancel()
	var differs *compare.Difference
	index, ended := 0, false
	// What is retained of the primary's items, for the record of a divergence.
	seen := compare.Outcome{More: true}
	own := c.Call.(spandrel.StreamCall)
	own.While(func(appendItem func([]byte) []byte) bool {
		if differs != nil || ended {
			return true
		}
		mine := appendItem(nil)
		if len(seen.Items) < retainedItems {
			seen.Items = append(seen.Items, mine)
		}
		theirs, more := other.take()
		if more {
			differs = compare.Item(c.function, index, mine, theirs, &c.policy.Compare)
		} else {
			ended = true
			differs = k.ended(c, other, index)
		}
		index++
		if differs == nil {
			return true
		}
		other.cancel()
		k.gateDiverged(c, candidate, *differs, []Step{c.step()}, &seen, &other.outcome)
		return c.policy.OnDifference == UsePrimary || c.policy.OnDifference == ""
	})
	err = c.Proceed()
	if differs == nil && !ended && !own.Stopped() {
		if differs = k.tail(c, candidate, err, other); differs != nil {
			k.gateDiverged(c, candidate, *differs, []Step{c.step()}, &seen, &other.outcome)
		}
	}
	if differs == nil {
		k.agreed(c.function)
	}
	if differs != nil && c.policy.OnDifference != "" && c.policy.OnDifference != UsePrimary {
		c.abstain(*differs)
	}
}

// ended is the difference of a stream that has an item more to one of a candidate that ended.
func (k *Kit) ended(c *call, other *items, index int) *compare.Difference {
	if other.outcome.Code != "" {
		return compare.Outcomes(c.function, k.contract, &compare.Outcome{}, &other.outcome, &c.policy.Compare)
	}
	return &compare.Difference{Class: compare.Length, Path: "items", A: fmt.Sprintf("%d or more", index+1), B: strconv.Itoa(index)}
}

// tail compares the ends of two streams with the same items.
func (k *Kit) tail(c *call, candidate int, err error, other *items) *compare.Difference {
	own := compare.Outcome{}
	if err != nil {
		own.Fail(k.candidates[candidate].Calls, err)
	}
	if item, more := other.take(); more {
		return &compare.Difference{Class: compare.Length, Path: "items", A: "the end", B: fmt.Sprintf("%x", item)}
	}
	return compare.Outcomes(c.function, k.contract, &own, &other.outcome, &c.policy.Compare)
}
