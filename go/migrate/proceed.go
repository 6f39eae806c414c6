package migrate

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"spandrel.dev/spandrel"
)

// proceed makes a call. A panic is an error.
func proceed(call spandrel.Call) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = &spandrel.PanicError{Function: call.Function().Name, Message: fmt.Sprint(reason), Backtrace: string(debug.Stack())}
			call.Fail(err)
		}
	}()
	return call.Proceed()
}

// within makes a call that may take so long; later it has failed with context.DeadlineExceeded, and goes on alone. Its arguments
// must be its own. done is called when it has ended, however long that takes.
func within(ctx context.Context, call spandrel.Call, limit time.Duration, done func()) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	call.SetContext(ctx)
	ended := make(chan error, 1)
	go func() {
		defer done()
		defer cancel()
		ended <- proceed(call)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// It may have ended by the context, or in the same moment.
	select {
	case err := <-ended:
		return err
	case <-time.After(10 * time.Millisecond):
		return &spandrel.CallError{Function: call.Function().Name, Err: context.DeadlineExceeded}
	}
}
