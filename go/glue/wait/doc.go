// Package wait is everything that goroutines wait for: an object that is in use, and answers that come later.
//
// No call waits inside Rust, where it would block a thread.
package wait
