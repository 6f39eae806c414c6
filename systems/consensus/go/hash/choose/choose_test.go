package choose

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/rustcore"
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
			if !strings.Contains(log.String(), "backend="+test.backend) {
				t.Errorf("the log line is %s", log.String())
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

func TestLoad(t *testing.T) {
	for content, want := range map[string]string{
		"":                            "false",
		"use_rust_bindings: true":     "true",
		"use_rust_bindings: false":    "false",
		"a: 1\nuse_rust_bindings: on": "true",
		"use_rust_bindings: 1":        "error",
		"use_rust_bindings: [true]":   "error",
		"use_rust_bindings: {":        "error",
	} {
		path := filepath.Join(t.TempDir(), "config.yaml")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		config, err := Load(path)
		got := map[bool]string{true: "true", false: "false"}[config.UseRustBindings]
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%q: got %s, want %s, %v", content, got, want, err)
		}
	}
}
