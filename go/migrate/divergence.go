package migrate

import (
	"fmt"
	"time"

	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Divergence is a call that two cores answered differently.
type Divergence struct {
	Time time.Time
	// Function is the full name, and Number that of the contract.
	Function string
	Number   int
	// Candidate is the core that was compared with the primary.
	Candidate  string
	Difference compare.Difference
	// Calls are the encoded calls that led here, the divergent one last: of an object, those that it had, from its constructor on.
	// They are nil if there were too many of them.
	Calls []Step
	// Primary and Theirs are the outcomes.
	Primary, Theirs compare.Outcome
}

// Step is an encoded call.
type Step struct {
	// Number is that of the function.
	Number int
	// Arguments are encoded; an object in them is the number that a step before answered with.
	Arguments []byte
	// Object is the number of the object that it makes; 0 for none.
	Object uint64
}

// agreed counts a comparison without a difference.
func (k *Kit) agreed(f *schema.Function) {
	k.counters[f.Number].agreed.Add(1)
}

// diverged counts a difference, tells of it, and rolls back if that is the policy.
func (k *Kit) diverged(f *schema.Function, p *policy, d *Divergence) {
	c := &k.counters[f.Number]
	if d.Difference.Class == compare.Nondeterministic {
		c.nondeterministic.Add(1)
	} else {
		c.diverged.Add(1)
	}
	d.Time, d.Function, d.Number = time.Now(), f.Name, f.Number
	if k.options.OnDivergence != nil {
		k.options.OnDivergence(d)
	}
	if d.Difference.Class != compare.Nondeterministic {
		k.note(f, p, divergence)
	}
}

// abstain answers with a DivergedError.
func (c *call) abstain(d compare.Difference) {
	c.kit.counters[c.function.Number].abstained.Add(1)
	c.Fail(&DivergedError{Function: c.function.Name, Difference: d})
}

// gateDiverged notes the difference that a gate found, and halts the function if that is the policy.
func (k *Kit) gateDiverged(c *call, candidate int, d compare.Difference, steps []Step, own, theirs *compare.Outcome) {
	k.diverged(c.function, c.policy, &Divergence{
		Candidate: k.candidates[candidate].Name, Difference: d, Calls: steps, Primary: *own, Theirs: *theirs,
	})
	if c.policy.OnDifference == Halt && d.Class != compare.Nondeterministic {
		k.halt(c.function, fmt.Sprint(&d))
	}
}
