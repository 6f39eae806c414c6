// Package memory holds bytes outside the care of the garbage collector: memory of Rust's that Go looks at, and locked
// pages for secrets.
//
// Who looks at them is counted: closed while in use, the last user releases them. An address is never shown to
// reflection as a slice, so that nothing prints or copies what was released, or is secret.
package memory
