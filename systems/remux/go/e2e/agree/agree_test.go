// Package agree_test has the core of remux and one in a worker process make the same calls, which are made from the contract alone.
package agree_test

import (
	"context"
	"os"
	"testing"
	"time"

	"spandrel.dev/remux/remux"
	"spandrel.dev/remux/remux/contract"
	"spandrel.dev/remux/remux/hook"
	"spandrel.dev/remux/remux/remote"
	"spandrel.dev/spandrel/migrate/agree"
)

func TestMain(m *testing.M) {
	remote.ServeWorker(remux.Embedded)
	os.Exit(m.Run())
}

func search(t *testing.T, other contract.Core) *agree.Result {
	t.Helper()
	result, err := agree.Run(context.Background(), agree.Options{
		A: hook.Calls(remux.Embedded()), B: hook.Calls(other), Seed: 18, Cases: 3000, Timeout: time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestAWorkerAgreesWithTheCore(t *testing.T) {
	worker, err := remote.Worker(context.Background(), remote.WorkerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = remote.Close(worker) }()
	result := search(t, worker)
	if len(result.Divergences) != 0 || len(result.Skipped) != 0 || result.Calls < 3000 {
		t.Errorf("%+v", result)
	}
}

// late has Stats count a packet too many behind the first ones.
type late struct{ contract.Core }

type lateRemuxer struct{ contract.CoreRemuxer }

func (l late) OpenRemuxer(config contract.Config) (contract.CoreRemuxer, error) {
	remuxer, err := l.Core.OpenRemuxer(config)
	if err != nil {
		return nil, err
	}
	return lateRemuxer{remuxer}, nil
}

func (l lateRemuxer) Stats() (contract.Stats, error) {
	stats, err := l.CoreRemuxer.Stats()
	if stats.BytesIn > 0 {
		stats.JunkBytes++
	}
	return stats, err
}

// TestACoreThatIsWrongIsFound is the canary.
func TestACoreThatIsWrongIsFound(t *testing.T) {
	result := search(t, late{remux.Embedded()})
	if len(result.Divergences) != 1 || result.Divergences[0].Function != "remux.Remuxer.Stats" {
		t.Errorf("%+v", result)
	}
}
