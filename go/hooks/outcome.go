package hooks

import (
	"context"
	"errors"

	"spandrel.dev/spandrel"
)

// Outcome names how a call ended, for labels and attributes: "ok"; "error" for an error of the function; "panic"; "cancelled"
// and "deadline" for a context that was done; "boundary" for what the boundary refused, such as a closed object.
func Outcome(err error) string {
	var panicked *spandrel.PanicError
	var refused *spandrel.CallError
	switch {
	case err == nil:
		return "ok"
	case errors.As(err, &panicked):
		return "panic"
	case errors.Is(err, context.Canceled):
		return "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		return "deadline"
	case errors.As(err, &refused):
		return "boundary"
	}
	return "error"
}
