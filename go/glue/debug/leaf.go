//go:build spandrel_debug

package debug

import (
	"runtime"
	"sync"
	"time"
)

// leafLimit is how long a leaf call may take.
const leafLimit = 10 * time.Microsecond

// leaf is what is known of one leaf function.
type leaf struct {
	calls, slow int
	reported    bool
}

var leaves = struct {
	sync.Mutex
	of map[string]*leaf
}{of: make(map[string]*leaf)}

// LeafTimer times one leaf call.
type LeafTimer struct {
	function string
	before   usage
	start    time.Time
}

// TimeLeaf times a leaf call: `defer TimeLeaf("search.Index.Lines").Stop()`. A function that breaks the limit is
// reported once.
//
// Time in which the system gave the processor to another program does not count. What the first calls need to have
// memory mapped, or what an interrupt needs now and then, does: so a function is reported when it was slow three times
// and in one call of twenty, or when it took a hundred times as long.
func TimeLeaf(function string) LeafTimer {
	runtime.LockOSThread()
	return LeafTimer{function: function, before: threadUsage(), start: time.Now()}
}

// Stop ends the call.
func (t LeafTimer) Stop() {
	elapsed := time.Since(t.start)
	after := t.before
	if elapsed > leafLimit {
		after = threadUsage()
	}
	runtime.UnlockOSThread()
	busy := after.processor - t.before.processor
	countLeaf(t.function, elapsed, busy, busy > leafLimit || after.waits != t.before.waits)
}

func countLeaf(function string, elapsed, busy time.Duration, slow bool) {
	leaves.Lock()
	known := leaves.of[function]
	if known == nil {
		known = new(leaf)
		leaves.of[function] = known
	}
	known.calls++
	due := false
	if slow {
		known.slow++
		often := known.slow >= 3 || elapsed > 100*leafLimit
		due = !known.reported && often && known.slow*20 >= known.calls
		known.reported = known.reported || due
	}
	leaves.Unlock()
	if due {
		report("%s is a leaf, but took %v (%v of it on the processor): a leaf must stay below %v; remove #[leaf]",
			function, elapsed, busy, leafLimit)
	}
}
