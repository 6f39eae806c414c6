// Package rustcore answers the calls of hash.Backend through the Rust core.
//
// The core is linked into programs that are built with cgo, after spandrel build
// has made its object. Without cgo, or with the build tag coinjecture_off, Open
// says so and the program still works with the native backend.
package rustcore

import "errors"

// ErrUnavailable is returned when the Rust core is not part of this program or
// does not pass its self-test.
var ErrUnavailable = errors.New("rust core unavailable")
