// Package live tells how the depot bridge works inside, for tests.
package live

import "spandrel.dev/tests/host/depot/internal/leaf"

// LeavesAreShort reports whether leaf calls go straight into Rust.
func LeavesAreShort() bool { return leaf.Fast() }
