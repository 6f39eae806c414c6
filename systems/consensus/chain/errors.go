package chain

import (
	"errors"
	"fmt"
)

// Causes of a refusal, for errors.Is.
var (
	// ErrShape is returned when transaction 0 is not a block of this version.
	ErrShape = errors.New("not a block")
	// ErrHeader is returned when the header has other bytes than this node's.
	ErrHeader = errors.New("another header")
	// ErrHash is returned when the header is this node's and the hash is not.
	ErrHash = errors.New("another hash")
	// ErrTransaction is returned when a transaction may not be in the block.
	ErrTransaction = errors.New("invalid transaction")
	// ErrLimit is returned when there are too many transactions or too many
	// bytes of them.
	ErrLimit = errors.New("over a limit")
)

// Refusal is why a block is not accepted. It is a verdict; an error of the
// backend is not, and is never a Refusal.
type Refusal struct {
	Number uint64 // of the block
	Cause  error  // one of the causes above
	Detail string // what is wrong, and what would be right
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("block %d refused: %v: %s", r.Number, r.Cause, r.Detail)
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Cause }

func refuse(number uint64, cause error, format string, args ...any) error {
	return &Refusal{number, cause, fmt.Sprintf(format, args...)}
}
