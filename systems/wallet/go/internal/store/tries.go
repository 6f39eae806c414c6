package store

import (
	"slices"

	"spandrel.dev/wallet/internal/fault"
)

// The limit: five wrong passwords within fifteen minutes.
const (
	maxTries = 5
	window   = 15 * 60 * 1000
)

// Tries is the wrong passwords of late, in milliseconds since 1970.
type Tries struct {
	Times []int64
	// Newest is the latest time that was seen: a clock that is put back does not make tries older.
	Newest int64
}

// Count adds a try, before it is known to be wrong, or refuses.
func (t *Tries) Count(now int64) error {
	t.Newest = max(t.Newest, now)
	t.Times = slices.DeleteFunc(t.Times, func(at int64) bool { return t.Newest-at >= window })
	if len(t.Times) >= maxTries {
		// By the clock as it is: one that was put back has to come up again.
		wait := t.Times[0] + window - now
		return &fault.Error{Code: fault.RateLimited, Message: "too many wrong passwords: wait", Word: -1, RetryMs: wait}
	}
	t.Times = append(t.Times, t.Newest)
	return nil
}

// Clear forgets them, after a right password.
func (t *Tries) Clear() { t.Times = nil }
