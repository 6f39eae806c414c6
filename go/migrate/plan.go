package migrate

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Mode says which core serves the calls of a function.
type Mode string

// Modes of a policy.
const (
	// Off: the primary serves, and the candidate is not called.
	Off Mode = "off"
	// Shadow: the primary serves. A sample of the calls is made at the candidate too, later, and compared.
	Shadow Mode = "shadow"
	// Gate: both are called, and the answer is used if they agree.
	Gate Mode = "gate"
	// Ramp: the candidate serves a share of the calls.
	Ramp Mode = "ramp"
	// Serve: the candidate serves.
	Serve Mode = "candidate"
	// Fallback: the candidate serves, and what it fails at another one, in an order that ends with the primary.
	Fallback Mode = "fallback"
)

// Action is what a gate does with a call whose answers differ.
type Action string

// Actions of a gate.
const (
	// UsePrimary answers as the primary did. It is what a gate does that names no action.
	UsePrimary Action = "fallback"
	// Abstain answers with a [DivergedError].
	Abstain Action = "abstain"
	// Halt does so, and all later calls of the function fail with [ErrHalted] until [Kit.Resume].
	Halt Action = "halt"
)

// Plan has a policy for each function.
type Plan struct {
	// Default is the policy of what is not named.
	Default Policy `yaml:"default" json:"default"`
	// Functions are policies by name: "Words" is a function, "Index" is all of the type of objects: an object is served by the
	// core that made it, and has one policy.
	Functions map[string]Policy `yaml:"functions" json:"functions,omitempty"`
}

// Policy says who serves the calls of a function, and what is done beside. Its parts compose: a ramp with a sample of its other
// calls compared, a fallback behind it, and a rollback.
type Policy struct {
	// Mode says who serves; "" is off.
	Mode Mode `yaml:"policy" json:"policy,omitempty"`
	// Candidate is the name of the candidate; "" for the first.
	Candidate string `yaml:"candidate" json:"candidate,omitempty"`
	// Sample is the percentage of the calls that the primary serves which are compared off their path: of a shadow, where 0 is 100,
	// and of a ramp.
	Sample float64 `yaml:"sample" json:"sample,omitempty"`
	// Percent is the share of a ramp.
	Percent float64 `yaml:"percent" json:"percent,omitempty"`
	// Key is the parameter whose values are the keys that calls are sampled and moved by, "arguments" for all of them together; ""
	// for the key of the context, [WithKey], or chance.
	Key string `yaml:"key" json:"key,omitempty"`
	// OnDifference is what a gate does.
	OnDifference Action `yaml:"on_difference" json:"on_difference,omitempty"`
	// Order are the cores behind the candidate that a failed call goes to, by name. A fallback without it has the primary. A failure is a panic, a
	// crash or a time-out; an error of the function is an answer.
	Order []string `yaml:"order" json:"order,omitempty"`
	// Timeout is how long the candidate may take; 0 for any time. A gate copies arguments if it is set.
	Timeout time.Duration `yaml:"timeout" json:"timeout,omitempty"`
	// AskTwice has a call made again whose answers differ: if the same core answers differently, it is counted as
	// nondeterministic, and not as a divergence. It is not done for methods that change their object.
	AskTwice bool `yaml:"ask_twice" json:"ask_twice,omitempty"`
	// Compare are the rules of comparison.
	Compare compare.Rules `yaml:"compare" json:"compare,omitzero"`
	// Breaker stops calls of a candidate that fails, where there is another core in the order.
	Breaker Breaker `yaml:"breaker" json:"breaker,omitzero"`
	// Rollback turns the policy off.
	Rollback Rollback `yaml:"rollback" json:"rollback,omitzero"`
}

// Breaker is a circuit breaker.
type Breaker struct {
	// Failures is after how many in a row a core is not called for a while; 0 for 5.
	Failures int `yaml:"failures" json:"failures,omitempty"`
	// Pause is how long; 0 for 10 seconds. After it one call at a time tries.
	Pause time.Duration `yaml:"pause" json:"pause,omitempty"`
	// Probes is how many of these must succeed; 0 for 3.
	Probes int `yaml:"probes" json:"probes,omitempty"`
}

// Rollback says when a policy is turned off. It stays so until [Kit.Resume] or another plan.
type Rollback struct {
	// Divergences, Errors and Slow are how many within the window turn it off; 0 for any number. Errors are panics, crashes and
	// time-outs of the candidate; slow are calls that took it longer than Latency.
	Divergences int           `yaml:"divergences" json:"divergences,omitempty"`
	Errors      int           `yaml:"errors" json:"errors,omitempty"`
	Slow        int           `yaml:"slow" json:"slow,omitempty"`
	Latency     time.Duration `yaml:"latency" json:"latency,omitempty"`
	// Within is the window; 0 for a minute.
	Within time.Duration `yaml:"within" json:"within,omitempty"`
}

// state is a plan that was checked, by function. It never changes.
type state struct {
	plan     Plan
	policies []policy
}

// policy is that of one function.
type policy struct {
	Policy
	// candidate is an index, and order those behind it; the primary is -1.
	candidate int
	order     []int
	// param is the index of the key parameter, allArguments, or noParam.
	param int
	// sample and percent are bounds of hashes.
	sample, percent uint64
	rolledBack      bool
	halted          bool
}

const (
	noParam      = -1
	allArguments = -2
)

// Plan returns the plan.
func (k *Kit) Plan() Plan { return k.state.Load().plan }

// SetPlan replaces the plan. A call follows one plan from its begin to its end: the one that was there when it began. An error names
// what is wrong, and leaves the plan as it was. What was rolled back or halted follows the new plan.
func (k *Kit) SetPlan(plan Plan) error {
	next, err := k.compile(plan)
	if err != nil {
		return err
	}
	k.change.Lock()
	k.state.Store(next)
	for i := range k.windows {
		k.windows[i].clear()
	}
	k.change.Unlock()
	k.event(Event{Kind: PlanChanged})
	return nil
}

// CheckPlan returns what is wrong with a plan.
func (k *Kit) CheckPlan(plan Plan) error {
	_, err := k.compile(plan)
	return err
}

func (k *Kit) compile(plan Plan) (*state, error) {
	next := &state{plan: plan, policies: make([]policy, len(k.contract.Functions))}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(plan.Functions)) {
		if slices.Contains(k.contract.Objects, name) {
			continue
		}
		function := k.contract.Function(name)
		switch {
		case function == nil:
			wrong = append(wrong, fmt.Errorf("migrate: %q is neither a function nor a type of objects of %s", name, k.contract.Package))
		case ownerOf(function) != "":
			wrong = append(wrong, fmt.Errorf("migrate: %s has the policy of its objects: name %s in its place", name, ownerOf(function)))
		}
	}
	for i, function := range k.contract.Functions {
		compiled, err := k.policy(function, plan)
		if err != nil {
			wrong = append(wrong, err)
		}
		next.policies[i] = compiled
	}
	return next, errors.Join(wrong...)
}

// ownerOf is the type of objects whose policy a function has; "" if it has its own.
func ownerOf(f *schema.Function) string {
	if f.Object != "" {
		return f.Object
	}
	return f.Makes
}

// policy finds and checks the policy of a function.
func (k *Kit) policy(f *schema.Function, plan Plan) (policy, error) {
	name := ownerOf(f)
	if name == "" {
		name = f.ShortName()
	}
	chosen, named := plan.Functions[name]
	if !named {
		chosen, named = plan.Functions[f.Name]
	}
	if !named {
		chosen = plan.Default
	}
	p := policy{Policy: chosen, param: noParam}
	if p.Mode == "" {
		p.Mode = Off
	}
	fail := func(format string, arguments ...any) (policy, error) {
		return p, fmt.Errorf("migrate: policy of %s: "+format, append([]any{name}, arguments...)...)
	}
	if !slices.Contains([]Mode{Off, Shadow, Gate, Ramp, Serve, Fallback}, p.Mode) {
		return fail("%q is none of off, shadow, gate, ramp, candidate and fallback", p.Mode)
	}
	if !slices.Contains([]Action{"", UsePrimary, Abstain, Halt}, p.OnDifference) {
		return fail("on_difference is none of fallback, abstain and halt: %q", p.OnDifference)
	}
	if p.Sample < 0 || p.Sample > 100 || p.Percent < 0 || p.Percent > 100 {
		return fail("sample and percent are from 0 to 100")
	}
	index := func(name string) int {
		return slices.IndexFunc(k.candidates, func(c Candidate) bool { return c.Name == name })
	}
	if p.Candidate != "" {
		if p.candidate = index(p.Candidate); p.candidate < 0 {
			return fail("there is no candidate %q", p.Candidate)
		}
	}
	if p.Mode == Fallback && len(p.Order) == 0 {
		p.Order = []string{Primary}
	}
	for _, name := range p.Order {
		at := index(name)
		if at < 0 && name != Primary {
			return fail("there is no candidate %q", name)
		}
		p.order = append(p.order, at)
	}
	if p.Mode == Shadow && p.Sample == 0 {
		p.Sample = 100
	}
	p.sample, p.percent = bound(p.Sample), bound(p.Percent)
	if err := k.keyed(f, &p, named); err != nil {
		return fail("%w", err)
	}
	if because := k.cannotCompare(f); because != "" && (p.Mode == Shadow || p.Mode == Gate || p.Sample > 0) {
		if named {
			return fail("it cannot be compared: %s", because)
		}
		// A default is for what can be compared.
		p.Sample, p.sample = 0, 0
		if p.Mode != Ramp {
			p.Mode = Off
		}
	}
	return p, nil
}

// keyed finds the parameter that is the key.
func (k *Kit) keyed(f *schema.Function, p *policy, named bool) error {
	switch p.Key {
	case "":
		return nil
	case "arguments":
		p.param = allArguments
		return nil
	}
	if p.param = f.Param(p.Key); p.param < 0 {
		p.param = noParam
		if named && ownerOf(f) == "" {
			return fmt.Errorf("it has no parameter %q", p.Key)
		}
	}
	return nil
}

// cannotCompare says why the calls of a function, or of the objects that it is one of, cannot be made twice; "" if they can.
func (k *Kit) cannotCompare(f *schema.Function) string {
	owner := ownerOf(f)
	for _, other := range k.contract.Functions {
		if other != f && (owner == "" || ownerOf(other) != owner) {
			continue
		}
		if because, ok := other.Data(); !ok {
			return other.ShortName() + " " + because
		}
		if owner != "" && other.Object != "" && other.Makes != "" && other.Makes != owner {
			return other.ShortName() + " makes objects of another type"
		}
	}
	return ""
}

// bound is the hash below which a percentage of all hashes are.
func bound(percent float64) uint64 {
	if percent >= 100 {
		return ^uint64(0)
	}
	return uint64(percent / 100 * (1 << 63) * 2)
}
