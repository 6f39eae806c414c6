package replay

import (
	"context"
	"time"

	"spandrel.dev/remux/internal/ts"
)

const (
	// jump is the step of the clock that counts as a break in the recording.
	jump = 27_000_000
	// lag is how late the reader may be (a suspended machine, a blocked
	// consumer) before it stops catching up.
	lag = time.Second
)

// pacer maps the clock of one PID to wall-clock time.
type pacer struct {
	pid    uint16
	chosen bool
	seen   bool // a clock since the start or the last forget
	origin time.Time
	first  ts.PCR
	last   ts.PCR
}

// follows reports whether the clock of this PID is the one that paces: the
// first one seen, because a recording with several programs has several.
func (p *pacer) follows(pid uint16) bool {
	if !p.chosen {
		p.pid, p.chosen = pid, true
	}
	return p.pid == pid
}

// running reports whether there ever was a clock.
func (p *pacer) running() bool { return !p.origin.IsZero() }

// forget lets the next clock of any PID replace it. It reports false when
// there was none since the last time.
func (p *pacer) forget() bool {
	had := p.seen
	p.chosen, p.seen = false, false
	return had
}

// wait returns when clock is due, or with the error of the context.
func (p *pacer) wait(ctx context.Context, clock ts.PCR) error {
	now := time.Now()
	step := clock.Sub(p.last)
	if !p.seen || step < 0 || step > jump {
		p.origin, p.first, p.seen = now, clock, true
	}
	p.last = clock
	due := p.origin.Add(ts.Duration(clock.Sub(p.first)))
	pause := due.Sub(now)
	if pause < -lag {
		p.origin, p.first = now, clock
	}
	if pause <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
