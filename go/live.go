package spandrel

import (
	"fmt"
	"io"

	"spandrel.dev/spandrel/internal/live"
)

// ReportLive writes what the Rust sides of this program hold: a line for each, with its open objects and with the
// blocks of answers that were not read to their end. It returns the sum of both, 0 when nothing is left.
//
// Called at the end of main or TestMain it shows what was never closed. What the garbage collector has yet to close counts
// as open. Built with the tag spandrel_debug it also tells where each open object was made.
func ReportLive(w io.Writer) int64 {
	var sum int64
	for _, side := range live.Sides() {
		objects, blocks := side.Counters()
		sum += objects + blocks
		fmt.Fprintf(w, "spandrel: %s: %d objects and %d blocks are live\n", side.Name(), objects, blocks)
		if objects == 0 || side.Places == nil {
			continue
		}
		for _, place := range side.Places() {
			fmt.Fprintf(w, "  made at\n%s", place)
		}
	}
	return sum
}
