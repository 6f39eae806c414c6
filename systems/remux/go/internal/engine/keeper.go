package engine

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"

	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/remux"
)

// Keeper is an engine that outlives its failures: when the one it keeps
// reports an error, it is closed and opened again, with growing pauses while
// that keeps failing. What comes in during a pause is dropped or, by policy,
// passed on unchanged. Only Close and Stats can fail.
type Keeper struct {
	open    func() (Engine, error)
	standIn func() (Engine, error) // for what comes in while the engine is away; nil drops it
	log     *slog.Logger
	name    string

	engine   Engine // nil while away with nothing to stand in
	fed      bool   // has had input since it was opened
	away     bool
	pauses   *backoff.ExponentialBackOff
	retryAt  time.Time
	failedAt time.Time
	failures uint64
	last     error
}

// steady is how long an engine must work for its next failure to count as the first.
const steady = time.Minute

// Keep opens an engine. One that cannot even be opened once is an error of the
// configuration, not a failure to outlive.
func Keep(open func() (Engine, error), standIn func() (Engine, error), log *slog.Logger) (*Keeper, error) {
	opened, err := open()
	if err != nil {
		return nil, err
	}
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval = 100 * time.Millisecond
	pauses.MaxInterval = 30 * time.Second
	return &Keeper{open: open, standIn: standIn, log: log, name: opened.Name(), engine: opened, pauses: pauses}, nil
}

// Name is the engine at work now.
func (k *Keeper) Name() string {
	if k.engine == nil {
		return k.name + " (failed)"
	}
	return k.engine.Name()
}

// Failures is the number of failures and the last of them.
func (k *Keeper) Failures() (uint64, error) { return k.failures, k.last }

// Push hands input to the engine at work.
func (k *Keeper) Push(input []byte) {
	if k.away && !time.Now().Before(k.retryAt) {
		k.restore()
	}
	if k.engine == nil {
		return
	}
	k.fed = true
	if err := k.engine.Push(input); err != nil {
		k.fail(err)
	}
}

// Interrupted says that what comes next does not follow what came before: the
// source was opened anew.
func (k *Keeper) Interrupted() {
	if k.engine == nil || !k.fed {
		return
	}
	if err := k.engine.Interrupted(); err != nil {
		k.fail(err)
	}
}

// Output returns the whole packets that are ready.
func (k *Keeper) Output() []byte {
	if k.engine == nil {
		return nil
	}
	output, err := k.engine.Output()
	if err != nil {
		k.fail(err)
		return nil
	}
	return output
}

// Flush declares the end of the input. An engine without input is left alone:
// for it an end without a beginning would be an error.
func (k *Keeper) Flush() {
	if k.engine == nil || !k.fed {
		return
	}
	if err := k.engine.Flush(); err != nil {
		k.fail(err)
	}
}

// Stats returns what the engine at work has counted since it was opened.
func (k *Keeper) Stats() stats.Report {
	if k.engine != nil {
		report, err := k.engine.Stats()
		if err == nil {
			return report
		}
		k.fail(err)
	}
	return stats.Of(k.Name(), remux.Stats{})
}

// Close frees the engine at work.
func (k *Keeper) Close() error {
	if k.engine == nil {
		return nil
	}
	err := k.engine.Close()
	k.engine = nil
	k.away = false
	return err
}

func (k *Keeper) fail(cause error) {
	now := time.Now()
	k.failures++
	cause = foreign.CleanError(cause, foreign.Limit)
	k.last = fmt.Errorf("engine %s: %w", k.engine.Name(), cause)
	if now.Sub(k.failedAt) > steady {
		k.pauses.Reset()
	}
	k.failedAt = now
	pause := k.pauses.NextBackOff()
	k.retryAt = now.Add(pause)
	k.away = true
	k.log.Error("the engine failed", "engine", k.engine.Name(), "error", cause, "retry_in", pause)
	k.discard()
	if k.standIn == nil {
		return
	}
	engine, err := k.standIn()
	if err != nil {
		k.log.Error("nothing can stand in for the engine", "error", err)
		return
	}
	k.engine = engine
}

func (k *Keeper) restore() {
	engine, err := k.open()
	if err != nil {
		k.retryAt = time.Now().Add(k.pauses.NextBackOff())
		k.log.Error("the engine cannot be opened again", "engine", k.name, "error", err)
		return
	}
	k.discard()
	k.engine = engine
	k.away = false
	k.log.Info("the engine works again", "engine", k.name)
}

func (k *Keeper) discard() {
	if k.engine == nil {
		return
	}
	if err := k.engine.Close(); err != nil {
		k.log.Warn("closing the engine failed", "engine", k.engine.Name(), "error", err)
	}
	k.engine, k.fed = nil, false
}
