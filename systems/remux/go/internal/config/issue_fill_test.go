package config_test

import (
	"net/url"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
)

// resolved is the URL of a source after the environment filled it in.
func resolved(address string) (string, error) {
	c := config.Config{Sources: []config.Source{{Name: "a", URL: location.Address(address)}}}
	err := c.Resolve()
	return string(c.Sources[0].URL), err
}

// Whatever a variable holds, it is one value in its place: it leads to no
// other host and is not cut.
func TestIssueAVariableIsOneValueInItsPlace(t *testing.T) {
	const odd = `p@ss/w:rd#?%41&=+ ü[`
	t.Setenv("ODD", odd)
	for address, value := range map[string]func(*url.URL) string{
		"http://u:${ODD}@host:1/live": func(u *url.URL) string { p, _ := u.User.Password(); return p },
		"http://${ODD}:x@host:1/live": func(u *url.URL) string { return u.User.Username() },
		"http://host:1/live/${ODD}/1": func(u *url.URL) string {
			segment, err := url.PathUnescape(strings.Split(u.EscapedPath(), "/")[2])
			if err != nil {
				t.Error(err)
			}
			return segment
		},
		"http://host:1/live?token=${ODD}&n=1": func(u *url.URL) string { return u.Query().Get("token") },
	} {
		text, err := resolved(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		parsed, err := url.Parse(text)
		if err != nil || parsed.Host != "host:1" || parsed.Fragment != "" {
			t.Errorf("%s: %s, %v", address, text, err)
			continue
		}
		if got := value(parsed); got != odd {
			t.Errorf("%s: %q, want %q", address, got, odd)
		}
	}
	t.Setenv("BOTH", "me:p@ss:/#")
	t.Setenv("URL", "http://a:b@host/x?y=1")
	t.Setenv("FOLDER", "/data/100% live?")
	t.Setenv("HOST", "[::1]:80")
	for address, want := range map[string]string{
		"http://${BOTH}@host/x":      "http://me:p%40ss%3A%2F%23@host/x",
		"${URL}":                     "http://a:b@host/x?y=1",
		"${URL}&z=${ODD}":            "http://a:b@host/x?y=1&z=",
		"file:${FOLDER}/a?loop=true": "file:/data/100%25%20live%3F/a?loop=true",
		"http://${HOST}/x":           "http://[::1]:80/x",
	} {
		if text, err := resolved(address); err != nil || !strings.HasPrefix(text, want) {
			t.Errorf("%s: %s, %v, want %s", address, text, err, want)
		}
	}
	t.Setenv("EMPTY", "")
	for address, want := range map[string]string{
		"http://h/${EMPTY}":   "the variable EMPTY of the environment is empty",
		"http://h/${1X}":      "${…} in the URL names no variable",
		"http://h/${planted":  "${…} in the URL names no variable",
		"http://${ODD}/x":     "the variable ODD stands for the host",
		"http://h/${MISSING}": "no variable MISSING",
	} {
		_, err := resolved(address)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "p@ss") || strings.Contains(err.Error(), "planted") {
			t.Errorf("%s: %q is missing in %v", address, want, err)
		}
	}
}
