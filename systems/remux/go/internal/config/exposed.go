package config

import (
	"net/url"
	"os"
	"slices"
	"strings"
)

// Exposed lists the files in which every user of the machine can read
// credentials: the configuration file at path, when a URL in it has a user, a
// query or a path of several segments, which some providers put the password
// into, and files named by url_file that hold such a URL. It is asked before Resolve. A file that
// cannot be looked at is not listed; reading it says why.
func (c *Config) Exposed(path string) (files []string) {
	for _, source := range c.Sources {
		file, err := source.within(source.URLFile)
		switch {
		case err == nil && source.URLFile != "" && readableByAll(file) && holdsCredentials(file):
			files = append(files, file)
		case path != "" && hasCredentials(source.URL) && readableByAll(path):
			files = append(files, path)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// hasCredentials reports whether the text itself holds some, besides what the
// environment fills in.
func hasCredentials(address Address) bool {
	parsed, err := url.Parse(variable.ReplaceAllString(string(address), ""))
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return false
	}
	password, _ := parsed.User.Password()
	return parsed.User.Username() != "" || password != "" || parsed.RawQuery != "" || strings.Count(strings.Trim(parsed.Path, "/"), "/") > 0
}

// holdsCredentials reports whether the URL in a file holds some; a file that
// cannot be read is one that others cannot read either, or says so later.
func holdsCredentials(path string) bool {
	text, err := readShort(path)
	return err != nil || hasCredentials(Address(strings.TrimSpace(text)))
}

func readableByAll(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o004 != 0
}
