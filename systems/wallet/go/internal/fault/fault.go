// Package fault holds the errors of the core: what goes wrong has a number, a name, and a message for people.
package fault

import (
	"errors"
	"strings"

	"spandrel.dev/wallet/host/arcsign/contract"
)

// Code is the number of an error. The one table of numbers and names is that of the bridge to the Rust host.
type Code int

// What the caller gave is wrong.
const (
	InvalidInput     = Code(contract.CodeInvalidInput)
	InvalidMnemonic  = Code(contract.CodeInvalidMnemonic)
	InvalidChecksum  = Code(contract.CodeInvalidChecksum)
	InvalidPath      = Code(contract.CodeInvalidPath)
	UnsupportedChain = Code(contract.CodeUnsupportedChain)
	TooLarge         = Code(contract.CodeTooLarge)
)

// The caller may not, or not now.
const (
	WrongPasswordOrCorrupt = Code(contract.CodeWrongPasswordOrCorrupt)
	Locked                 = Code(contract.CodeLocked)
	RateLimited            = Code(contract.CodeRateLimited)
	HandleExpired          = Code(contract.CodeHandleExpired)
	PassphraseMismatch     = Code(contract.CodePassphraseMismatch)
)

// The store.
const (
	NotFound      = Code(contract.CodeNotFound)
	AlreadyExists = Code(contract.CodeAlreadyExists)
	StorageGone   = Code(contract.CodeStorageGone)
	NoSpace       = Code(contract.CodeNoSpace)
	ReadOnly      = Code(contract.CodeReadOnly)
	Tampered      = Code(contract.CodeTampered)
	VersionTooNew = Code(contract.CodeVersionTooNew)
	KDFOutOfRange = Code(contract.CodeKdfOutOfRange)
)

// Signing.
const (
	IntentChanged = Code(contract.CodeIntentChanged)
	ChainMismatch = Code(contract.CodeChainMismatch)
	FeeTooHigh    = Code(contract.CodeFeeTooHigh)
	PolicyDenied  = Code(contract.CodePolicyDenied)
)

// The core and its host.
const (
	Panic        = Code(contract.CodePanic)
	CoreDied     = Code(contract.CodeCoreDied)
	Deadline     = Code(contract.CodeDeadline)
	Busy         = Code(contract.CodeBusy)
	ABIMismatch  = Code(contract.CodeAbiMismatch)
	BadSignature = Code(contract.CodeBadSignature)
	NoEntropy    = Code(contract.CodeNoEntropy)
)

// Codes lists every code in the order of their numbers.
func Codes() []Code {
	var codes []Code
	for code := Code(1); code < 1000; code++ {
		if code.String() != unknown {
			codes = append(codes, code)
		}
	}
	return codes
}

const unknown = "UNKNOWN"

// String returns the name of the code in the protocol: INVALID_INPUT for InvalidInput.
func (c Code) String() string {
	var name strings.Builder
	for i, letter := range []byte(contract.Code(c).String()) {
		switch {
		case letter == '(':
			return unknown
		case letter >= 'A' && letter <= 'Z' && i > 0:
			name.WriteByte('_')
			name.WriteByte(letter)
		case letter >= 'a' && letter <= 'z':
			name.WriteByte(letter - 'a' + 'A')
		default:
			name.WriteByte(letter)
		}
	}
	return name.String()
}

// Error is what every function of the core fails with. The message never holds a secret or a piece of one.
type Error struct {
	Code    Code
	Message string
	// Word is the place of the word at fault, from 0; -1 where none is.
	Word int
	// RetryMs is how long the caller has to wait, with RateLimited.
	RetryMs int64
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Is compares the codes, so that errors.Is finds an error of the same kind.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

// New returns an error without details.
func New(code Code, message string) *Error {
	return &Error{Code: code, Message: message, Word: -1}
}

// Of returns the code of an error, and 0 for nil. What is not an error of ours counts as Panic: nobody expected it.
func Of(err error) Code {
	if err == nil {
		return 0
	}
	var ours *Error
	if errors.As(err, &ours) {
		return ours.Code
	}
	return Panic
}
