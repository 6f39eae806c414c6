package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/location"
)

// isURL matches what is a URL where a path is expected.
var isURL = regexp.MustCompile(`^\s*([A-Za-z][A-Za-z0-9+.-]*:|.*://|[^/]*@)`)

// Resolve puts the URLs of the sources together: it reads url_file and fills
// in ${NAME} from the environment, so that credentials need not stand in the
// configuration or in the list of processes. It is called once, before
// Validate. The channels of the playlists become sources. Problems name the source and never its URL.
func (c *Config) Resolve() error {
	var p problems
	c.readPlaylists(&p)
	c.Auth.resolve(&p)
	for i := range c.Sources {
		source := &c.Sources[i]
		if err := source.resolve(); err != nil {
			p.add("source %s: %v", source.label(i), err)
		}
		if err := source.resolveAudio(c.Audio); err != nil {
			p.add("source %s: audio: %v", source.label(i), err)
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
		s.URL, s.URLFile = location.Address(strings.TrimSpace(text)), ""
	}
	filled, err := s.URL.Filled()
	if err != nil {
		return err
	}
	s.URL = filled
	for i, header := range s.Headers {
		if s.Headers[i], err = header.Filled(); err != nil {
			return fmt.Errorf("headers: %w", err)
		}
	}
	return nil
}

// resolveAudio puts the settings of the source over those of all.
func (s *Source) resolveAudio(all engine.Settings) error {
	if s.Audio.IsZero() {
		return nil
	}
	all.Languages = slices.Clone(all.Languages)
	if err := s.Audio.Decode(&all); err != nil {
		return errors.New(harmless(err.Error()))
	}
	s.settings = &all
	return nil
}

func readShort(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(file, location.MostBytes+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return "", err
	}
	if len(text) > location.MostBytes {
		return "", fmt.Errorf("%s holds more than the %d bytes of a URL", path, location.MostBytes)
	}
	return string(text), nil
}
