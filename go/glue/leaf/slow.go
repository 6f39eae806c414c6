//go:build !(linux && amd64 && cgo && go1.24 && !go1.28 && !race && !msan && !asan && !spandrel_nofast)

package leaf

import "unsafe"

// InCall returns nil: leaf calls are made as ordinary calls, in which Rust sees for itself where it is.
func InCall() unsafe.Pointer {
	return nil
}
