package kit_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/contract"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

// marked answers Mean with a mark.
type marked struct {
	contract.Core
	mark float64
}

func (m marked) Mean([]float64) (float64, error) { return m.mark, nil }

// ends counts how calls ended while plans changed.
type ends struct{ served, abstained, torn atomic.Uint64 }

// changed replaces the plan many times under load. Of the two plans one has the first candidate serve, the other one has a gate compare
// the second and abstain: what is neither ended by a plan that is not one of them.
func changed(t *testing.T, plans []migrate.Plan) *ends {
	t.Helper()
	k, err := migrate.New(migrate.Options{
		Candidates: []migrate.Candidate{
			{Name: "one", Calls: hook.Calls(marked{native.Core{}, 1})}, {Name: "two", Calls: hook.Calls(marked{native.Core{}, 2})},
		},
		Plan: plans[0],
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = k.Close() }()
	core := hook.Wrap(native.Core{}, k)
	var e ends
	var calls atomic.Uint64
	var stop atomic.Bool
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for !stop.Load() {
				mean, err := core.Mean([]float64{5})
				switch {
				case err == nil && mean == 1:
					e.served.Add(1)
				case errors.Is(err, migrate.ErrDiverged):
					e.abstained.Add(1)
				default:
					e.torn.Add(1)
				}
				calls.Add(1)
			}
		}()
	}
	for i := range 10_000 {
		if err := k.SetPlan(plans[i%len(plans)]); err != nil {
			t.Fatal(err)
		}
		if i%100 < len(plans) {
			// Each plan is followed by some calls that begin after it.
			for before := calls.Load(); calls.Load() < before+8; {
				runtime.Gosched()
			}
		}
	}
	stop.Store(true)
	group.Wait()
	if calls.Load() != e.served.Load()+e.abstained.Load()+e.torn.Load() {
		t.Errorf("of %d calls some are lost", calls.Load())
	}
	return &e
}

func TestNoCallFollowsHalfAPlan(t *testing.T) {
	serve := migrate.Plan{Default: migrate.Policy{Mode: migrate.Serve, Candidate: "one"}}
	gate := migrate.Plan{Default: migrate.Policy{Mode: migrate.Gate, Candidate: "two", OnDifference: migrate.Abstain}}
	e := changed(t, []migrate.Plan{serve, gate})
	if e.torn.Load() != 0 || e.served.Load() == 0 || e.abstained.Load() == 0 {
		t.Errorf("%d served, %d abstained, %d torn", e.served.Load(), e.abstained.Load(), e.torn.Load())
	}
	// The canary: the mode of one plan with the candidate of the other.
	half := migrate.Plan{Default: migrate.Policy{Mode: migrate.Serve, Candidate: "two"}}
	if e := changed(t, []migrate.Plan{serve, gate, half}); e.torn.Load() == 0 {
		t.Error("a plan that is half of each is not noticed")
	}
}

// late has the first call after a rollback go where it went before.
type late struct {
	contract.Core
	before contract.Core
	rolled *atomic.Bool
}

func (l late) Mean(values []float64) (float64, error) {
	if l.rolled.CompareAndSwap(true, false) {
		return l.before.Mean(values)
	}
	return l.Core.Mean(values)
}

func TestARollbackOneCallTooLateIsNoticed(t *testing.T) {
	for _, isLate := range []bool{false, true} {
		answersOf := func() (core contract.Core, rollBack func()) {
			candidate := func(o *migrate.Options) { o.Candidates[0].Calls = hook.Calls(marked{native.Core{}, 1}) }
			k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: migrate.Serve}, candidate)
			_, before := kit(t, faulty.Fault{}, migrate.Policy{Mode: migrate.Serve}, candidate)
			rolled := new(atomic.Bool)
			if isLate {
				core = late{core, before, rolled}
			}
			return core, func() {
				if err := k.RollBack("Mean", "drill"); err != nil {
					t.Error(err)
				}
				rolled.Store(true)
			}
		}
		core, rollBack := answersOf()
		if mean, err := core.Mean([]float64{5}); err != nil || mean != 1 {
			t.Fatalf("before: %v, %v", mean, err)
		}
		rollBack()
		wrong := 0
		for range 10 {
			if mean, err := core.Mean([]float64{5}); err != nil || mean != 5 {
				wrong++
			}
		}
		if wrong != map[bool]int{false: 0, true: 1}[isLate] {
			t.Errorf("late %v: %d answers of the candidate after the rollback", isLate, wrong)
		}
	}
}

// TestATwinThatIsLeftIsNoticed is the canary of TestObjectsEndTogether: an object whose Close the kit is not told of.
func TestATwinThatIsLeftIsNoticed(t *testing.T) {
	for _, mode := range []migrate.Mode{migrate.Shadow, migrate.Gate} {
		open := atomic.Int64{}
		k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: mode}, func(o *migrate.Options) {
			o.Candidates[0].Calls = hook.Calls(tracked{Core: native.Core{}, open: &open})
		})
		closed, err := core.OpenShelf(1)
		if err != nil {
			t.Fatal(err)
		}
		left, err := core.OpenShelf(1)
		if err != nil {
			t.Fatal(err)
		}
		if err := closed.Close(); err != nil {
			t.Error(err)
		}
		if err := k.Flush(context.Background()); err != nil {
			t.Fatal(err)
		}
		if open.Load() != 1 {
			t.Errorf("%s: %d twins while one object is open", mode, open.Load())
		}
		runtime.KeepAlive(left)
	}
}
