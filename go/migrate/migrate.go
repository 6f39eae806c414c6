// Package migrate replaces one implementation of a bridge by another while the program runs: it compares them, moves calls from
// one to the other, and back.
//
// A [Kit] is a hook around the calls of the primary core, the one that is trusted. It knows the candidates, which are cores of the
// same contract: native Go code, the embedded core, one in a worker process or on another machine.
//
//	kit, err := migrate.New(migrate.Options{
//		Candidates: []migrate.Candidate{{Name: "rust", Calls: hook.Calls(search.Embedded())}},
//		Plan:       migrate.Plan{Default: migrate.Policy{Mode: migrate.Shadow}},
//	})
//	core := hook.Wrap(native.Core{}, kit)
//
// The plan has a policy for each function, and can be replaced at any time: the next call follows it. Nothing is known of what the
// functions do: arguments and answers are compared in the encoding of the contract.
package migrate

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Primary is the name of the core that the kit wraps, where a plan names cores.
const Primary = "primary"

// ErrDiverged is returned by a call behind a gate whose two answers differ, where the policy says to abstain.
var ErrDiverged = errors.New("the implementations disagree")

// ErrHalted is returned by the calls of a function that a gate has halted.
var ErrHalted = errors.New("halted, because the implementations disagreed")

// DivergedError says where the answers of a gated call differ. It matches [ErrDiverged].
type DivergedError struct {
	// Function is the full name.
	Function   string
	Difference compare.Difference
}

// Error says where.
func (e *DivergedError) Error() string {
	return fmt.Sprintf("spandrel: call %s: %v: %v", e.Function, ErrDiverged, &e.Difference)
}

// Unwrap returns ErrDiverged.
func (e *DivergedError) Unwrap() error { return ErrDiverged }

// Candidate is a core that may serve calls in place of the primary.
type Candidate struct {
	// Name is what plans, metrics and logs know it by.
	Name string
	// Calls are those of the core: the generated hook.Calls.
	Calls spandrel.Calls
}

// Options say what a kit works with.
type Options struct {
	// Candidates are the other cores; the first is the one of policies that name none.
	Candidates []Candidate
	// Plan is the first plan.
	Plan Plan
	// Queue is how many calls may wait for their comparison; 0 for 1024. What comes when it is full is dropped, and counted.
	Queue int
	// Workers make the compared calls of functions; 0 for 2. Those of objects are made one behind the other.
	Workers int
	// Objects is how many objects may have a twin in a candidate; 0 for 10000. Those beyond have none, and are not compared.
	Objects int
	// OnDivergence is told of each divergence, on the goroutine that found it. It must not call the core.
	OnDivergence func(*Divergence)
	// OnEvent is told of changes: of plans, rollbacks and halts.
	OnEvent func(Event)
}

// Kit is a hook that follows a plan.
type Kit struct {
	options    Options
	contract   *schema.Contract
	candidates []Candidate
	state      atomic.Pointer[state]
	// change serialises changes of the state.
	change   sync.Mutex
	counters []counters
	breakers []breaker
	windows  []window
	pairs    pairs
	queue    *queue
}

var _ spandrel.Hook = (*Kit)(nil)

// New returns a kit, whose workers run until [Kit.Close].
func New(options Options) (*Kit, error) {
	if len(options.Candidates) == 0 {
		return nil, errors.New("migrate: there is no candidate")
	}
	first := options.Candidates[0].Calls
	for i, candidate := range options.Candidates {
		switch {
		case candidate.Name == "" || candidate.Name == Primary:
			return nil, fmt.Errorf("migrate: candidate %d has no name of its own", i)
		case candidate.Calls == nil:
			return nil, fmt.Errorf("migrate: candidate %s has no calls", candidate.Name)
		case candidate.Calls.Contract() != first.Contract():
			return nil, fmt.Errorf("migrate: candidate %s has another contract than %s", candidate.Name, options.Candidates[0].Name)
		}
		for _, other := range options.Candidates[:i] {
			if other.Name == candidate.Name {
				return nil, fmt.Errorf("migrate: two candidates have the name %s", candidate.Name)
			}
		}
	}
	contract, err := schema.Of(first)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	k := &Kit{
		options: options, contract: contract, candidates: options.Candidates,
		counters: make([]counters, len(contract.Functions)),
		breakers: make([]breaker, len(options.Candidates)*len(contract.Functions)),
		windows:  make([]window, len(contract.Functions)),
	}
	k.pairs.byNumber = map[uint64]*pair{}
	k.pairs.limit = orDefault(options.Objects, 10000)
	k.pairs.ofType = make(map[string]*atomic.Int64, len(contract.Objects))
	for _, object := range contract.Objects {
		k.pairs.ofType[object] = new(atomic.Int64)
	}
	if err := k.SetPlan(options.Plan); err != nil {
		return nil, err
	}
	k.queue = newQueue(k, orDefault(options.Queue, 1024), orDefault(options.Workers, 2))
	return k, nil
}

func orDefault(value, otherwise int) int {
	if value == 0 {
		return otherwise
	}
	return value
}

// Contract is the contract of the cores.
func (k *Kit) Contract() *schema.Contract { return k.contract }

// Close ends the workers, when they have made the comparisons that wait. Calls go on, without comparisons off their path.
func (k *Kit) Close() error {
	k.queue.close()
	return nil
}

// Flush waits until the comparisons that wait now are made.
func (k *Kit) Flush(ctx context.Context) error { return k.queue.flush(ctx) }

type keyOf struct{}

// WithKey returns a context whose calls have a key, such as a user's name: calls of one key are served by the same core while a
// share of them moves to a candidate, and sampled together.
func WithKey(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, keyOf{}, key)
}
