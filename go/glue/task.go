package glue

import (
	"context"
	"errors"

	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/internal/abi"
)

// Await returns the answer of an async call, waiting for it if it comes later, and frees the waiter. When the context is
// done first, the future is dropped.
func (b *Bridge) Await(ctx context.Context, w *wait.Waiter, scratch *block.Scratch, frame Frame) Frame {
	switch frame.Code() {
	case abi.CodePending:
		frame = b.await(ctx, w, scratch, frame.Value)
	case abi.CodeBusy:
		// The context was done while the call waited for its object, or it would wait for itself.
		frame = Frame{Status: abi.CodeReentrant}
		if cause := ctx.Err(); cause != nil {
			frame = cancelledFrame(cause)
		}
	}
	w.Free()
	return frame
}

func (b *Bridge) await(ctx context.Context, w *wait.Waiter, scratch *block.Scratch, task uint64) Frame {
	if scratch != nil {
		scratch.Detach()
	}
	b.dispatch()
	for waits := true; waits; {
		select {
		case frame := <-w.Done():
			if frame.Code() != abi.CodePending {
				return frame
			}
			// The future was woken and is to be polled, which is left to the goroutine that waits for its answer.
			w.Arm()
			if frame = b.link.Resume(task, w.ID()); frame.Code() != abi.CodePending {
				return frame
			}
		case <-ctx.Done():
			waits = false
		}
	}
	if !b.link.Close(task).OK() {
		// Too late: the answer is there, or all but there. It is not thrown away, as it may be an object.
		return <-w.Done()
	}
	w.Disarm()
	return cancelledFrame(ctx.Err())
}

// cancelledFrame carries the end of a context.
func cancelledFrame(cause error) Frame {
	frame := Frame{Status: abi.CodeCancelled}
	if errors.Is(cause, context.DeadlineExceeded) {
		frame.Value = 1
	}
	return frame
}
