// Package rust_calls_go makes the Go side of a bridge fail in every way while Rust calls it.
package rust_calls_go
