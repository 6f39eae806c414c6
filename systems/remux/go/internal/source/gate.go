package source

import "context"

// gate bounds how much is done at a time. The zero value lets nothing through.
type gate chan struct{}

func newGate(size int) gate { return make(gate, size) }

// pass waits for a free place, which leave frees, or for the end of the context.
func (g gate) pass(ctx context.Context) error {
	select {
	case g <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (g gate) leave() { <-g }

// Gates are what all sources of a daemon share, so that a thousand dead ones
// cost no more than a few.
type Gates struct{ dials, opens gate }

// NewGates lets so many connections be made and files be opened at a time.
func NewGates(dials, opens int) *Gates { return &Gates{newGate(dials), newGate(opens)} }
