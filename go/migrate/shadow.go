package migrate

import (
	"bytes"
	"context"
	"encoding/binary"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

var background = context.Background()

// Items of a stream that are retained for a comparison.
const (
	shadowItems = 4096
	shadowBytes = 1 << 20
)

// job is a comparison that waits.
type job struct {
	function  *schema.Function
	policy    *policy
	candidate int
	of        *pair
	// parent is the pair of the object whose method makes of.
	parent *pair
	// arguments and answer are encoded copies.
	arguments, answer []byte
	items             [][]byte
	more              bool
	err               error
	took              time.Duration
	// run is something else, that is to be done in the order of the queue.
	run func()
}

// shadow has the primary answer, and the call made again at the candidate later.
func (k *Kit) shadow(c *call, of *pair) {
	makes := c.function.Makes != ""
	shard := &k.queue.functions
	if makes || of != nil {
		shard = &k.queue.objects
	}
	var j *job
	if !makes || !k.pairs.full() {
		j = shard.job()
	}
	if j == nil {
		_ = c.Proceed()
		k.dropped(c, of)
		return
	}
	j.function, j.policy, j.candidate, j.of = c.function, c.policy, c.candidate, of
	// The arguments belong to the caller again when the call has ended.
	j.arguments = c.AppendArguments(j.arguments)
	if c.function.Stream {
		j.collect(c.Call.(spandrel.StreamCall))
	}
	if c.policy.Compare.Latency > 0 {
		start := time.Now()
		j.err = c.Proceed()
		j.took = time.Since(start)
	} else {
		j.err = c.Proceed()
	}
	switch {
	case j.err != nil:
	case c.function.Stream:
		j.more = j.more || c.Call.(spandrel.StreamCall).Stopped()
	default:
		j.answer = c.AppendAnswer(j.answer)
	}
	if makes {
		j.parent, j.of = of, nil
		if j.err == nil {
			j.of = &pair{number: binary.LittleEndian.Uint64(j.answer), object: c.function.Makes, kind: shadowedPair, candidate: j.candidate}
			k.pairs.put(j.of)
		}
	}
	if !shard.add(j) {
		k.dropped(c, j.of)
	}
}

// dropped counts a call that is not compared. The twin of an object that it has changed is out of step from now on.
func (k *Kit) dropped(c *call, of *pair) {
	k.counters[c.function.Number].dropped.Add(1)
	switch {
	case of == nil:
	case c.function.Close:
		k.endTwin(of)
	default:
		of.broken.Store(true)
	}
}

// collect retains the items of a stream.
func (j *job) collect(stream spandrel.StreamCall) {
	size := 0
	stream.OnItem(func(appendItem func([]byte) []byte) {
		if len(j.items) >= shadowItems || size > shadowBytes {
			j.more = true
			return
		}
		item := appendItem(nil)
		size += len(item)
		j.items = append(j.items, item)
	})
}

// clear empties a job, whose memory another one uses unless it is large.
func (j *job) clear() {
	arguments, answer := j.arguments, j.answer
	if cap(arguments) > retainedMemory {
		arguments = nil
	}
	if cap(answer) > retainedMemory {
		answer = nil
	}
	*j = job{arguments: arguments[:0], answer: answer[:0]}
}

// shadowedObject has the primary answer a call of an object, and its twin later.
func (k *Kit) shadowedObject(c *call, of *pair) {
	c.candidate = of.candidate
	k.ordered(c, of, func() { k.shadow(c, of) })
	if c.function.Close {
		k.pairs.remove(of)
	}
}

// compare makes the call of a job at the candidate, and compares the outcomes.
func (k *Kit) compare(j *job) {
	f, calls := j.function, k.candidates[j.candidate].Calls
	if j.parent != nil && j.parent.broken.Load() {
		// The candidate cannot make what belongs to an object that it does not have.
		if j.of != nil {
			j.of.broken.Store(true)
		}
		return
	}
	if j.of != nil && f.Makes == "" && j.of.broken.Load() {
		if f.Close {
			k.closeTwin(j.of.object, j.candidate, j.of.number)
		}
		return
	}
	own := compare.Outcome{Answer: j.answer, Items: j.items, More: j.more, Took: j.took}
	if j.err != nil {
		own.Answer = nil
		own.Fail(calls, j.err)
	}
	arguments := j.arguments
	theirs := k.ask(j)
	step := Step{Number: f.Number}
	if f.Makes != "" {
		if j.err == nil && theirs.Code == "" {
			step.Object = j.of.number
			k.nameObject(j.candidate, theirs.Answer, j.of.number)
		} else if theirs.Code == "" {
			k.discard(f, j.candidate, theirs.Answer)
		}
	}
	differs := compare.Outcomes(f, k.contract, &own, &theirs, &j.policy.Compare)
	if differs != nil || j.of != nil {
		// The memory is that of another job soon.
		step.Arguments = bytes.Clone(arguments)
	}
	if differs == nil {
		k.agreed(f)
		if j.of != nil {
			j.of.add(step)
		}
	} else {
		k.shadowDiverged(j, step, differs, &own, &theirs)
	}
	if j.of != nil && f.Close {
		calls.Remove(j.of.number)
	}
}

// ask makes the call of a job at the candidate.
func (k *Kit) ask(j *job) (theirs compare.Outcome) {
	calls := k.candidates[j.candidate].Calls
	call, err := calls.Decode(background, j.function.Number, j.arguments)
	if err != nil {
		theirs.Fail(calls, err)
		return theirs
	}
	if stream, ok := call.(spandrel.StreamCall); ok && j.function.Stream {
		stream.While(func(appendItem func([]byte) []byte) bool {
			if j.more && len(theirs.Items) >= len(j.items) || len(theirs.Items) > len(j.items) {
				theirs.More = true
				return false
			}
			theirs.Items = append(theirs.Items, appendItem(nil))
			return true
		})
	}
	start := time.Now()
	if j.policy.Timeout > 0 {
		arguments := j.arguments
		// A call that goes on alone has them.
		j.arguments = nil
		err = within(background, call, j.policy.Timeout, func() {})
		j.arguments = arguments[:0:0]
	} else {
		err = proceed(call)
	}
	theirs.Took = time.Since(start)
	k.timed(j.function, j.policy, theirs.Took)
	if err != nil {
		theirs.Fail(calls, err)
		if theirs.Code == "panic" || theirs.Code == "crash" || theirs.Code == "timeout" {
			k.counters[j.function.Number].failed.Add(1)
			k.note(j.function, j.policy, failure)
		}
	} else if !j.function.Stream {
		theirs.Answer = call.AppendAnswer(nil)
	}
	return theirs
}

func (k *Kit) shadowDiverged(j *job, step Step, differs *compare.Difference, own, theirs *compare.Outcome) {
	f := j.function
	if j.policy.AskTwice && f.Makes == "" && !f.Exclusive && !f.Close && differs.Class != compare.Latency {
		again := *j
		again.arguments = append([]byte(nil), step.Arguments...)
		second := k.ask(&again)
		rules := j.policy.Compare
		rules.Latency = 0
		if d := compare.Outcomes(f, k.contract, theirs, &second, &rules); d != nil {
			d.Class = compare.Nondeterministic
			differs = d
		}
	}
	steps := []Step{step}
	if j.of != nil {
		steps = j.of.steps(step)
		if f.Makes != "" || f.Exclusive || f.Close {
			j.of.broken.Store(true)
		}
	}
	own.Answer = append([]byte(nil), own.Answer...)
	k.diverged(f, j.policy, &Divergence{
		Candidate: k.candidates[j.candidate].Name, Difference: *differs, Calls: steps, Primary: *own, Theirs: *theirs,
	})
}
