// Package live tells what is alive on the Rust side of the borrowing bridge, for tests.
package live

import "spandrel.dev/tests/go_main/go_calls_rust/borrowing/internal/bridge"

// Counters returns the number of live objects and of answers not yet freed.
func Counters() (objects, blocks int64) {
	return bridge.Rust.Counters()
}
