//go:build go1.25

package wait

import (
	"context"
	"testing"
	"testing/synctest"
)

// A call waits for its object in a bubble also where no bridge has async functions, which start what bubbles ask outside for.
func TestIssueCallsWaitInABubble(t *testing.T) {
	wait := func() {
		q := new(Queue)
		turn := NewTurn()
		for range 3 {
			turn.At(q, 7, nil)
			if turn.Wait(context.Background(), busy(7, true)) == nil {
				t.Error("it waits no more")
			}
			q.Next()
		}
		turn.End(true)
	}
	// Unused turns go round between bubbles and the rest of the program.
	for range 3 {
		synctest.Test(t, func(*testing.T) { wait() })
		wait()
	}
}
