// Package location is where streams come from: URLs as operators write them,
// and what of them may be shown. It opens nothing.
package location

import (
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Address is the URL of a source as the operator wrote it. Users, passwords,
// paths and queries of servers are credentials to many providers, so whatever
// prints an Address shows the scheme and the host alone; only a conversion to
// string reveals it.
type Address string

// schemes are those that may be named in a message; what stands before another
// colon may be a user.
var schemes = regexp.MustCompile(`^(?i:https?|file|stdin|udp|rtp|rtsp|rtmps?|srt|ftp|tcp|hls|mms)$`)

// String is what may be shown.
func (a Address) String() string {
	text := string(a)
	if text == "" || text == "-" {
		return text
	}
	scheme, _, ok := strings.Cut(text, ":")
	if !ok || !schemes.MatchString(scheme) {
		return "…"
	}
	scheme = strings.ToLower(scheme)
	switch scheme {
	case "file":
		path, _, _ := strings.Cut(text, "?")
		return path
	case "stdin":
		return "stdin:"
	}
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" {
		return scheme + "://…"
	}
	return scheme + "://" + parsed.Host + "/…"
}

// Format shows what String returns, whatever the verb.
func (a Address) Format(state fmt.State, verb rune) {
	text := a.String()
	if verb == 'q' {
		text = strconv.Quote(text)
	}
	// The state remembers a failure itself.
	_, _ = io.WriteString(state, text)
}

// LogValue is what a log line shows.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.String()) }

// MarshalText is what JSON and YAML show.
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// HasCredentials reports whether the text itself holds some, besides what the
// environment fills in.
func (a Address) HasCredentials() bool {
	parsed, err := url.Parse(variable.ReplaceAllString(string(a), ""))
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return false
	}
	password, _ := parsed.User.Password()
	return parsed.User.Username() != "" || password != "" || parsed.RawQuery != "" || strings.Count(strings.Trim(parsed.Path, "/"), "/") > 0
}
