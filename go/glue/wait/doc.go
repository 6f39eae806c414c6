// Package wait is everything that goroutines wait for: an object that is in use, and answers that come later.
//
// Nobody waits inside Rust, where a thread would stand still.
package wait
