// Package choose picks the hashing backend of a program from its configuration.
//
// The order is: the flag of the program, the environment variable
// COINJECTURE_USE_RUST, the key use_rust_bindings of a YAML file, and else the
// native backend. A flag is an order: a backend that cannot be used is an
// error. Environment and file are a wish: when the Rust core cannot be used
// the native backend takes its place and Choice.Notice says why.
//
// No key and no variable is ignored silently: Choice.Notices names those
// that nothing reads.
package choose

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"

	"spandrel.dev/consensus/bindings/go/rustcore"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

// Variable is the environment variable that asks for the Rust backend.
const Variable = "COINJECTURE_USE_RUST"

// ErrUnknown is returned for a backend name that is neither "go" nor "rust".
var ErrUnknown = errors.New("no such backend")

// Choice is a backend and how it was chosen.
type Choice struct {
	Backend hash.Backend
	// Reason names what decided: a flag, the environment, a file or the default.
	Reason string
	// Notice is not empty when the Rust backend was wished for and cannot be
	// used; it belongs in the program's log.
	Notice string
	// Notices are all of them: that one, and a line for each key of the file and
	// each variable of the environment that was not read.
	Notices []string
}

// Logger returns a logger whose every line names the backend, what it hashes
// with, and the version of its library.
func (c Choice) Logger(base *slog.Logger) *slog.Logger {
	return base.With("backend", c.Backend.Name(), "kernel", c.Backend.Kernels().String(), "version", c.Backend.Version())
}

// Backend picks the backend: flag is the value of the program's flag, empty
// when it was not given, and config what Load returned.
func Backend(flag string, config Config) (Choice, error) {
	notices := append(slices.Clone(config.Notices), strangers(os.Environ())...)
	if flag != "" {
		backend, err := Named(flag)
		return Choice{Backend: backend, Reason: "flag", Notices: notices}, err
	}
	wish, reason := config.UseRustBindings, "default"
	if wish {
		reason = "file"
	}
	if text, set := os.LookupEnv(Variable); set && text != "" {
		on, err := strconv.ParseBool(text)
		if err != nil {
			return Choice{}, fmt.Errorf("environment %s: %q is not a boolean; set it to 1 or 0", Variable, text)
		}
		wish, reason = on, "environment"
	}
	if !wish {
		return Choice{Backend: native.Backend{}, Reason: reason, Notices: notices}, nil
	}
	backend, err := rustcore.Open()
	if err != nil {
		notice := fmt.Sprintf("backend rust cannot be used, backend go takes its place: %v", err)
		return Choice{native.Backend{}, reason, notice, append(notices, notice)}, nil
	}
	return Choice{Backend: backend, Reason: reason, Notices: notices}, nil
}

// strangers names the variables of the environment that look like ours and that
// nothing reads.
func strangers(environment []string) []string {
	known := []string{Variable, hash.KernelVariable}
	var notices []string
	for _, entry := range environment {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, "COINJECTURE_") || slices.Contains(known, name) {
			continue
		}
		cure := "there are " + strings.Join(known, " and ")
		if near := nearest(name, known); near != "" {
			cure = "did you mean " + near + "?"
		}
		notices = append(notices, fmt.Sprintf("environment %s is not read; %s", name, cure))
	}
	return notices
}

// Named returns the backend called name, with no other in its place.
func Named(name string) (hash.Backend, error) {
	switch name {
	case hash.Native:
		return native.Backend{}, nil
	case hash.Rust:
		backend, err := rustcore.Open()
		if err != nil {
			return nil, fmt.Errorf("backend rust cannot be used: %w", err)
		}
		return backend, nil
	}
	return nil, fmt.Errorf("%w: %q; there are go and rust", ErrUnknown, name)
}
