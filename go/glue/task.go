package glue

import (
	"context"
	"errors"

	"spandrel.dev/spandrel"
)

// Cancelled is the error of a call whose context was done before it. A context of somebody's own may be done and not say
// why.
func Cancelled(function string, cause error) error {
	if cause == nil {
		cause = context.Canceled
	}
	return &spandrel.CallError{Function: function, Err: cause}
}

// Await returns the answer of an async call, waiting for it if it comes later, and frees the waiter. When the context is
// done first, the future is dropped.
func (b *Bridge) Await(ctx context.Context, w *Waiter, scratch *Scratch, frame Frame) Frame {
	switch uint8(frame.Status) {
	case codePending:
		frame = b.wait(ctx, w, scratch, frame.Value)
	case codeBusy:
		// The context was done while the call waited for its object.
		frame = cancelledFrame(ctx.Err())
	}
	w.free()
	return frame
}

func (b *Bridge) wait(ctx context.Context, w *Waiter, scratch *Scratch, task uint64) Frame {
	if scratch != nil {
		scratch.detach()
	}
	b.dispatch()
	for waits := true; waits; {
		select {
		case frame := <-w.done:
			if uint8(frame.Status) != codePending {
				return frame
			}
			// The future was woken and is to be polled, which is left to whoever waits for its answer.
			w.arm()
			if frame = b.link.Resume(task, w.ID()); uint8(frame.Status) != codePending {
				return frame
			}
		case <-ctx.Done():
			waits = false
		}
	}
	if !b.link.Close(task).OK() {
		// Too late: the answer is there, or all but there. It is not thrown away, as it may be an object.
		return <-w.done
	}
	w.disarm()
	return cancelledFrame(ctx.Err())
}

// cancelledFrame carries the end of a context.
func cancelledFrame(cause error) Frame {
	frame := Frame{Status: codeCancelled}
	if errors.Is(cause, context.DeadlineExceeded) {
		frame.Value = 1
	}
	return frame
}

// cause is the context's error that the frame carries.
func (f Frame) cause() error {
	if f.Value == 1 {
		return context.DeadlineExceeded
	}
	return context.Canceled
}
