//go:build cgo && !coinjecture_off

package rustcore

import (
	"fmt"
	"sync"

	"spandrel.dev/consensus/bindings/go/coinjecture"
	"spandrel.dev/consensus/bindings/go/corebackend"
	"spandrel.dev/consensus/hash"
)

// open tests the core once per process.
var open = sync.OnceValues(func() (hash.Backend, error) {
	backend, err := corebackend.Of(hash.Rust, coinjecture.Embedded())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return backend, nil
})

// Open returns the backend. It fails with ErrUnavailable when the core does not
// pass its self-test, as with an environment that forces a SHA-256 kernel this
// processor does not have.
func Open() (hash.Backend, error) { return open() }
