package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// addressBytes bounds the URL of a source, also that of a file that holds one.
const addressBytes = 8 << 10

// isURL matches what is a URL where a path is expected.
var isURL = regexp.MustCompile(`^\s*([A-Za-z][A-Za-z0-9+.-]*:|.*://|[^/]*@)`)

// Resolve puts the URLs of the sources together: it reads url_file and fills
// in ${NAME} from the environment, so that credentials need not stand in the
// configuration or in the list of processes. It is called once, before
// Validate. Problems name the source and never its URL.
func (c *Config) Resolve() error {
	var p problems
	for i := range c.Sources {
		source := &c.Sources[i]
		if err := source.resolve(); err != nil {
			p.add("source %s: %v", source.label(i), err)
		}
	}
	if len(p) > 0 {
		return &InvalidError{Problems: p}
	}
	return nil
}

func (s *Source) resolve() error {
	if s.URLFile != "" {
		if s.URL != "" {
			return errors.New("url and url_file both say where it comes from: leave one out")
		}
		if isURL.MatchString(s.URLFile) {
			return errors.New("url_file holds the path of a file that holds the URL; for the URL itself use url")
		}
		path, err := s.within(s.URLFile)
		if err != nil {
			return fmt.Errorf("url_file: %w", err)
		}
		text, err := readShort(path)
		if err != nil {
			return fmt.Errorf("url_file: %w", err)
		}
		s.URL, s.URLFile = Address(strings.TrimSpace(text)), ""
	}
	filled, err := fillFromEnvironment(s.URL)
	if err != nil {
		return err
	}
	s.URL = filled
	return nil
}

// within is a path of this source as the operating system takes it, wherever the
// program was started.
func (s *Source) within(path string) (string, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.folder, path)
	}
	return filepath.Abs(path)
}

// Location is where the stream comes from.
func (s *Source) Location() (Location, error) {
	location, err := ParseLocation(s.URL)
	if err == nil && location.Kind == File {
		location.Path, err = s.within(location.Path)
	}
	return location, err
}

func readShort(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(file, addressBytes+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return "", err
	}
	if len(text) > addressBytes {
		return "", fmt.Errorf("%s holds more than the %d bytes of a URL", path, addressBytes)
	}
	return string(text), nil
}

// label is the name of a source for messages. One that is not a valid name may
// be a URL, after a missing NAME=, and is not shown.
func (s *Source) label(i int) string {
	if !sourceName.MatchString(s.Name) {
		return fmt.Sprintf("number %d", i+1)
	}
	return fmt.Sprintf("%q", s.Name)
}
