//go:build race

package wait

import "spandrel.dev/spandrel/glue/block"

// ordered tells the race detector that what comes now is after all calls of Rust that have begun. It sees that order where another call
// of Rust ends, and knows nothing of lists in Rust's memory.
func ordered(blocks *block.List) {
	blocks.Drain()
}
