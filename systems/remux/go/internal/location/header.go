package location

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"
)

// Header is a field that a server of a source is sent, as the operator wrote it:
// NAME: VALUE. The value may be a credential, so whatever prints a Header shows the
// name alone; only a conversion to string reveals it.
type Header string

// fieldName is a name as RFC 9110 has it, and fieldValue a value of printable ASCII.
var (
	fieldName  = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$")
	fieldValue = regexp.MustCompile(`^[!-~]([ \t!-~]*[!-~])?$`)
)

// ours are fields that the client of net/http sets itself.
var ours = map[string]bool{
	"Host": true, "Connection": true, "Content-Length": true, "Transfer-Encoding": true, "Upgrade": true, "Te": true, "Trailer": true,
	"Accept-Encoding": true, "Range": true,
}

// Parse returns the name in its usual spelling and the value. Errors show neither
// the value nor a name that may be one.
func (h Header) Parse() (name, value string, err error) {
	name, value, ok := strings.Cut(string(h), ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	switch {
	case !ok || !fieldName.MatchString(name):
		return "", "", errors.New("a header is written NAME: VALUE, such as User-Agent: TV")
	case ours[textproto.CanonicalMIMEHeaderKey(name)]:
		return "", "", fmt.Errorf("the header %s is set by remux itself", name)
	case !fieldValue.MatchString(value):
		return "", "", fmt.Errorf("the header %s has no value, or one that is not printable ASCII", name)
	}
	return textproto.CanonicalMIMEHeaderKey(name), value, nil
}

// Valid reports whether Parse takes the field.
func (h Header) Valid() bool {
	_, _, err := h.Parse()
	return err == nil
}

// Filled is the field with the variables of this program's environment in it. A
// value stays as it is.
func (h Header) Filled() (Header, error) {
	text, err := FillPlain(string(h))
	return Header(text), err
}

// HasCredentials reports whether the text itself may hold some, besides what the
// environment fills in.
func (h Header) HasCredentials() bool {
	name, value, _ := strings.Cut(variable.ReplaceAllString(string(h), ""), ":")
	switch textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name)) {
	case "User-Agent", "Referer", "Origin", "Accept":
		return false
	}
	value = strings.TrimSpace(value)
	scheme := strings.EqualFold(value, "Bearer") || strings.EqualFold(value, "Basic")
	return value != "" && !scheme
}

// String is what may be shown.
func (h Header) String() string {
	if name, _, ok := strings.Cut(string(h), ":"); ok && fieldName.MatchString(strings.TrimSpace(name)) {
		return strings.TrimSpace(name) + ": …"
	}
	return "…"
}

// Format shows what String returns, whatever the verb.
func (h Header) Format(state fmt.State, verb rune) {
	text := h.String()
	if verb == 'q' {
		text = strconv.Quote(text)
	}
	// The state remembers a failure itself.
	_, _ = io.WriteString(state, text)
}

// LogValue is what a log line shows.
func (h Header) LogValue() slog.Value { return slog.StringValue(h.String()) }

// MarshalText is what JSON and YAML show.
func (h Header) MarshalText() ([]byte, error) { return []byte(h.String()), nil }
