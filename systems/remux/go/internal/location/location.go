package location

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
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
	// Path of a File, as the operating system takes it, and as it was written.
	Path, Written string
	// URL of an HTTP source. It holds credentials and is for requests only.
	URL *url.URL
	// Loop and Once were asked for in the URL of a File.
	Loop, Once bool
}

// String is the location for logs and responses: of a URL the scheme and the
// host.
func (l Location) String() string {
	switch l.Kind {
	case File:
		return "file:" + l.Written
	case HTTP:
		return strings.ToLower(l.URL.Scheme) + "://" + l.URL.Host + "/…"
	}
	return string(l.Kind) + ":"
}

// Format shows what String returns, whatever the verb.
func (l Location) Format(state fmt.State, _ rune) {
	// The state remembers a failure itself.
	_, _ = io.WriteString(state, l.String())
}

// LogValue is what a log line shows.
func (l Location) LogValue() slog.Value { return slog.StringValue(l.String()) }

// MarshalText is what JSON and YAML show.
func (l Location) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// MostBytes bounds a URL, also that of a file that holds one.
const MostBytes = 8 << 10

// secretBytes is the length from which a part of a URL is taken for a secret
// wherever it appears. Shorter parts are ordinary words too often.
const secretBytes = 4

// Scrub takes parts of the URL, and of what else a server was sent, out of a text
// from elsewhere: servers like to repeat what they were asked for.
func (l Location) Scrub(text string, sent ...string) string {
	if l.Kind != HTTP {
		return text
	}
	var secrets []string
	for _, value := range sent {
		secrets = append(append(secrets, value), strings.Fields(value)...)
	}
	secrets = append(secrets, l.URL.String(), l.URL.RequestURI(), l.URL.RawQuery, l.URL.Path, l.URL.EscapedPath())
	for _, path := range []string{l.URL.Path, l.URL.EscapedPath()} {
		secrets = append(secrets, strings.Split(path, "/")...)
	}
	for _, pair := range strings.Split(l.URL.RawQuery, "&") {
		key, value, _ := strings.Cut(pair, "=")
		secrets = append(secrets, pair, key, value)
		if plain, err := url.QueryUnescape(value); err == nil {
			secrets = append(secrets, plain)
		}
	}
	if user := l.URL.User; user != nil {
		password, _ := user.Password()
		basic := base64.RawStdEncoding.EncodeToString([]byte(user.Username() + ":" + password))
		secrets = append(secrets, user.String(), user.Username(), password, basic, strings.NewReplacer("+", "-", "/", "_").Replace(basic))
	}
	return replaceForms(text, secrets)
}

// Parse understands
//
//	file:relative/path.ts  file:/absolute/path.ts  file:///absolute/path.ts
//	file:fifo?once=true
//	file:path.ts?loop=true (percent signs and question marks escaped as %25, %3F)
//	stdin:  or  -
//	http://host/path  https://user:password@host/path
//
// Its errors show no more of the text than Address.String.
func Parse(text Address) (Location, error) {
	if text == "-" || text == "stdin" || text == "stdin:" {
		return Location{Kind: Stdin}, nil
	}
	if len(text) > MostBytes {
		return Location{}, fmt.Errorf("the URL is longer than %d bytes", MostBytes)
	}
	parsed, err := url.Parse(string(text))
	if err != nil {
		// The error itself quotes the part that is wrong, which may be the password.
		return Location{}, fmt.Errorf("%q is not a URL: write SCHEME://HOST:PORT/PATH, and in user, password and path %%XX for a character that is special in URLs", text)
	}
	switch strings.ToLower(parsed.Scheme) {
	case "http", "https":
		if parsed.Host == "" {
			return Location{}, fmt.Errorf("%q names no host: write http://HOST/PATH", text)
		}
		if port := parsed.Port(); port != "" {
			if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
				return Location{}, fmt.Errorf("%q has a port that does not exist: 1 to 65535 are possible", text)
			}
		}
		return Location{Kind: HTTP, URL: parsed}, nil
	case "file":
		return fileLocation(text, parsed)
	case "":
		return Location{}, errors.New("the URL has no scheme: write file:PATH for a file, http://HOST/PATH for a server, or - for standard input")
	}
	return Location{}, fmt.Errorf("%q: sources of this kind are not supported: use file:, http:, https: or - for standard input", text)
}

func fileLocation(text Address, parsed *url.URL) (Location, error) {
	location := Location{Kind: File, Path: parsed.Path}
	if parsed.Opaque != "" { // file:relative/path
		path, err := url.PathUnescape(parsed.Opaque)
		if err != nil {
			return Location{}, fmt.Errorf("%q is not a URL: %w", text, err)
		}
		location.Path = path
	}
	if parsed.Host != "" && parsed.Host != "localhost" {
		return Location{}, fmt.Errorf("%q names the host %q: write file:PATH or file:///PATH", text, parsed.Host)
	}
	if location.Path == "" {
		return Location{}, fmt.Errorf("%q names no path: write file:PATH", text)
	}
	location.Written = location.Path
	for key, values := range parsed.Query() {
		options := map[string]*bool{"loop": &location.Loop, "once": &location.Once}
		set, err := strconv.ParseBool(values[0])
		if options[key] == nil || err != nil {
			return Location{}, fmt.Errorf("%q has an option that a file does not have: it knows loop=true and once=true only", text)
		}
		*options[key] = set
	}
	return location, nil
}
