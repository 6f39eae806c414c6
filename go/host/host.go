//go:build cgo

// Package host is linked into the Go core of a Rust program. The generated main package imports it; nobody else needs to.
package host

import "C"

// abi is the convention this runtime speaks; the Rust side compares it with its own.
const abi = 2

// spandrel2_core_ready is the Rust program's first call into Go. Like every exported function it waits until the packages
// of the core are initialised; when it returns, their bridges are registered.
//
//export spandrel2_core_ready
func spandrel2_core_ready() uint32 {
	return abi
}
