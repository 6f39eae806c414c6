package spandrel

import (
	"errors"
	"fmt"
)

// Errors of the boundary, for errors.Is.
var (
	// ErrClosed is returned when an object is used after Close.
	ErrClosed = errors.New("object is closed")
	// ErrInvalidHandle is returned when an object did not come from this bridge: a zero value, or nil.
	ErrInvalidHandle = errors.New("object is not one of this bridge: use its constructor")
	// ErrReentrant is returned when a call requires an object that its own call chain is using.
	ErrReentrant = errors.New("object is in use further up this call chain")
	// ErrInvalidInput is returned when a value has no counterpart on the other side. The error is an [*InputError].
	ErrInvalidInput = errors.New("invalid input")
	// ErrExhausted is returned when more than 16 million objects are open.
	ErrExhausted = errors.New("too many open objects")
	// ErrUnanswered is returned when a [Hook] neither made the call nor answered it.
	ErrUnanswered = errors.New("the hook neither proceeded with the call nor answered it")
)

// CallError is a failure of the boundary, not of the function behind it.
type CallError struct {
	// Function is the full name, such as "remux.Remuxer.Push".
	Function string
	// Err is the cause, one of the errors of this package.
	Err error
}

// Error returns function and cause.
func (e *CallError) Error() string {
	return fmt.Sprintf("spandrel: call %s: %v", e.Function, e.Err)
}

// Unwrap returns the cause.
func (e *CallError) Unwrap() error {
	return e.Err
}

// InputError says which argument was refused and why. It matches [ErrInvalidInput].
type InputError struct {
	// Parameter is its name, "result" if the function's result has no counterpart in Go.
	Parameter string
	// Reason says what is wrong with it.
	Reason string
}

// Error returns parameter and reason.
func (e *InputError) Error() string {
	return e.Parameter + ": " + e.Reason
}

// Is reports whether target is [ErrInvalidInput].
func (e *InputError) Is(target error) bool {
	return target == ErrInvalidInput
}

// PanicError is a panic of the Rust code, caught before it left Rust.
//
// When a method that changes its object panics, the object is poisoned: later calls return the same error until it
// is closed.
type PanicError struct {
	// Function is the full name of the function that panicked.
	Function string
	// Message is the panic's message with its place in the source.
	Message string
	// Backtrace is the Rust stack, innermost frame first; empty where it could not be captured.
	Backtrace string
	// Poisoned tells that an earlier call panicked and left the object half-changed.
	Poisoned bool
}

// Error returns function and message, without the backtrace.
func (e *PanicError) Error() string {
	if e.Poisoned {
		return fmt.Sprintf("spandrel: call %s: object is poisoned by an earlier panic: %s", e.Function, e.Message)
	}
	return fmt.Sprintf("spandrel: call %s: panic: %s", e.Function, e.Message)
}
