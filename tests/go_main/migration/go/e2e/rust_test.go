// Package e2e has the kit between the core in Go, the one in Rust, and that in a worker process.
package e2e

import (
	"context"
	"errors"
	"os"
	"strconv"
	"testing"
	"time"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock"
	"spandrel.dev/tests/go_main/migration/stock/contract"
	"spandrel.dev/tests/go_main/migration/stock/hook"
	"spandrel.dev/tests/go_main/migration/stock/remote"
)

func TestMain(m *testing.M) {
	remote.ServeWorker(stock.Embedded)
	os.Exit(m.Run())
}

func worker(t *testing.T) contract.Core {
	t.Helper()
	core, err := remote.Worker(context.Background(), remote.WorkerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = remote.Close(core) })
	return core
}

// cases is how many calls the core in Go and the one in Rust are compared with: SPANDREL_AGREE_CALLS, or a few.
func cases(t *testing.T) uint64 {
	text := os.Getenv("SPANDREL_AGREE_CALLS")
	if text == "" {
		return 5000
	}
	calls, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("SPANDREL_AGREE_CALLS: %v", err)
	}
	return calls
}

// TestNoFalseAlarm compares the two implementations as `spandrel agree` does, which differ nowhere. The figure of a long search comes from
//
//	SPANDREL_AGREE_CALLS=100000000 go test -count=1 -timeout 0 -v -run TestNoFalseAlarm ./e2e
func TestNoFalseAlarm(t *testing.T) {
	calls := cases(t)
	options := agree.Options{
		A: hook.Calls(native.Core{}), B: hook.Calls(stock.Embedded()), Seed: 20, Cases: calls, Timeout: time.Minute,
		Progress: func(p agree.Progress) { t.Logf("%d calls, %d divergences, %v", p.Calls, p.Divergences, p.Elapsed) },
	}
	result, err := agree.Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d calls in %.0f s, seed %d", result.Calls, result.Seconds, result.Seed)
	if len(result.Divergences) != 0 || result.Calls < calls {
		t.Errorf("%+v", result)
	}
}

// TestGoAndRustAgree compares what `spandrel agree` does.
func TestGoAndRustAgree(t *testing.T) {
	for name, cores := range map[string][2]contract.Core{
		"native and embedded": {native.Core{}, stock.Embedded()},
		"embedded and worker": {stock.Embedded(), worker(t)},
	} {
		options := agree.Options{A: hook.Calls(cores[0]), B: hook.Calls(cores[1]), Seed: 5, Cases: 5000, Timeout: time.Minute}
		result, err := agree.Run(context.Background(), options)
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Divergences) != 0 || result.Calls < 5000 {
			t.Errorf("%s: %+v", name, result)
		}
	}
}

// TestCandidateInRust has every policy between Go and Rust, with objects, streams, errors and callbacks.
func TestCandidateInRust(t *testing.T) {
	for _, candidate := range []contract.Core{stock.Embedded(), worker(t)} {
		for _, mode := range []migrate.Mode{migrate.Shadow, migrate.Gate, migrate.Ramp, migrate.Serve, migrate.Fallback} {
			kit, err := migrate.New(migrate.Options{
				Candidates:   []migrate.Candidate{{Name: "rust", Calls: hook.Calls(candidate)}},
				Plan:         migrate.Plan{Default: migrate.Policy{Mode: mode, Percent: 50}},
				OnDivergence: func(d *migrate.Divergence) { t.Errorf("%s: %s %v", mode, d.Function, &d.Difference) },
			})
			if err != nil {
				t.Fatal(err)
			}
			core := hook.Wrap(native.Core{}, kit)
			for range 20 {
				use(t, core)
			}
			if err := kit.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func use(t *testing.T, core contract.Core) {
	t.Helper()
	shelf, err := core.OpenShelf(1)
	if err != nil {
		t.Fatal(err)
	}
	if size, err := shelf.Put(contract.Item{Name: "a", Price: 2}); size != 1 || err != nil {
		t.Errorf("got %d, %v", size, err)
	}
	if _, err := shelf.Put(contract.Item{Name: "b"}); !errors.Is(err, contract.ErrFull) {
		t.Errorf("got %v", err)
	}
	items := 0
	for item, err := range shelf.Walk(context.Background()) {
		if items++; err != nil || item.Name != "a" {
			t.Errorf("got %v, %v", item, err)
		}
	}
	if err := shelf.Close(); items != 1 || err != nil {
		t.Errorf("%d items, %v", items, err)
	}
	if number, err := core.Parse("-12"); number != -12 || err != nil {
		t.Errorf("got %d, %v", number, err)
	}
	seen := 0
	if count, err := core.Each([]uint32{1, 2, 3}, func(number uint32) bool { seen++; return number < 2 }); count != 1 || seen != 2 || err != nil {
		t.Errorf("%d of %d, %v", count, seen, err)
	}
}
