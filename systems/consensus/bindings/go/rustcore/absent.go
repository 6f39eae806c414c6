//go:build !cgo || coinjecture_off

package rustcore

import (
	"fmt"

	"spandrel.dev/consensus/hash"
)

// Open fails with ErrUnavailable: this program was built without the core.
func Open() (hash.Backend, error) {
	return nil, fmt.Errorf("%w: this program was built without it; run spandrel build, then build with CGO_ENABLED=1 and without the tag coinjecture_off", ErrUnavailable)
}
