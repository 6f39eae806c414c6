// Package hash holds what every hashing backend of the chain has in common:
// the records that are hashed, the result codes, and the Backend interface.
//
// Two backends implement it. Package native is the reference in plain Go,
// written from the rules with crypto/sha256 and nothing else. Package rustcore
// answers the same calls through the Rust core. Package choose picks one from
// configuration, native unless told otherwise.
//
// Consensus depends on these functions byte for byte, so nothing here is
// lenient: a value that a rule does not allow is an *Error, never a repaired
// value, and no function panics on bad input.
//
// All backends are safe for concurrent use. Arguments are only read, and only
// during the call; results belong to the caller.
package hash
