// Package shared is Go's half of a ring: memory that Go and Rust use by atomic operations, without a call for each message.
//
// The layout is that of package abi, which is generated from the lists that the Rust half uses; docs/abi.md has it as tables. A
// position counts from the ring's beginning and never wraps: eight for each slot, or the bytes of records with what is around them.
//
// The race detector does not follow accesses to memory outside Go's heap. In builds with -race each step of the protocol also
// touches words of Go's own, so that the detector knows the order that there is, and no other.
package shared
