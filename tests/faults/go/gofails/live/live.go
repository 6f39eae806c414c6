// Package live tells what is alive on the Rust side of the gofails bridge.
package live

import "spandrel.dev/tests/faults/gofails/internal/bridge"

// Counters returns the number of live objects and of answers not yet freed.
func Counters() (objects, blocks int64) {
	return bridge.Rust.Counters()
}
