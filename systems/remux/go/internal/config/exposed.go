package config

import (
	"os"
	"slices"
	"strings"

	"spandrel.dev/remux/internal/location"
)

// Exposed lists the files in which every user of the machine can read
// credentials: the configuration file at path, when a URL in it has a user, a
// query or a path of several segments, which some providers put the password
// into, or a header a value, or auth a password, and files named by url_file that hold such a URL. It is asked before Resolve. A file that
// cannot be looked at is not listed; reading it says why.
func (c *Config) Exposed(path string) (files []string) {
	for _, source := range c.Sources {
		file, err := source.within(source.URLFile)
		switch {
		case err == nil && source.URLFile != "" && readableByAll(file) && holdsCredentials(file):
			files = append(files, file)
		case path != "" && source.hasCredentials() && readableByAll(path):
			files = append(files, path)
		}
	}
	if path != "" && c.Auth.hasCredentials() && readableByAll(path) {
		files = append(files, path)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

func (s *Source) hasCredentials() bool {
	return s.URL.HasCredentials() || slices.ContainsFunc(s.Headers, location.Header.HasCredentials)
}

// holdsCredentials reports whether the URL in a file holds some; a file that
// cannot be read is one that others cannot read either, or says so later.
func holdsCredentials(path string) bool {
	text, err := readShort(path)
	return err != nil || location.Address(strings.TrimSpace(text)).HasCredentials()
}

func readableByAll(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o004 != 0
}
