//go:build go1.25

package glue

import (
	"context"
	"testing"
	"testing/synctest"
)

// A call waits for its object in a bubble also where no bridge has async functions, which start what bubbles ask outside for.
func TestIssueCallsWaitInABubble(t *testing.T) {
	wait := func() {
		q := new(queue)
		turn := newTurn(busy(true))
		for range 3 {
			if err := q.wait(context.Background(), turn); err != nil {
				t.Error(err)
			}
			q.next()
		}
		q.end(turn, true)
	}
	// Unused turns go round between bubbles and the rest of the program.
	for range 3 {
		synctest.Test(t, func(*testing.T) { wait() })
		wait()
	}
}
