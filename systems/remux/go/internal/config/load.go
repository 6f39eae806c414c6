package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mostBytes bounds the file.
const mostBytes = 1 << 20

// Load reads a YAML file over the values that config already has. Unknown
// fields and wrong types are errors that name the line, all of them at once.
func Load(path string, config *Config) error {
	text, err := read(path)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(config); err != nil && !errors.Is(err, io.EOF) {
		var mistakes *yaml.TypeError
		if errors.As(err, &mistakes) {
			return fmt.Errorf("configuration %s:\n  %s", path, strings.Join(readable(mistakes.Errors), "\n  "))
		}
		return fmt.Errorf("configuration %s: %s", path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	return nil
}

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostBytes+1))
	if err == nil && len(text) > mostBytes {
		err = fmt.Errorf("%s is larger than %d bytes", path, mostBytes)
	}
	return text, err
}

// readable rewords the library's messages, which speak of Go types.
func readable(mistakes []string) []string {
	for i, text := range mistakes {
		if field, ok := strings.CutSuffix(text, " already set in type config.Config"); ok {
			text = field + " stands twice"
		}
		if before, _, ok := strings.Cut(text, " not found in type "); ok {
			text = before + " is not known; see remux serve --help for the example"
		}
		mistakes[i] = text
	}
	return mistakes
}
