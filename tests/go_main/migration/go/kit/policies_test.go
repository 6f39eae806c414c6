package kit_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/contract"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

const steps = 3000

// TestFaultsUnderPolicies is the table of faults: each is found, and no gate delivers a wrong answer.
func TestFaultsUnderPolicies(t *testing.T) {
	if len(faulty.Faults) < 24 {
		t.Fatalf("%d faults", len(faulty.Faults))
	}
	policies := map[string]migrate.Policy{
		"shadow":        {Mode: migrate.Shadow},
		"gate":          {Mode: migrate.Gate},
		"gate, abstain": {Mode: migrate.Gate, OnDifference: migrate.Abstain},
		"gate, halt":    {Mode: migrate.Gate, OnDifference: migrate.Halt},
		"rollback":      {Mode: migrate.Gate, Rollback: migrate.Rollback{Divergences: 1}},
	}
	for name, policy := range policies {
		for _, fault := range faulty.Faults {
			t.Run(name+"/"+fault.Name, func(t *testing.T) {
				t.Parallel()
				policy := policy
				if fault.Function == "Wait" {
					policy.Timeout = 20 * time.Millisecond
				}
				var made, first atomic.Int64
				u := newUser(nil, 7)
				k, core := kit(t, fault, policy, func(o *migrate.Options) {
					o.Queue = steps
					o.OnDivergence = func(d *migrate.Divergence) {
						if first.CompareAndSwap(0, made.Load()) {
							if !strings.HasPrefix(d.Function, "stock.") || len(d.Calls) == 0 {
								t.Errorf("%+v", d)
							}
						}
					}
				})
				u.core = core
				limit := steps
				if fault.Function == "Wait" {
					limit = 60
				}
				for range limit {
					made.Add(1)
					u.step()
				}
				u.close()
				if err := k.Flush(context.Background()); err != nil {
					t.Fatal(err)
				}
				counts := sum(k)
				if first.Load() == 0 || counts.Diverged == 0 {
					t.Fatalf("not found in %d calls: %+v", u.calls, counts)
				}
				t.Logf("found in %d calls of %d", first.Load(), u.calls)
				if u.wrong != 0 {
					t.Errorf("%d wrong answers of %d", u.wrong, u.calls)
				}
				abstains := policy.OnDifference == migrate.Abstain || policy.OnDifference == migrate.Halt
				if (u.refused > 0) != abstains {
					t.Errorf("%d calls without an answer", u.refused)
				}
				if policy.Rollback.Divergences > 0 && counts.Diverged > 1 && policy.Timeout == 0 {
					t.Errorf("%d divergences before it was rolled back", counts.Diverged)
				}
			})
		}
	}
}

// TestNoFalseAlarms is the canary of the table: a core without a fault agrees with itself.
func TestNoFalseAlarms(t *testing.T) {
	for _, mode := range []migrate.Mode{migrate.Shadow, migrate.Gate, migrate.Ramp, migrate.Serve, migrate.Fallback} {
		k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: mode, Percent: 50}, func(o *migrate.Options) {
			o.Queue = 4 * steps
			o.OnDivergence = func(d *migrate.Divergence) { t.Errorf("%s: %s %v", mode, d.Function, &d.Difference) }
		})
		u := newUser(core, 3)
		for range 4 * steps {
			u.step()
		}
		u.close()
		if err := k.Flush(context.Background()); err != nil {
			t.Fatal(err)
		}
		counts := sum(k)
		if u.wrong+u.refused != 0 || counts.Diverged+counts.Dropped != 0 {
			t.Errorf("%s: %d wrong, %d refused, %+v", mode, u.wrong, u.refused, counts)
		}
		if compares := mode == migrate.Shadow || mode == migrate.Gate; (counts.Agreed > steps) != compares || (counts.Served > 0) == compares {
			t.Errorf("%s: %+v", mode, counts)
		}
	}
}

func TestWrongAnswersAreClassed(t *testing.T) {
	want := map[string]compare.Class{
		"sum of 32 bits": compare.Width, "sum without its sign": compare.Sign, "mean of 32 bits": compare.Rounding,
		"digest in the other byte order": compare.Codec, "words of nothing panic": compare.Panicked, "lines backwards": compare.Order,
		"lines without the last empty one": compare.Length, "another error": compare.ErrorCode, "an item of nothing": compare.Empty,
		"stream without its last item": compare.Length, "number with a plus": compare.Failed, "a call without end": compare.TimedOut,
	}
	for _, fault := range faulty.Faults {
		class, ok := want[fault.Name]
		if !ok {
			continue
		}
		delete(want, fault.Name)
		seen := map[compare.Class]int{}
		_, core := kit(t, fault, migrate.Policy{Mode: migrate.Gate, Timeout: 10 * time.Millisecond}, func(o *migrate.Options) {
			o.OnDivergence = func(d *migrate.Divergence) { seen[d.Difference.Class]++ }
		})
		u := newUser(core, 11)
		for range 1500 {
			u.step()
		}
		if seen[class] == 0 {
			t.Errorf("%s: got %v, want %s", fault.Name, seen, class)
		}
	}
	if len(want) > 0 {
		t.Errorf("no such faults: %v", want)
	}
}

func named(name string) faulty.Fault {
	for _, fault := range faulty.Faults {
		if fault.Name == name {
			return fault
		}
	}
	panic(name)
}

func TestRollbackIsThereAtTheNextCall(t *testing.T) {
	var events []string
	policy := migrate.Policy{Mode: migrate.Serve, Rollback: migrate.Rollback{Errors: 1}}
	k, core := kit(t, named("words of nothing panic"), policy, func(o *migrate.Options) {
		o.OnEvent = func(e migrate.Event) { events = append(events, fmt.Sprint(e.Kind, " ", e.Function, " ", e.Reason)) }
	})
	if _, err := core.Words(""); !isPanic(err) {
		t.Fatalf("got %v", err)
	}
	for range 10 {
		if words, err := core.Words(""); err != nil || len(words) != 0 {
			t.Fatalf("got %v, %v", words, err)
		}
	}
	if err := k.Resume("Words"); err != nil {
		t.Fatal(err)
	}
	if _, err := core.Words(""); !isPanic(err) {
		t.Fatalf("after resume: %v", err)
	}
	if err := k.RollBack("Total", "by hand"); err != nil {
		t.Fatal(err)
	}
	want := "[plan   rollback stock.Words 1 errors of the candidate within 1m0s resume stock.Words  " +
		"rollback stock.Words 1 errors of the candidate within 1m0s rollback stock.Total by hand]"
	if got := fmt.Sprint(events); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if k.RollBack("Tota", "") == nil || k.Resume("Tota") == nil {
		t.Error("a name of nothing is accepted")
	}
}

func isPanic(err error) bool {
	var panicked *spandrel.PanicError
	return errors.As(err, &panicked)
}

func TestFallbackWithABreaker(t *testing.T) {
	broken := true
	calls := 0
	other := counting{Core: native.Core{}, words: func(text string) (map[string]struct{}, error) {
		calls++
		if broken {
			panic("down")
		}
		return native.Core{}.Words(text)
	}}
	var events []migrate.EventKind
	policy := migrate.Policy{Mode: migrate.Fallback, Breaker: migrate.Breaker{Failures: 2, Pause: 20 * time.Millisecond, Probes: 2}}
	k, core := kit(t, faulty.Fault{}, policy, func(o *migrate.Options) {
		o.Candidates[0].Calls = hook.Calls(other)
		o.OnEvent = func(e migrate.Event) { events = append(events, e.Kind) }
	})
	ask := func() {
		t.Helper()
		if words, err := core.Words("a b"); err != nil || len(words) != 2 {
			t.Fatalf("got %v, %v", words, err)
		}
	}
	for range 10 {
		ask()
	}
	if calls != 2 {
		t.Errorf("a core that is down was called %d times", calls)
	}
	time.Sleep(30 * time.Millisecond)
	ask()
	ask()
	if calls != 3 {
		t.Errorf("%d calls after one probe that failed", calls)
	}
	broken = false
	time.Sleep(30 * time.Millisecond)
	for range 5 {
		ask()
	}
	if calls != 8 {
		t.Errorf("%d calls of a core that is there again", calls)
	}
	if got := fmt.Sprint(events); got != "[plan breaker open breaker closed]" {
		t.Errorf("got %s", got)
	}
	if c := sum(k); c.Served != 5 || c.FellBack != 12 {
		t.Errorf("%+v", c)
	}
}

// counting is a core with one function of a test.
type counting struct {
	contract.Core
	words func(string) (map[string]struct{}, error)
}

func (c counting) Words(text string) (map[string]struct{}, error) { return c.words(text) }

func TestRampIsStickyByKeyAndGrows(t *testing.T) {
	var served sync.Map
	other := counting{Core: native.Core{}, words: func(text string) (map[string]struct{}, error) {
		served.Store(text, true)
		return native.Core{}.Words(text)
	}}
	k, core := kit(t, faulty.Fault{}, migrate.Policy{}, func(o *migrate.Options) { o.Candidates[0].Calls = hook.Calls(other) })
	moved := map[string]bool{}
	for _, percent := range []float64{0, 10, 50, 100} {
		plan := migrate.Plan{Functions: map[string]migrate.Policy{"Words": {Mode: migrate.Ramp, Percent: percent, Key: "text"}}}
		if err := k.SetPlan(plan); err != nil {
			t.Fatal(err)
		}
		for round := range 2 {
			served.Clear()
			now := map[string]bool{}
			for i := range 1000 {
				_, _ = core.Words(fmt.Sprint("user ", i))
			}
			served.Range(func(key, _ any) bool { now[key.(string)] = true; return true })
			if share := float64(len(now)) / 10; share < percent-4 || share > percent+4 {
				t.Errorf("%v%%: %v%% moved", percent, share)
			}
			for key := range moved {
				if !now[key] {
					t.Errorf("%v%%, round %d: %s moved back", percent, round, key)
				}
			}
			moved = now
		}
	}
}

func TestPlanChangesUnderLoad(t *testing.T) {
	one, two := faulty.New(named("mean of nothing")), faulty.New(named("another error"))
	k, err := migrate.New(migrate.Options{
		Candidates: []migrate.Candidate{{Name: "one", Calls: hook.Calls(one)}, {Name: "two", Calls: hook.Calls(two)}},
		Plan:       migrate.Plan{Default: migrate.Policy{Mode: migrate.Serve, Candidate: "one"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = k.Close() }()
	core := hook.Wrap(native.Core{}, k)
	plans := []migrate.Plan{
		{Default: migrate.Policy{Mode: migrate.Serve, Candidate: "one"}},
		{Default: migrate.Policy{Mode: migrate.Ramp, Percent: 100, Candidate: "two"}},
		{Default: migrate.Policy{Mode: migrate.Fallback, Candidate: "two", Order: []string{"one", "primary"}}},
	}
	var stop atomic.Bool
	var calls, answered atomic.Uint64
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for !stop.Load() {
				calls.Add(1)
				mean, err := core.Mean(nil)
				if err == nil && (mean == 0 || mean != mean) {
					answered.Add(1)
				}
				shelf, err := core.OpenShelf(3)
				if err != nil {
					t.Error(err)
					return
				}
				if size, err := shelf.Put(contract.Item{Name: "x"}); size != 1 || err != nil {
					t.Errorf("got %d, %v", size, err)
				}
				if err := shelf.Close(); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	for i := range 10000 {
		if err := k.SetPlan(plans[i%len(plans)]); err != nil {
			t.Fatal(err)
		}
	}
	stop.Store(true)
	group.Wait()
	if calls.Load() == 0 || calls.Load() != answered.Load() {
		t.Errorf("%d calls, %d answers", calls.Load(), answered.Load())
	}
	var served uint64
	for _, c := range k.Counts() {
		if c.Function == "stock.Mean" {
			served = c.Served
		}
	}
	if served != calls.Load() {
		t.Errorf("%d calls, %d of them served by a candidate", calls.Load(), served)
	}
}

func TestQueueDropsAndCounts(t *testing.T) {
	block := make(chan struct{})
	other := counting{Core: native.Core{}, words: func(text string) (map[string]struct{}, error) {
		<-block
		return native.Core{}.Words(text)
	}}
	k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: migrate.Shadow}, func(o *migrate.Options) {
		o.Candidates[0].Calls = hook.Calls(other)
		o.Queue, o.Workers = 2, 1
	})
	for range 50 {
		if _, err := core.Words("a"); err != nil {
			t.Fatal(err)
		}
	}
	close(block)
	if err := k.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	if c := sum(k); c.Dropped < 47 || c.Dropped+c.Agreed != 50 {
		t.Errorf("%+v", c)
	}
}

func TestNondeterminismIsNotADivergence(t *testing.T) {
	for _, mode := range []migrate.Mode{migrate.Shadow, migrate.Gate} {
		n := atomic.Int32{}
		other := counting{Core: native.Core{}, words: func(string) (map[string]struct{}, error) {
			return map[string]struct{}{fmt.Sprint(n.Add(1)): {}}, nil
		}}
		k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: mode, AskTwice: true}, func(o *migrate.Options) {
			o.Candidates[0].Calls = hook.Calls(other)
		})
		if words, err := core.Words("a"); err != nil || len(words) != 1 {
			t.Errorf("got %v, %v", words, err)
		}
		_ = k.Flush(context.Background())
		if c := sum(k); c.Nondeterministic != 1 || c.Diverged != 0 {
			t.Errorf("%s: %+v", mode, c)
		}
	}
}

func TestRulesOfComparison(t *testing.T) {
	for name, policy := range map[string]struct {
		fault string
		rules compare.Rules
	}{
		"tolerance": {"mean of 32 bits", compare.Rules{Tolerance: map[string]compare.Tolerance{"answer": {Relative: 1e-6}}}},
		"unordered": {"lines backwards", compare.Rules{Unordered: []string{"answer"}}},
		"ignored":   {"digest of whole blocks", compare.Rules{Ignore: []string{"answer"}}},
	} {
		for _, rules := range []compare.Rules{{}, policy.rules} {
			k, core := kit(t, named(policy.fault), migrate.Policy{Mode: migrate.Gate, Compare: rules})
			u := newUser(core, 5)
			for range 500 {
				u.step()
			}
			if c := sum(k); (c.Diverged == 0) != (len(rules.Tolerance)+len(rules.Unordered)+len(rules.Ignore) > 0) {
				t.Errorf("%s, %+v: %d divergences", name, rules, c.Diverged)
			}
		}
	}
}

func TestAPlanThatIsWrongIsRefused(t *testing.T) {
	k, _ := kit(t, faulty.Fault{}, migrate.Policy{Mode: migrate.Shadow})
	for want, functions := range map[string]map[string]migrate.Policy{
		`migrate: "Wrods" is neither a function nor a type of objects of stock`:                         {"Wrods": {}},
		`migrate: policy of Words: "shadwo" is none of off, shadow, gate, ramp, candidate and fallback`: {"Words": {Mode: "shadwo"}},
		`migrate: Shelf.Put has the policy of its objects: name Shelf in its place`:                     {"Shelf.Put": {}},
		`migrate: policy of Each: it cannot be compared: Each takes a callback`:                         {"Each": {Mode: migrate.Gate}},
		`migrate: policy of Words: there is no candidate "rust"`:                                        {"Words": {Candidate: "rust"}},
		`migrate: policy of Words: it has no parameter "name"`:                                          {"Words": {Mode: migrate.Ramp, Key: "name"}},
		`migrate: policy of Words: sample and percent are from 0 to 100`:                                {"Words": {Mode: migrate.Ramp, Percent: 101}},
	} {
		err := k.SetPlan(migrate.Plan{Functions: functions})
		if err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
	if k.Plan().Default.Mode != migrate.Shadow {
		t.Error("a plan that was refused is there")
	}
}

func TestObjectsEndTogether(t *testing.T) {
	for _, mode := range []migrate.Mode{migrate.Shadow, migrate.Gate, migrate.Serve} {
		open := atomic.Int64{}
		other := tracked{Core: native.Core{}, open: &open}
		k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: mode}, func(o *migrate.Options) { o.Candidates[0].Calls = hook.Calls(other) })
		shelves := make([]contract.CoreShelf, 20)
		for i := range shelves {
			var err error
			if shelves[i], err = core.OpenShelf(1); err != nil {
				t.Fatal(err)
			}
		}
		_ = k.Flush(context.Background())
		if open.Load() != 20 {
			t.Errorf("%s: %d objects of the candidate", mode, open.Load())
		}
		if mode == migrate.Gate {
			// What was paired is no longer when the policy is off.
			if err := k.SetPlan(migrate.Plan{}); err != nil {
				t.Fatal(err)
			}
			if _, err := shelves[0].Size(); err != nil {
				t.Error(err)
			}
		}
		for _, shelf := range shelves {
			if err := shelf.Close(); err != nil {
				t.Error(err)
			}
		}
		_ = k.Flush(context.Background())
		if open.Load() != 0 {
			t.Errorf("%s: %d objects of the candidate are left", mode, open.Load())
		}
		if _, err := shelves[1].Size(); !errors.Is(err, spandrel.ErrClosed) && !errors.Is(err, spandrel.ErrInvalidHandle) {
			t.Errorf("%s: a closed object answers %v", mode, err)
		}
	}
}

// tracked counts its open shelves.
type tracked struct {
	contract.Core
	open *atomic.Int64
	// block has constructors wait until it is closed; nil for none.
	block chan struct{}
}

func (t tracked) OpenShelf(limit uint32) (contract.CoreShelf, error) {
	if t.block != nil {
		<-t.block
	}
	shelf, err := t.Core.OpenShelf(limit)
	if err == nil {
		t.open.Add(1)
	}
	return &trackedShelf{shelf, t.open}, err
}

type trackedShelf struct {
	contract.CoreShelf
	open *atomic.Int64
}

func (t *trackedShelf) Close() error {
	t.open.Add(-1)
	return t.CoreShelf.Close()
}

// TestIssueTwinsEndThoughTheQueueIsFull closes objects whose calls were dropped: none of their twins is left.
func TestIssueTwinsEndThoughTheQueueIsFull(t *testing.T) {
	for _, puts := range []bool{false, true} {
		open, block := atomic.Int64{}, make(chan struct{})
		other := tracked{native.Core{}, &open, block}
		k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: migrate.Shadow}, func(o *migrate.Options) {
			o.Candidates[0].Calls = hook.Calls(other)
			o.Queue = 3
		})
		for range 50 {
			shelf, err := core.OpenShelf(1)
			if err != nil {
				t.Fatal(err)
			}
			if puts {
				if _, err := shelf.Put(contract.Item{Name: "a"}); err != nil {
					t.Error(err)
				}
			}
			if err := shelf.Close(); err != nil {
				t.Error(err)
			}
		}
		close(block)
		if err := k.Flush(context.Background()); err != nil {
			t.Fatal(err)
		}
		if c := sum(k); open.Load() != 0 || c.Dropped < 40 || c.Agreed == 0 || c.Diverged != 0 {
			t.Errorf("%d twins are left, %+v", open.Load(), c)
		}
	}
}

// stuck is a core whose stream has two items, and then none for a long time.
type stuck struct {
	contract.Core
	running *atomic.Int64
}

func (s stuck) Count(ctx context.Context, _, _ uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		s.running.Add(1)
		defer s.running.Add(-1)
		for number := range uint64(2) {
			if !yield(number, nil) {
				return
			}
		}
		<-ctx.Done()
	}
}

// TestStreamsOfACandidateEnd has a gate wait no longer than its policy says, and leave no stream open.
func TestStreamsOfACandidateEnd(t *testing.T) {
	running := new(atomic.Int64)
	policy := migrate.Policy{Mode: migrate.Gate, OnDifference: migrate.Abstain, Timeout: 20 * time.Millisecond}
	k, core := kit(t, faulty.Fault{}, policy, func(o *migrate.Options) { o.Candidates[0].Calls = hook.Calls(stuck{native.Core{}, running}) })
	var items []uint64
	var last error
	for number, err := range core.Count(context.Background(), 0, 9) {
		if last = err; err == nil {
			items = append(items, number)
		}
	}
	if len(items) != 2 || !errors.Is(last, migrate.ErrDiverged) {
		t.Errorf("got %v, %v", items, last)
	}
	for range core.Count(context.Background(), 0, 9) {
		break
	}
	if c := sum(k); c.Diverged != 1 || c.Agreed != 1 {
		t.Errorf("%+v", c)
	}
	for range 500 {
		if running.Load() == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d streams are open", running.Load())
}

func TestUnsampledCallsAllocateNothing(t *testing.T) {
	k, core := kit(t, faulty.Fault{}, migrate.Policy{Mode: migrate.Shadow, Sample: 0.000001})
	numbers := []int64{1, 2}
	allocations := testing.AllocsPerRun(1000, func() { _, _ = core.Total(numbers) })
	if allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
	if c := sum(k); c.Compared != 0 {
		t.Errorf("%+v", c)
	}
}
