//go:build !cgo

// Package host is linked into the Go core of a Rust program, which needs cgo.
package host
