package hash

import (
	"errors"
	"fmt"
)

// Code is a result code. The numbers are shared by the Go, Rust, Python and C
// sides and never change.
type Code uint8

// The result codes.
const (
	OK                 Code = 0 // the operation has a value
	InvalidInput       Code = 1 // an input is missing, malformed or out of range
	OutOfMemory        Code = 2 // the machine could not hold the work
	VerificationFailed Code = 3 // the inputs are well-formed and do not verify
	Encoding           Code = 4 // encoded bytes are not in the one canonical form
	Internal           Code = 5 // the machine failed; never a verdict on the inputs
)

// String returns the name of the code as the C header spells it, without its
// prefix.
func (c Code) String() string {
	switch c {
	case OK:
		return "OK"
	case InvalidInput:
		return "INVALID_INPUT"
	case OutOfMemory:
		return "OUT_OF_MEMORY"
	case VerificationFailed:
		return "VERIFICATION_FAILED"
	case Encoding:
		return "ENCODING"
	case Internal:
		return "INTERNAL"
	}
	return fmt.Sprintf("CODE_%d", uint8(c))
}

// Sentinels for errors.Is, one per code.
var (
	// ErrInvalidInput is returned when an input breaks the rules for inputs.
	ErrInvalidInput error = &Error{Code: InvalidInput}
	// ErrOutOfMemory is returned when the machine could not hold the work.
	ErrOutOfMemory error = &Error{Code: OutOfMemory}
	// ErrVerificationFailed is returned when a proof or solution is wrong.
	ErrVerificationFailed error = &Error{Code: VerificationFailed}
	// ErrEncoding is returned when bytes are not canonically encoded.
	ErrEncoding error = &Error{Code: Encoding}
	// ErrInternal is returned when the machine failed.
	ErrInternal error = &Error{Code: Internal}
)

// Error is the one error type of the backends.
type Error struct {
	// Code says what kind of failure this is.
	Code Code
	// Message says which input is at fault and why. It is for people and is
	// never compared.
	Message string

	cause error
}

// Errorf returns an *Error with the given code and formatted message. It wraps
// the operand of a %w.
func Errorf(code Code, format string, args ...any) *Error {
	formatted := fmt.Errorf(format, args...)
	return &Error{code, formatted.Error(), errors.Unwrap(formatted)}
}

// Unwrap returns the error behind it, or nil.
func (e *Error) Unwrap() error { return e.cause }

func (e *Error) Error() string {
	if e.Message == "" {
		return e.Code.String()
	}
	return e.Code.String() + ": " + e.Message
}

// Is reports whether target is an *Error with the same code, so that
// errors.Is(err, ErrEncoding) holds for every encoding error.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

// CodeOf returns the code err carries: OK for nil, Internal for an error that
// is not an *Error.
func CodeOf(err error) Code {
	if err == nil {
		return OK
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// MessageOf returns the text for people of err, never empty for a non-nil err.
func MessageOf(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Message != "" {
		return e.Message
	}
	return err.Error()
}
