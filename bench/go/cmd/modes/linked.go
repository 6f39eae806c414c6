//go:build cgo

package main

// linked says that the Rust side is linked into this program.
const linked = true
