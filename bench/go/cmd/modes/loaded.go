//go:build !cgo

package main

// linked says that the Rust side is linked into this program. It is loaded.
const linked = false
