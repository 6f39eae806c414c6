package migrate

import (
	"sync/atomic"
	"time"
)

// counters are those of one function.
type counters struct {
	served, fellBack, agreed, diverged, nondeterministic, dropped, failed, abstained atomic.Uint64
}

// Counts are of one function since the kit was made.
type Counts struct {
	// Function is the full name.
	Function string `json:"function"`
	// Mode is that of the plan, and RolledBack and Halted tell what became of it.
	Mode       Mode `json:"policy"`
	RolledBack bool `json:"rolled_back,omitempty"`
	Halted     bool `json:"halted,omitempty"`
	// Served are the calls that a candidate answered, FellBack those that went on to another core.
	Served   uint64 `json:"served"`
	FellBack uint64 `json:"fell_back"`
	// Compared are the calls whose outcomes were compared: Agreed, Diverged, or Nondeterministic.
	Compared         uint64 `json:"compared"`
	Agreed           uint64 `json:"agreed"`
	Diverged         uint64 `json:"diverged"`
	Nondeterministic uint64 `json:"nondeterministic"`
	// Dropped are calls that should have been compared and were not: the queue was full.
	Dropped uint64 `json:"dropped"`
	// Failed are the calls at which a candidate panicked, crashed, or took too long.
	Failed uint64 `json:"failed"`
	// Abstained are the calls that a gate did not answer.
	Abstained uint64 `json:"abstained"`
}

// Counts returns those of all functions, in the order of the contract.
func (k *Kit) Counts() []Counts {
	state := k.state.Load()
	all := make([]Counts, len(k.counters))
	for i := range k.counters {
		c, p := &k.counters[i], &state.policies[i]
		all[i] = Counts{
			Function: k.contract.Functions[i].Name, Mode: p.Mode, RolledBack: p.rolledBack, Halted: p.halted,
			Served: c.served.Load(), FellBack: c.fellBack.Load(), Agreed: c.agreed.Load(), Diverged: c.diverged.Load(),
			Nondeterministic: c.nondeterministic.Load(), Dropped: c.dropped.Load(), Failed: c.failed.Load(), Abstained: c.abstained.Load(),
		}
		all[i].Compared = all[i].Agreed + all[i].Diverged + all[i].Nondeterministic
	}
	return all
}

// EventKind is a kind of event.
type EventKind string

// Kinds of events.
const (
	PlanChanged EventKind = "plan"
	RolledBack  EventKind = "rollback"
	HaltedEvent EventKind = "halt"
	Resumed     EventKind = "resume"
	Broken      EventKind = "breaker open"
	Mended      EventKind = "breaker closed"
)

// Event is something that changed who serves.
type Event struct {
	Time time.Time `json:"time"`
	Kind EventKind `json:"kind"`
	// Function is the full name; "" where it is about all.
	Function string `json:"function,omitempty"`
	// Reason says why.
	Reason string `json:"reason,omitempty"`
}

func (k *Kit) event(event Event) {
	if k.options.OnEvent != nil {
		event.Time = time.Now()
		k.options.OnEvent(event)
	}
}
