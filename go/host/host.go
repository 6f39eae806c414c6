//go:build cgo

// Package host is linked into the Go core of a Rust program. The generated main package imports it; nobody else needs to.
package host

import "C"

import "spandrel.dev/spandrel/internal/abi"

// spandrel2_core_ready is the Rust program's first call into Go. Like every exported function it waits until the packages
// of the core are initialised; when it returns, their bridges are registered. Rust compares the answer
// with its own convention.
//
//export spandrel2_core_ready
func spandrel2_core_ready() uint32 {
	return abi.Version
}
