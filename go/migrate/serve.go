package migrate

import (
	"encoding/binary"
	"time"

	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/migrate/compare"
)

// serve has a candidate answer a call, and those behind it in the order if that fails.
func (k *Kit) serve(c *call) {
	p := c.policy
	if k.servedBy(c, p.candidate, len(p.order) > 0) {
		return
	}
	for i, next := range p.order {
		k.counters[c.function.Number].fellBack.Add(1)
		if next < 0 {
			_ = c.Proceed()
			return
		}
		if k.servedBy(c, next, i < len(p.order)-1) {
			return
		}
	}
}

// servedBy has one candidate answer, and reports whether it did. Where there is no other core, any end is an answer.
func (k *Kit) servedBy(c *call, candidate int, others bool) bool {
	f, p := c.function, c.policy
	repeated, err := k.candidates[candidate].Calls.Repeat(c.Call)
	if err != nil {
		c.Fail(err)
		return true
	}
	b := &k.breakers[candidate*len(k.contract.Functions)+f.Number]
	if others && !b.allows() {
		return false
	}
	if f.Stream {
		return k.servedStream(c, candidate, repeated, others, b)
	}
	if p.Rollback.Latency > 0 {
		start := time.Now()
		err = proceed(repeated)
		k.timed(f, p, time.Since(start))
	} else {
		err = proceed(repeated)
	}
	failed := k.failed(candidate, c, err)
	if others {
		k.breakerDone(b, c, candidate, !failed)
		if failed {
			return false
		}
	}
	k.counters[f.Number].served.Add(1)
	switch {
	case err != nil:
		c.Fail(err)
	case f.Makes != "":
		k.adopt(c, candidate, repeated.AppendAnswer(nil))
	default:
		if err := c.Answer(repeated.AppendAnswer(nil)); err != nil {
			c.Fail(err)
		}
	}
	return true
}

// breakerDone notes how a call ended.
func (k *Kit) breakerDone(b *breaker, c *call, candidate int, ok bool) {
	if kind := b.done(ok, c.policy.Breaker); kind != "" {
		k.event(Event{Kind: kind, Function: c.function.Name, Reason: k.candidates[candidate].Name})
	}
}

// failed reports whether the end of a call is a failure of the core, and counts it.
func (k *Kit) failed(candidate int, c *call, err error) bool {
	if err == nil {
		return false
	}
	switch code, _ := compare.Code(k.candidates[candidate].Calls, err); code {
	case "panic", "crash", "exhausted":
	case "timeout":
		if c.Context().Err() != nil {
			// The caller's own time is over.
			return false
		}
	default:
		return false
	}
	k.counters[c.function.Number].failed.Add(1)
	k.note(c.function, c.policy, failure)
	return true
}

// adopt answers with an object that a candidate made, and that lives there alone.
func (k *Kit) adopt(c *call, candidate int, answer []byte) {
	number := c.NewObject()
	k.nameObject(candidate, answer, number)
	k.pairs.put(&pair{number: number, object: c.function.Makes, kind: servedPair, candidate: candidate})
	if err := c.Answer(wire.AppendUint64(nil, number)); err != nil {
		c.Fail(err)
	}
}

// objectOf is the number of the object that a call is of.
func (c *call) objectOf() uint64 {
	arguments := c.Arguments()
	if len(arguments) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(arguments)
}
