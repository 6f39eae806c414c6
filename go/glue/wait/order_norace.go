//go:build !race

package wait

import "spandrel.dev/spandrel/glue/block"

// ordered is for the race detector.
func ordered(*block.List) {}
