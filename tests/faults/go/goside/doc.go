// Package goside makes the Go side of a bridge fail in every way while Rust calls it.
package goside
