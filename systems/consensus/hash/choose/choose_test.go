package choose

import (
	"bytes"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/consensus/bindings/go/rustcore"
	"spandrel.dev/consensus/hash"
)

func TestOrderOfWishes(t *testing.T) {
	_, missing := rustcore.Open()
	rust, fallen := hash.Rust, missing != nil
	if fallen {
		rust = hash.Native
	}
	tests := []struct {
		name, flag, environment string
		file                    bool
		backend, reason         string
	}{
		{"nothing", "", "", false, hash.Native, "default"},
		{"file", "", "", true, rust, "file"},
		{"environment", "", "true", false, rust, "environment"},
		{"environment over file", "", "0", true, hash.Native, "environment"},
		{"flag over both", "go", "1", true, hash.Native, "flag"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv(Variable, test.environment)
			choice, err := Backend(test.flag, Config{UseRustBindings: test.file})
			if err != nil {
				t.Fatal(err)
			}
			wished := test.name == "file" || test.name == "environment"
			if choice.Backend.Name() != test.backend || choice.Reason != test.reason || (choice.Notice != "") != (wished && fallen) {
				t.Errorf("got %s by %s, %q", choice.Backend.Name(), choice.Reason, choice.Notice)
			}
			var log bytes.Buffer
			choice.Logger(slog.New(slog.NewTextHandler(&log, nil))).Info("block")
			for _, part := range []string{"backend=" + test.backend, "version=" + hash.Version, "kernel=" + choice.Backend.Kernels().String()} {
				if !strings.Contains(log.String(), part) {
					t.Errorf("the log line has no %s: %s", part, log.String())
				}
			}
		})
	}
}

func TestErrors(t *testing.T) {
	if _, err := Backend("c", Config{}); !errors.Is(err, ErrUnknown) {
		t.Errorf("unknown name: %v", err)
	}
	t.Setenv(Variable, "yes, please")
	if _, err := Backend("", Config{}); err == nil || !strings.Contains(err.Error(), Variable) {
		t.Errorf("environment: %v", err)
	}
}

// A variable that looks like ours and is not read is named.
func TestIssueMisspeltVariableIsNamed(t *testing.T) {
	got := strangers([]string{"HOME=/", "COINJECTURE_USE_RUST=1", "COINJECTURE_SHA256=auto", "COINJECTURE_USE_RUTS=1", "COINJECTURE_ELSE=", "X_COINJECTURE_A=1"})
	want := []string{
		"environment COINJECTURE_USE_RUTS is not read; did you mean COINJECTURE_USE_RUST?",
		"environment COINJECTURE_ELSE is not read; there are COINJECTURE_USE_RUST and COINJECTURE_SHA256",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	t.Setenv("COINJECTURE_USE_RUTS", "1")
	for _, flag := range []string{"", "go"} {
		if choice, err := Backend(flag, Config{Notices: []string{"f:1: x"}}); err != nil || len(choice.Notices) != 2 || choice.Notice != "" {
			t.Errorf("flag %q: got %q, %v", flag, choice.Notices, err)
		}
	}
}
