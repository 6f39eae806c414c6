// Package twins asks two backends where a node asks one, and compares what they
// answer: in shadow beside the way of a block, behind a gate before the answer is
// used.
package twins

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"spandrel.dev/consensus/bindings/go/coinjecture/hook"
	"spandrel.dev/consensus/bindings/go/corebackend"
	"spandrel.dev/consensus/bindings/go/gocore"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/compare"
)

// Modes of a node.
const (
	Off    = "off"    // one backend is asked
	Shadow = "shadow" // one serves; what the other answers is compared afterwards
	Gate   = "gate"   // an answer is used when both give it
)

const (
	// shown is how many divergences are listed.
	shown = 100
	// timeout is how long the compared backend may take.
	timeout = 5 * time.Second
	// queue is how many calls may wait to be compared. A block of 10,000
	// transactions has as many.
	queue = 1 << 14
)

// Options say what is compared, and how.
type Options struct {
	Mode string // Shadow or Gate
	// Serving answers; behind a gate it is the one that is trusted. Other is
	// compared with it.
	Serving, Other hash.Backend
	// OnDifference is what a gate does.
	OnDifference migrate.Action
	// Alert has divergences logged as errors, and not as warnings.
	Alert bool
	Log   *slog.Logger
}

// Twins are two backends that are compared. A nil one compares nothing.
type Twins struct {
	options Options
	kit     *migrate.Kit
	backend hash.Backend

	mu      sync.Mutex
	last    []Divergence
	classes map[series]uint64
}

// series names a metric.
type series struct{ op, class string }

// Divergence is a call that the two answered differently.
type Divergence struct {
	Time    time.Time     `json:"time"`
	Op      string        `json:"op"`
	Class   compare.Class `json:"class"`
	Path    string        `json:"path"`
	Serving string        `json:"serving"` // what the one that serves answered
	Other   string        `json:"other"`
	With    string        `json:"with"` // the name of the other
}

// New returns twins, which compare until they are closed.
func New(options Options) (*Twins, error) {
	t := &Twins{options: options, classes: map[series]uint64{}}
	policy := migrate.Policy{
		Mode: migrate.Mode(options.Mode), OnDifference: options.OnDifference, Timeout: timeout,
		// The two have one code for an error, and words of their own.
		Compare: compare.Rules{Ignore: []string{"error.reason"}},
	}
	about := migrate.Policy{Mode: migrate.Off} // they say different things about themselves
	kit, err := migrate.New(migrate.Options{
		Candidates:   []migrate.Candidate{{Name: options.Other.Name(), Calls: hook.Calls(gocore.Core{Backend: options.Other})}},
		Plan:         migrate.Plan{Default: policy, Functions: map[string]migrate.Policy{"ActiveKernels": about, "Version": about}},
		Queue:        queue,
		OnDivergence: t.diverged,
		OnEvent: func(e migrate.Event) {
			if e.Kind != migrate.PlanChanged {
				options.Log.Warn("comparison", "event", e.Kind, "op", op(e.Function), "cause", e.Reason)
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", options.Mode, err)
	}
	t.kit = kit
	if t.backend, err = corebackend.Of(options.Serving.Name(), hook.Wrap(gocore.Core{Backend: options.Serving}, kit)); err != nil {
		kit.Close()
		return nil, fmt.Errorf("%s: %w", options.Mode, err)
	}
	return t, nil
}

// Backend returns the backend whose answers are compared.
func (t *Twins) Backend() hash.Backend { return t.backend }

// Serving returns the one that answers, alone.
func (t *Twins) Serving() hash.Backend { return t.options.Serving }

// Close ends the comparisons.
func (t *Twins) Close() error { return t.kit.Close() }

// Flush waits until the comparisons that wait are made.
func (t *Twins) Flush(ctx context.Context) error { return t.kit.Flush(ctx) }

// op is a function of the bridge without the name of the package.
func op(function string) string {
	_, name, _ := strings.Cut(function, ".")
	return name
}

func (t *Twins) diverged(d *migrate.Divergence) {
	level := slog.LevelWarn
	if t.options.Alert {
		level = slog.LevelError
	}
	t.options.Log.Log(context.Background(), level, "backends disagree", "op", op(d.Function), "class", d.Difference.Class, "path", d.Difference.Path,
		t.options.Serving.Name(), d.Difference.A, t.options.Other.Name(), d.Difference.B)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.classes[series{op(d.Function), string(d.Difference.Class)}]++
	if len(t.last) == shown {
		t.last = t.last[1:]
	}
	t.last = append(t.last, Divergence{
		d.Time, op(d.Function), d.Difference.Class, d.Difference.Path, d.Difference.A, d.Difference.B, t.options.Other.Name(),
	})
}

// Divergences returns the last hundred, the newest last.
func (t *Twins) Divergences() []Divergence {
	if t == nil {
		return []Divergence{}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]Divergence{}, t.last...)
}
