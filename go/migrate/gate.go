package migrate

import (
	"bytes"
	"sync"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/compare"
)

// answers has memory for two encoded answers.
type answers struct{ own, theirs []byte }

var answersPool = sync.Pool{New: func() any { return new(answers) }}

// retire has the memory used again, unless it is large.
func (a *answers) retire() {
	if cap(a.own) > retainedAnswers || cap(a.theirs) > retainedAnswers {
		return
	}
	answersPool.Put(a)
}

// retainedAnswers is how large the memory of an answer may be that is used again.
const retainedAnswers = 1 << 20

// step is the call as a step.
func (c *call) step() Step { return Step{Number: c.function.Number, Arguments: c.Arguments()} }

// gate calls both cores, and answers if they agree. of is the pair of the object that the call is of; nil for none.
func (k *Kit) gate(c *call, of *pair) {
	p := c.policy
	candidate := c.candidate
	if of != nil {
		candidate = of.candidate
	}
	if c.function.Stream {
		k.gateStream(c, candidate)
		return
	}
	other, err := k.gated(c, candidate)
	if err != nil {
		c.Fail(err)
		return
	}
	var tookOwn, took time.Duration
	var errTheirs error
	if p.Compare.Latency > 0 || p.Rollback.Latency > 0 {
		start := time.Now()
		err = c.Proceed()
		between := time.Now()
		errTheirs = k.limited(c, candidate, other)
		tookOwn, took = between.Sub(start), time.Since(between)
		k.timed(c.function, p, took)
	} else {
		// Reading the clock takes longer than all else that is done here.
		err = c.Proceed()
		errTheirs = k.limited(c, candidate, other)
	}
	if err == nil && errTheirs == nil {
		memory := answersPool.Get().(*answers)
		memory.own, memory.theirs = c.AppendAnswer(memory.own[:0]), other.AppendAnswer(memory.theirs[:0])
		if c.function.Makes != "" {
			k.pair(c, candidate, gatedPair, memory.own, memory.theirs)
		}
		equal := c.function.Makes != "" || bytes.Equal(memory.own, memory.theirs)
		memory.retire()
		if equal && p.Compare.Latency == 0 {
			k.agreed(c.function)
			return
		}
	}
	k.failed(candidate, c, errTheirs)
	own := compare.Of(k.candidates[candidate].Calls, c.Call, tookOwn)
	theirs := compare.Of(k.candidates[candidate].Calls, other, took)
	if errTheirs != nil {
		theirs = compare.Outcome{Took: took}
		theirs.Fail(k.candidates[candidate].Calls, errTheirs)
	}
	k.gateCompare(c, of, candidate, &own, &theirs)
}

// gated is the call of the candidate: with arguments of its own if it may go on when the caller does not wait any longer.
func (k *Kit) gated(c *call, candidate int) (spandrel.Call, error) {
	calls := k.candidates[candidate].Calls
	if c.policy.Timeout > 0 {
		return calls.Decode(c.Context(), c.function.Number, c.Arguments())
	}
	return calls.Repeat(c.Call)
}

func (k *Kit) limited(c *call, candidate int, other spandrel.Call) error {
	if c.policy.Timeout > 0 {
		return within(c.Context(), other, c.policy.Timeout, func() {})
	}
	return proceed(other)
}

// gateCompare compares what is not equal byte by byte.
func (k *Kit) gateCompare(c *call, of *pair, candidate int, own, theirs *compare.Outcome) {
	p := c.policy
	differs := compare.Outcomes(c.function, k.contract, own, theirs, &p.Compare)
	if c.function.Makes != "" && differs != nil {
		k.onlyOne(c, candidate, own, theirs)
	}
	if differs == nil {
		k.agreed(c.function)
		return
	}
	if p.AskTwice && of == nil && c.function.Makes == "" {
		if again := k.askAgain(c, candidate, own, theirs); again != nil {
			differs = again
		}
	}
	steps := []Step{c.step()}
	if of != nil {
		steps = of.steps(c.step())
		of.broken.Store(true)
	}
	k.gateDiverged(c, candidate, *differs, steps, own, theirs)
	if differs.Class == compare.Nondeterministic {
		return
	}
	if p.OnDifference == Abstain || p.OnDifference == Halt {
		c.abstain(*differs)
	}
}

// askAgain makes a call that diverged again at both cores, and returns the difference of one to itself; nil if there is none.
func (k *Kit) askAgain(c *call, candidate int, own, theirs *compare.Outcome) *compare.Difference {
	calls := k.candidates[candidate].Calls
	rules := c.policy.Compare
	rules.Latency = 0
	var found *compare.Difference
	if repeated, err := calls.Repeat(c.Call); err == nil {
		_ = proceed(repeated)
		again := compare.Of(calls, repeated, 0)
		found = compare.Outcomes(c.function, k.contract, theirs, &again, &rules)
	}
	_ = c.Proceed()
	again := compare.Of(calls, c.Call, 0)
	if d := compare.Outcomes(c.function, k.contract, own, &again, &rules); d != nil {
		found = d
	}
	if found != nil {
		found.Class = compare.Nondeterministic
	}
	return found
}
