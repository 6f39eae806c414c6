package config

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mostBytes bounds the file.
const mostBytes = 1 << 20

// Load reads a YAML file over the values that config already has. Paths in it
// are relative to its folder. Unknown fields and wrong types are errors that
// name the line, all of them at once.
func Load(path string, config *Config) error {
	text, err := read(path)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	wrong := func(mistakes []string) error {
		return fmt.Errorf("configuration %s:\n  %s", path, strings.Join(mistakes, "\n  "))
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return wrong([]string{harmless(err.Error())})
	}
	if len(document.Content) == 0 {
		return nil
	}
	var s shape
	if s.check(document.Content[0], reflect.TypeFor[Config](), ""); len(s.mistakes) > 0 {
		return wrong(s.mistakes)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(config); err != nil {
		return wrong([]string{harmless(err.Error())})
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("configuration %s: %w", path, err)
	}
	for i := range config.Sources {
		config.Sources[i].folder = filepath.Dir(absolute)
	}
	for i, list := range config.Playlists {
		if !filepath.IsAbs(list) && !isURL.MatchString(list) {
			config.Playlists[i] = filepath.Join(filepath.Dir(absolute), list)
		}
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

// quoted is what a message of the library repeats of the file.
var quoted = regexp.MustCompile("(?s)[`'\"].*[`'\"]|\\S*(://|@).*")

// harmless takes that out, because it may be a password, and says what is
// meant by the most common slip.
func harmless(text string) string {
	text = strings.TrimPrefix(text, "yaml: ")
	if strings.Contains(text, "cannot start any token") {
		text += " (a tab? YAML wants spaces)"
	}
	return quoted.ReplaceAllString(text, "…")
}
