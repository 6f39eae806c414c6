package remote

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

// Codes of answers, beside those of a call in the same process.
const (
	// codeOther is an error that neither the bridge nor Spandrel declares.
	codeOther = 32
	// codeGone is the error of a core that is itself in another process.
	codeGone = 33
)

// simple are the errors of calls that consist of their kind: the code of the answer, the kind of the problem over HTTP, and the error. Some
// share a code, and are told apart by a byte behind it.
var simple = [...]struct {
	code   uint8
	detail []byte
	kind   string
	err    error
}{
	{abi.CodeClosed, nil, kindClosed, spandrel.ErrClosed},
	{abi.CodeInvalidHandle, nil, kindInvalidHandle, spandrel.ErrInvalidHandle},
	{abi.CodeReentrant, nil, kindReentrant, spandrel.ErrReentrant},
	{abi.CodeExhausted, nil, kindExhausted, spandrel.ErrExhausted},
	{abi.CodeCancelled, []byte{1}, kindDeadline, context.DeadlineExceeded},
	{abi.CodeCancelled, []byte{0}, kindCancelled, context.Canceled},
}

// Error is an error of the other side that the bridge does not declare: its text, and the name of its type. An error of the
// bridge that it wrapped is found by errors.Is and errors.As.
type Error struct {
	// Function is the full name of the function that returned it.
	Function string
	// Message is its text.
	Message string
	// Type is the name of its type, such as "*fs.PathError".
	Type string

	declared error
}

// Error returns the text as it was on the other side.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the error of the bridge that was wrapped, or nil.
func (e *Error) Unwrap() error { return e.declared }

// TypeName is the name of the error's type on the other side. It is for package glue.
func (e *Error) TypeName() string { return e.Type }

// appendError appends an error, and returns the code of the answer.
func (b *Bridge) appendError(buffer []byte, err error) (uint8, []byte) {
	var (
		panicked *spandrel.PanicError
		input    *spandrel.InputError
		gone     *spandrel.GoneError
	)
	if b.Declares != nil && b.Declares(err) {
		return abi.CodeError, b.AppendError(buffer, err)
	}
	switch {
	case errors.As(err, &gone):
		buffer = wire.AppendString(wire.AppendString(buffer, gone.Exit), gone.Stderr)
		return codeGone, wire.AppendString(buffer, fmt.Sprint(gone.Err))
	case errors.As(err, &panicked):
		buffer = wire.AppendString(wire.AppendString(buffer, panicked.Message), panicked.Backtrace)
		if panicked.Poisoned {
			return abi.CodePoisoned, buffer
		}
		return abi.CodePanic, buffer
	}
	// What the boundary itself answers names its function, so that the same error of a function that a function calls is another one.
	var call *spandrel.CallError
	if errors.As(err, &call) {
		if errors.As(err, &input) {
			return abi.CodeRefused, wire.AppendString(wire.AppendString(buffer, input.Parameter), input.Reason)
		}
		for _, known := range simple {
			if errors.Is(err, known.err) {
				return known.code, append(buffer, known.detail...)
			}
		}
	}
	return b.appendOther(buffer, err)
}

// appendOther appends text and type of an error, and the error of the bridge in it.
func (b *Bridge) appendOther(buffer []byte, err error) (uint8, []byte) {
	buffer = wire.AppendString(buffer, err.Error())
	buffer = wire.AppendString(buffer, typeName(err))
	if b.AppendError != nil {
		buffer = b.AppendError(buffer, err)
	}
	return codeOther, buffer
}

// Raise panics if the function of the other side did, as it would have in this process; otherwise it returns the error. It is for
// generated code.
func Raise(err error) error {
	var panicked *spandrel.PanicError
	if errors.As(err, &panicked) {
		panic(panicked.Message)
	}
	return err
}

// Raised is a stream of the other side, which panics where it did there. It is for generated code.
func Raised[T any](items iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item, err := range items {
			if !yield(item, Raise(err)) {
				return
			}
		}
	}
}

// Failed is a stream that fails at once. It is for generated code.
func Failed[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}

// Panic panics with an error for which a function has no result. It is for generated code.
func Panic(err error) {
	panic(Raise(err))
}

func typeName(err error) string {
	if named, ok := err.(interface{ TypeName() string }); ok {
		return named.TypeName()
	}
	return fmt.Sprintf("%T", err)
}

// readError is the error of an answer.
func (b *Bridge) readError(function string, code uint8, reader *wire.Reader) error {
	failed := func(err error) error { return &spandrel.CallError{Function: function, Err: err} }
	switch code {
	case abi.CodeError:
		if b.ReadError == nil {
			reader.Fail()
			return nil
		}
		return b.ReadError(reader)
	case abi.CodePanic, abi.CodePoisoned:
		return &spandrel.PanicError{
			Function:  function,
			Message:   reader.String(),
			Backtrace: reader.String(),
			Poisoned:  code == abi.CodePoisoned,
		}
	case abi.CodeRefused:
		return failed(&spandrel.InputError{Parameter: reader.String(), Reason: reader.String()})
	case codeGone:
		return &spandrel.GoneError{
			Function: function, Sent: true, Exit: reader.String(), Stderr: reader.String(), Err: errors.New(reader.String()),
		}
	case codeOther:
		err := &Error{Function: function, Message: reader.String(), Type: reader.String()}
		if b.ReadError != nil {
			err.declared = b.ReadError(reader)
		}
		return err
	}
	var detail []byte
	if code == abi.CodeCancelled {
		detail = []byte{reader.Uint8()}
	}
	for _, known := range simple {
		if code == known.code && bytes.Equal(detail, known.detail) {
			return failed(known.err)
		}
	}
	reader.Fail()
	return nil
}

// UnsupportedError says that a function does not pass over HTTP, or to no other process. It matches [errors.ErrUnsupported].
type UnsupportedError struct {
	// Reason says what of it does not, such as "key is a Secret".
	Reason string
	// Local tells that it passes to no other process at all, as an end of a ring, which is memory of one.
	Local bool
}

// Error returns the reason, and what to do.
func (e *UnsupportedError) Error() string {
	if e.Local {
		return e.Reason + ", which is memory of one process: call the core in the program that it is linked into, with Embedded"
	}
	return e.Reason + ", which does not pass over HTTP: use a worker or a Unix socket"
}

// Local is the error of a function that answers with an end of a ring: for generated code.
func Local(f *spandrel.Function) error {
	return &spandrel.CallError{Function: f.Name, Err: &UnsupportedError{Reason: "the result is an end of a ring", Local: true}}
}

// LocalArgument is the error of a function of Go's that takes an end of a ring: for generated code.
func LocalArgument(f *spandrel.Function, parameter string) error {
	return &spandrel.CallError{Function: f.Name, Err: &UnsupportedError{Reason: parameter + " is an end of a ring", Local: true}}
}

// Is reports whether target is [errors.ErrUnsupported].
func (e *UnsupportedError) Is(target error) bool { return target == errors.ErrUnsupported }

// HTTPError says that a server refused a request before it became a call.
type HTTPError struct {
	// Function is the full name of what was called.
	Function string
	// Status is the status of the answer.
	Status int
	// Kind is the kind of problem, such as "unauthorized", "too-large" or "busy"; empty if another program answered.
	Kind string
	// Detail says what is wrong.
	Detail string
}

// Error returns function, status and detail.
func (e *HTTPError) Error() string {
	text := fmt.Sprintf("spandrel: call %s: the server answered %d %s", e.Function, e.Status, http.StatusText(e.Status))
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// ownError is an error of one call, which does not end what it was made over. of has it name the function.
type ownError struct {
	of func(function string) error
}

func (e *ownError) Error() string { return e.of("").Error() }
