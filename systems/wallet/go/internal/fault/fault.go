// Package fault holds the one table of errors: what goes wrong has a number, a name, and a message for people.
package fault

import "errors"

// Code is the number of an error. Numbers and names are those of PROTOCOL.md, which a test compares.
type Code int

// What the caller gave is wrong.
const (
	InvalidInput Code = iota + 101
	InvalidMnemonic
	InvalidChecksum
	InvalidPath
	UnsupportedChain
	TooLarge
)

// The caller may not, or not now.
const (
	WrongPasswordOrCorrupt Code = iota + 201
	Locked
	RateLimited
	HandleExpired
	PassphraseMismatch
)

// The store.
const (
	NotFound Code = iota + 301
	AlreadyExists
	StorageGone
	NoSpace
	ReadOnly
	Tampered
	VersionTooNew
	KDFOutOfRange
)

// Signing.
const (
	IntentChanged Code = iota + 401
	ChainMismatch
	FeeTooHigh
	PolicyDenied
)

// The core and its host.
const (
	Panic Code = iota + 501
	CoreDied
	Deadline
	Busy
	ABIMismatch
	BadSignature
	NoEntropy
)

// names are in the order of the numbers, a hundred for each group.
var names = [5][]string{
	{"INVALID_INPUT", "INVALID_MNEMONIC", "INVALID_CHECKSUM", "INVALID_PATH", "UNSUPPORTED_CHAIN", "TOO_LARGE"},
	{"WRONG_PASSWORD_OR_CORRUPT", "LOCKED", "RATE_LIMITED", "HANDLE_EXPIRED", "PASSPHRASE_MISMATCH"},
	{"NOT_FOUND", "ALREADY_EXISTS", "STORAGE_GONE", "NO_SPACE", "READ_ONLY", "TAMPERED", "VERSION_TOO_NEW", "KDF_OUT_OF_RANGE"},
	{"INTENT_CHANGED", "CHAIN_MISMATCH", "FEE_TOO_HIGH", "POLICY_DENIED"},
	{"PANIC", "CORE_DIED", "DEADLINE", "BUSY", "ABI_MISMATCH", "BAD_SIGNATURE", "NO_ENTROPY"},
}

// Codes lists every code in the order of their numbers.
func Codes() []Code {
	var codes []Code
	for group, list := range names {
		for i := range list {
			codes = append(codes, Code(100*(group+1)+i+1))
		}
	}
	return codes
}

// String returns the name of the code.
func (c Code) String() string {
	group, place := int(c)/100-1, int(c)%100-1
	if group < 0 || group >= len(names) || place < 0 || place >= len(names[group]) {
		return "UNKNOWN"
	}
	return names[group][place]
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
