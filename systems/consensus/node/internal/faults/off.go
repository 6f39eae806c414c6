//go:build !coinjecture_faults

// Package faults plants faults in a backend, so that tests see whether they are
// found. A program has them only with the build tag coinjecture_faults.
package faults

import "spandrel.dev/consensus/hash"

// Wrap returns the backend as it is, and nil: in this build nothing can be
// planted.
func Wrap(backend hash.Backend) (hash.Backend, func(fault string) error) { return backend, nil }
