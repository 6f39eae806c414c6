package glue

import (
	"context"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

// Fail turns the frame of a failed call into an error. read reads a declared error; objects are those of the call.
func (b *Bridge) Fail(function string, frame Frame, read func(*wire.Reader) error, objects ...*Object) error {
	var err error
	switch frame.Code() {
	case abi.CodeError:
		reader := wire.NewReader(block.Of(frame))
		err = read(&reader)
		if reader.Failed() {
			panic("spandrel: " + function + ": error does not follow the contract; run `spandrel check`")
		}
	case abi.CodePanic, abi.CodePoisoned:
		reader := wire.NewReader(block.Of(frame))
		err = &spandrel.PanicError{
			Function:  function,
			Message:   reader.String(),
			Backtrace: reader.String(),
			Poisoned:  frame.Code() == abi.CodePoisoned,
		}
	case abi.CodeRefused:
		reader := wire.NewReader(block.Of(frame))
		input := &spandrel.InputError{Parameter: reader.String(), Reason: reader.String()}
		err = &spandrel.CallError{Function: function, Err: input}
	case abi.CodeClosed:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrClosed}
	case abi.CodeReentrant:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrReentrant}
	case abi.CodeExhausted:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrExhausted}
	case abi.CodeCancelled:
		return Cancelled(function, cause(frame))
	case abi.CodeBusy:
		// It waits no more: a context is done, or it would wait for itself.
		if cause := expired(objects); cause != nil {
			return Cancelled(function, cause)
		}
		return &spandrel.CallError{Function: function, Err: spandrel.ErrReentrant}
	default:
		return &spandrel.CallError{Function: function, Err: spandrel.ErrInvalidHandle}
	}
	b.blocks.Release(frame)
	return err
}

// Cancelled is the error of a call whose context was done before it. A context of somebody's own may be done and not say
// why.
func Cancelled(function string, cause error) error {
	if cause == nil {
		cause = context.Canceled
	}
	return &spandrel.CallError{Function: function, Err: cause}
}

// cause is the context's error that the frame carries.
func cause(frame Frame) error {
	if frame.Value == 1 {
		return context.DeadlineExceeded
	}
	return context.Canceled
}

// Nil is the error for a nil where Rust needs a Go value.
func Nil(function, parameter string) error {
	input := &spandrel.InputError{Parameter: parameter, Reason: "is nil"}
	return &spandrel.CallError{Function: function, Err: input}
}
