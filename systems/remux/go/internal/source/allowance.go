package source

import (
	"context"
	"time"
)

// allowance is the time for opening a source. Waiting for the other sources
// does not count. It belongs to one goroutine at a time.
type allowance struct {
	timer *time.Timer
	until time.Time
}

type allowanceKey struct{}

// newAllowance calls over on a goroutine of its own when the time is up.
func newAllowance(span time.Duration, over func()) *allowance {
	return &allowance{time.AfterFunc(span, over), time.Now().Add(span)}
}

// in is a context that timeOf finds the allowance in.
func (a *allowance) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, allowanceKey{}, a)
}

// timeOf is the allowance of a context, or nil.
func timeOf(ctx context.Context) *allowance {
	a, _ := ctx.Value(allowanceKey{}).(*allowance)
	return a
}

// stop reports whether there was time left.
func (a *allowance) stop() bool { return a.timer.Stop() }

// without calls wait and adds the time it took, unless the time is up.
func (a *allowance) without(wait func() error) error {
	if a == nil || !a.timer.Stop() {
		return wait()
	}
	began := time.Now()
	err := wait()
	a.until = a.until.Add(time.Since(began))
	a.timer.Reset(time.Until(a.until))
	return err
}
