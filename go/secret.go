package spandrel

import (
	"fmt"
	"log/slog"

	"spandrel.dev/spandrel/internal/memory"
)

// redacted stands for a secret wherever one would be printed.
const redacted = "Secret(…)"

// Secret is a key, a password, a seed: Rust's Secret<[u8]> and Secret<str>.
//
// The content lies outside the Go heap in pages of its own, which on Linux are locked into memory and left out of core
// dumps, and is wiped by Close, or by the garbage collector if the secret was never closed. No way of printing shows it:
// fmt, encoding/json and log/slog get "Secret(…)". On the way to Rust and back it is copied from locked memory into
// locked memory.
//
// A function that Rust calls owns the secret that it receives, and closes it. Ownership of one that it returns moves to Rust: it is
// closed when it has been passed; return a [Secret.Clone] to keep it.
//
// All methods may be called from several goroutines. A secret that is closed while it is in use is wiped when its users
// are done; afterwards everything answers [ErrClosed]. nil and the zero value hold no secret: calls refuse them with
// [ErrInvalidInput]. An empty secret is made by NewSecret(nil).
type Secret struct {
	// The memory, and nothing else: the package for generated code relies on it. The field is not called as that of Bytes is,
	// so that Go has no conversion from one to the other, which would show the secret.
	pages *memory.Memory
}

// NewSecret takes the bytes over: v is wiped. What can be had as a string cannot be wiped, so read secrets into a
// []byte in the first place.
func NewSecret(v []byte) *Secret {
	s := &Secret{memory.Secret(len(v), func(content []byte) { copy(content, v) })}
	clear(v)
	return s
}

// FillSecret makes a secret of n bytes where it stays: fill gets them as zeros. Nothing has to be wiped afterwards.
func FillSecret(n int, fill func(content []byte)) *Secret {
	return &Secret{memory.Secret(n, fill)}
}

// Use calls use with the content, which is valid until use returns and must not be retained; copies of it are the caller's to wipe.
// The error is [ErrClosed], or nil.
func (s *Secret) Use(use func(content []byte)) error {
	if s == nil || s.pages == nil {
		return &CallError{Function: "spandrel.Secret.Use", Err: ErrClosed}
	}
	content, ok := s.pages.Enter()
	if !ok {
		return &CallError{Function: "spandrel.Secret.Use", Err: ErrClosed}
	}
	defer s.pages.Leave()
	use(content)
	return nil
}

// Clone returns a copy in locked memory of its own, to be closed by itself. One of a closed secret is closed.
func (s *Secret) Clone() *Secret {
	var clone *Secret
	err := s.Use(func(content []byte) {
		clone = &Secret{memory.Secret(len(content), func(copied []byte) { copy(copied, content) })}
	})
	if err != nil {
		return s
	}
	return clone
}

// Locked reports whether the operating system keeps the content out of swap. It is false where the limit for locked
// memory (RLIMIT_MEMLOCK) was reached, on systems other than Linux, and for an empty secret.
func (s *Secret) Locked() bool {
	return s != nil && s.pages != nil && s.pages.Locked
}

// Close wipes the content, once it is not in use any more. A second Close does nothing.
func (s *Secret) Close() error {
	if s != nil && s.pages != nil {
		s.pages.Close()
	}
	return nil
}

// String returns "Secret(…)".
func (Secret) String() string { return redacted }

// GoString returns "Secret(…)".
func (Secret) GoString() string { return redacted }

// Format writes "Secret(…)", whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// MarshalText returns "Secret(…)": encoding/json and others write that.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON returns "Secret(…)" as a JSON string.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// LogValue returns "Secret(…)".
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }
