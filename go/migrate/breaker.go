package migrate

import (
	"sync"
	"time"
)

// breaker is the circuit breaker of one function of one candidate.
type breaker struct {
	mu sync.Mutex
	// failed counts failures in a row, and probed successes of probes.
	failed, probed int
	// until is when an open breaker lets a call try; zero while it is closed.
	until time.Time
	// probing tells that one tries.
	probing bool
}

// allows reports whether a call may be made.
func (b *breaker) allows() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.until.IsZero():
		return true
	case b.probing || time.Now().Before(b.until):
		return false
	}
	b.probing = true
	return true
}

// done notes how a call ended, and reports what became of the breaker: opened, closed, or neither.
func (b *breaker) done(ok bool, options Breaker) EventKind {
	failures, pause, probes := orDefault(options.Failures, 5), options.Pause, orDefault(options.Probes, 3)
	if pause == 0 {
		pause = 10 * time.Second
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	probing := b.probing
	b.probing = false
	if !ok {
		b.failed++
		b.probed = 0
		if b.until.IsZero() && b.failed < failures {
			return ""
		}
		first := b.until.IsZero()
		b.until = time.Now().Add(pause)
		if first {
			return Broken
		}
		return ""
	}
	b.failed = 0
	if b.until.IsZero() {
		return ""
	}
	if probing {
		b.probed++
	}
	if b.probed < probes {
		// The next probe need not wait.
		b.until = time.Now()
		return ""
	}
	b.until, b.probed = time.Time{}, 0
	return Mended
}
