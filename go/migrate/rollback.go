package migrate

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"spandrel.dev/spandrel/migrate/schema"
)

// trouble is a kind of event that a rollback counts.
type trouble int

const (
	divergence trouble = iota
	failure
	slowness
	troubles
)

// window has the times of the last events of one function, by kind.
type window struct {
	mu    sync.Mutex
	times [troubles][]time.Time
}

func (w *window) clear() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.times = [troubles][]time.Time{}
}

// add notes an event, and reports whether it is the last of so many within the window.
func (w *window) add(kind trouble, limit int, within time.Duration) bool {
	if limit <= 0 {
		return false
	}
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	times := slices.DeleteFunc(w.times[kind], func(then time.Time) bool { return now.Sub(then) > within })
	w.times[kind] = append(times, now)
	return len(w.times[kind]) >= limit
}

// note counts trouble of a function, and rolls it back if that is too much.
func (k *Kit) note(f *schema.Function, p *policy, kind trouble) {
	if p.rolledBack {
		return
	}
	rollback := &p.Rollback
	limit := [troubles]int{rollback.Divergences, rollback.Errors, rollback.Slow}[kind]
	within := rollback.Within
	if within == 0 {
		within = time.Minute
	}
	if k.windows[f.Number].add(kind, limit, within) {
		what := [troubles]string{"divergences", "errors of the candidate", "slow calls of the candidate"}[kind]
		k.rollBack(f, fmt.Sprintf("%d %s within %v", limit, what, within))
	}
}

// timed notes how long a candidate took.
func (k *Kit) timed(f *schema.Function, p *policy, took time.Duration) {
	if limit := p.Rollback.Latency; limit > 0 && took > limit {
		k.note(f, p, slowness)
	}
}

// RollBack turns the policy of a function off, or of all objects of a type. The next call is the primary's. Objects that a candidate
// has stay there until they are closed.
func (k *Kit) RollBack(name, reason string) error {
	return k.each(name, func(f *schema.Function) { k.rollBack(f, reason) })
}

// Resume has a function follow the plan that was rolled back or halted.
func (k *Kit) Resume(name string) error {
	return k.each(name, func(f *schema.Function) {
		k.windows[f.Number].clear()
		k.turn(f, Event{Kind: Resumed}, func(p *policy) bool {
			changed := p.rolledBack || p.halted
			p.rolledBack, p.halted = false, false
			return changed
		})
	})
}

// each calls do with the function of a name, or with one of the functions of a type of objects.
func (k *Kit) each(name string, do func(*schema.Function)) error {
	if f := k.contract.Function(name); f != nil {
		do(f)
		return nil
	}
	for _, f := range k.contract.Functions {
		if ownerOf(f) == name {
			do(f)
			return nil
		}
	}
	return fmt.Errorf("migrate: %q is neither a function nor a type of objects of %s", name, k.contract.Package)
}

func (k *Kit) rollBack(f *schema.Function, reason string) {
	k.turn(f, Event{Kind: RolledBack, Reason: reason}, func(p *policy) bool {
		changed := !p.rolledBack && p.Mode != Off
		p.rolledBack = true
		return changed
	})
}

func (k *Kit) halt(f *schema.Function, reason string) {
	k.turn(f, Event{Kind: HaltedEvent, Reason: reason}, func(p *policy) bool {
		changed := !p.halted
		p.halted = true
		return changed
	})
}

// turn changes the policy of a function, and those of the functions that share it.
func (k *Kit) turn(f *schema.Function, event Event, change func(*policy) bool) {
	k.change.Lock()
	old := k.state.Load()
	next := &state{plan: old.plan, policies: slices.Clone(old.policies)}
	changed := false
	for i, other := range k.contract.Functions {
		if other == f || ownerOf(f) != "" && ownerOf(other) == ownerOf(f) {
			changed = change(&next.policies[i]) || changed
		}
	}
	if changed {
		k.state.Store(next)
	}
	k.change.Unlock()
	if changed {
		event.Function = f.Name
		k.event(event)
	}
}
