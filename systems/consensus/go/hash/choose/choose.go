// Package choose picks the hashing backend of a program from its configuration.
//
// The order is: the flag of the program, the environment variable
// COINJECTURE_USE_RUST, the key use_rust_bindings of a YAML file, and else the
// native backend. A flag is an order: a backend that cannot be used is an
// error. Environment and file are a wish: when the Rust core cannot be used
// the native backend takes its place and Choice.Notice says why.
package choose

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"

	"go.yaml.in/yaml/v3"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/native"
	"spandrel.dev/consensus/hash/rustcore"
)

// Variable is the environment variable that asks for the Rust backend.
const Variable = "COINJECTURE_USE_RUST"

// ErrUnknown is returned for a backend name that is neither "go" nor "rust".
var ErrUnknown = errors.New("no such backend")

// Config is the part of a YAML file that Load reads. Other programs may embed
// it inline in their own.
type Config struct {
	UseRustBindings bool `yaml:"use_rust_bindings"`
}

// Choice is a backend and how it was chosen.
type Choice struct {
	Backend hash.Backend
	// Reason names what decided: a flag, the environment, a file or the default.
	Reason string
	// Notice is not empty when the Rust backend was wished for and cannot be
	// used; it belongs into the program's log.
	Notice string
}

// Logger returns a logger whose every line names the backend.
func (c Choice) Logger(base *slog.Logger) *slog.Logger {
	return base.With("backend", c.Backend.Name())
}

// Backend picks the backend: flag is the value of the program's flag, empty
// when it was not given, and config what Load returned.
func Backend(flag string, config Config) (Choice, error) {
	if flag != "" {
		backend, err := Named(flag)
		return Choice{Backend: backend, Reason: "flag"}, err
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
		return Choice{Backend: native.Backend{}, Reason: reason}, nil
	}
	backend, err := rustcore.Open()
	if err != nil {
		notice := fmt.Sprintf("backend rust cannot be used, backend go takes its place: %v", err)
		return Choice{Backend: native.Backend{}, Reason: reason, Notice: notice}, nil
	}
	return Choice{Backend: backend, Reason: reason}, nil
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

// Load reads the backend's keys from the YAML file at path. Keys of other parts
// of a program are passed over; use_rust_bindings must be a boolean.
func Load(path string) (Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("configuration: %w", err)
	}
	var config Config
	if err := yaml.Unmarshal(text, &config); err != nil {
		return Config{}, fmt.Errorf("configuration %s: %w", path, err)
	}
	return config, nil
}
