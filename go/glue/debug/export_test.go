//go:build spandrel_debug

package debug

import (
	"io"
	"time"
)

// PoisonByte is what a view reads after its end.
const PoisonByte = poison

// ReportTo has findings written there, until the function that it returns is called.
func ReportTo(to io.Writer) (restore func()) {
	reports.Lock()
	defer reports.Unlock()
	before := reports.to
	reports.to = to
	return func() {
		reports.Lock()
		defer reports.Unlock()
		reports.to = before
	}
}

// WhileSilent runs a function while nothing is reported.
func WhileSilent(run func()) {
	reports.Lock()
	defer reports.Unlock()
	run()
}

// CollectEvery has the collector run at each n-th read of a handle, until the function that it returns is called.
func CollectEvery(n int64) (restore func()) {
	before := collectEvery.Swap(n)
	return func() { collectEvery.Store(before) }
}

// ClearLeaves removes what is known of leaf functions.
func ClearLeaves() {
	leaves.Lock()
	defer leaves.Unlock()
	clear(leaves.of)
}

// ReportWaitsAfter sets how long a call waits before that is reported, until the function that it returns is called.
func ReportWaitsAfter(wait time.Duration) (restore func()) {
	calls.Lock()
	defer calls.Unlock()
	before := longWait
	longWait = wait
	return func() {
		calls.Lock()
		defer calls.Unlock()
		longWait = before
	}
}

// OpenCalls is how many calls are known that have not ended.
func OpenCalls() int {
	calls.Lock()
	defer calls.Unlock()
	return len(all())
}
