package config

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Kind is the way a source is read.
type Kind string

// The kinds of sources.
const (
	File  Kind = "file"
	Stdin Kind = "stdin"
	HTTP  Kind = "http"
)

// Location is a source URL that was understood.
type Location struct {
	Kind Kind
	// Path of a File, as the operating system takes it.
	Path string
	// URL of an HTTP source.
	URL *url.URL
	// Loop was asked for in the URL of a File.
	Loop bool
}

// String is the location for logs and responses, without a password.
func (l Location) String() string {
	switch l.Kind {
	case File:
		return "file:" + l.Path
	case HTTP:
		return l.URL.Redacted()
	}
	return string(l.Kind) + ":"
}

// ParseLocation understands
//
//	file:relative/path.ts  file:/absolute/path.ts  file:///absolute/path.ts
//	file:path.ts?loop=true (percent signs and question marks escaped as %25, %3F)
//	stdin:  or  -
//	http://host/path  https://user:password@host/path
func ParseLocation(text string) (Location, error) {
	if text == "-" || text == "stdin" || text == "stdin:" {
		return Location{Kind: Stdin}, nil
	}
	parsed, err := url.Parse(text)
	if err != nil {
		var detail *url.Error
		if errors.As(err, &detail) {
			err = detail.Err
		}
		return Location{}, fmt.Errorf("%q is no URL: %w", text, err)
	}
	switch strings.ToLower(parsed.Scheme) {
	case "http", "https":
		if parsed.Host == "" {
			return Location{}, fmt.Errorf("%q names no host: write http://HOST/PATH", text)
		}
		return Location{Kind: HTTP, URL: parsed}, nil
	case "file":
		return fileLocation(text, parsed)
	case "":
		return Location{}, fmt.Errorf("%q has no scheme: write file:%s for a file, http://... for a server, or - for standard input", text, text)
	}
	return Location{}, fmt.Errorf("%q: sources of the kind %q are not supported: use file:, http:, https: or - for standard input", text, parsed.Scheme)
}

func fileLocation(text string, parsed *url.URL) (Location, error) {
	location := Location{Kind: File, Path: parsed.Path}
	if parsed.Opaque != "" { // file:relative/path
		path, err := url.PathUnescape(parsed.Opaque)
		if err != nil {
			return Location{}, fmt.Errorf("%q is no URL: %w", text, err)
		}
		location.Path = path
	}
	if parsed.Host != "" && parsed.Host != "localhost" {
		return Location{}, fmt.Errorf("%q names the host %q: write file:PATH or file:///PATH", text, parsed.Host)
	}
	if location.Path == "" {
		return Location{}, fmt.Errorf("%q names no path: write file:PATH", text)
	}
	for key, values := range parsed.Query() {
		loop, err := strconv.ParseBool(values[0])
		if key != "loop" || err != nil {
			return Location{}, fmt.Errorf("%q has the option %s=%s: a file knows loop=true only", text, key, values[0])
		}
		location.Loop = loop
	}
	return location, nil
}
