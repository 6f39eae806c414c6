package shared

import (
	"errors"
	"fmt"
)

// Errors of an end; package ring documents them.
var (
	ErrClosed   = errors.New("the ring is closed")
	ErrFull     = errors.New("the ring is full")
	ErrInUse    = errors.New("another goroutine is using this end of the ring")
	ErrTooLarge = errors.New("the message is larger than the ring's bound in bytes")
	ErrCorrupt  = errors.New("the ring holds a length that is not possible")
	ErrReserved = errors.New("nothing is reserved")
	ErrReaders  = errors.New("the ring has as many readers as it was made for")
)

// failed is an error of an operation.
func failed(operation string, err error) error {
	return fmt.Errorf("ring: %s: %w", operation, err)
}
