// Package agree_test has the core of remux and one in a worker process make the same calls, which are made from the contract alone.
package agree_test

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"spandrel.dev/remux/remux"
	"spandrel.dev/remux/remux/contract"
	"spandrel.dev/remux/remux/hook"
	"spandrel.dev/remux/remux/remote"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/schema"
)

// stream is what remuxers get for input.
var stream []byte

func TestMain(m *testing.M) {
	remote.ServeWorker(remux.Embedded)
	var err error
	if stream, err = os.ReadFile("../../../samples/sample.ts"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// fitted is a core whose remuxers work: settings by chance are seldom valid, and bytes by chance no stream. Where the settings are
// wrong, default ones are meant every other time; every other input stands for the next piece of a stream.
type fitted struct{ contract.Core }

type fittedRemuxer struct {
	contract.CoreRemuxer
	at int
}

func (f fitted) OpenRemuxer(config contract.Config) (contract.CoreRemuxer, error) {
	if config.SampleRate%2 == 0 {
		own, err := f.Core.DefaultConfig()
		if err != nil {
			return nil, err
		}
		own.Cbr, own.DynamicRange, own.Downmix, own.DualMono = config.Cbr, config.DynamicRange, config.Downmix, config.DualMono
		config = own
	}
	remuxer, err := f.Core.OpenRemuxer(config)
	if err != nil {
		return nil, err
	}
	return &fittedRemuxer{CoreRemuxer: remuxer}, nil
}

func (f *fittedRemuxer) Push(input []byte) error {
	if len(input)%2 == 0 {
		end := min(f.at+188*(1+len(input)), len(stream))
		input, f.at = stream[f.at:end], end%len(stream)
	}
	return f.CoreRemuxer.Push(input)
}

// search makes calls of the core in this program and another one, and notes which functions had an answer.
func search(t *testing.T, other contract.Core) (*agree.Result, []string) {
	t.Helper()
	var answered []string
	result, err := agree.Run(context.Background(), agree.Options{
		A: hook.Calls(fitted{remux.Embedded()}), B: hook.Calls(fitted{other}), Seed: 18, Cases: 3000, Workers: 1, Timeout: time.Minute,
		Check: func(f *schema.Function, _ []schema.Value, _ []byte) error {
			if !slices.Contains(answered, f.Name) {
				answered = append(answered, f.Name)
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return result, answered
}

func TestAWorkerAgreesWithTheCore(t *testing.T) {
	worker, err := remote.Worker(context.Background(), remote.WorkerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = remote.Close(worker) }()
	result, answered := search(t, worker)
	if len(result.Divergences) != 0 || len(result.Unanswered) != 0 || len(result.Skipped) != 0 || result.Calls < 3000 {
		t.Errorf("%+v", result)
	}
	for _, name := range []string{"remux.Remuxer.Push", "remux.Remuxer.Output", "remux.Remuxer.Stats", "remux.Passthrough.Push", "remux.Scanner.NextStart"} {
		if !slices.Contains(answered, name) {
			t.Errorf("%s never had an answer", name)
		}
	}
}

// late counts a junk byte too many, once a remuxer has input.
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
	result, _ := search(t, late{remux.Embedded()})
	if len(result.Divergences) == 0 {
		t.Error("it is not found")
	}
	for _, d := range result.Divergences {
		if d.Function != "remux.Remuxer.Stats" || d.Path != "answer.junk_bytes" {
			t.Errorf("%s differs at %s: %s", d.Function, d.Path, d.Input)
		}
	}
}
