// Package live tells how the guest bridge works inside, for tests.
package live

import "spandrel.dev/tests/rust_main/guest/internal/leaf"

// LeavesAreShort reports whether leaf calls go straight into Rust.
func LeavesAreShort() bool { return leaf.Fast() }
