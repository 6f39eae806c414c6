package config_test

import (
	"strings"
	"testing"
)

// A URL in the wrong place is not shown, and the message says where it belongs.
func TestIssueASlipBesideAURLDoesNotShowIt(t *testing.T) {
	for text, want := range map[string]string{
		"sources: [{name: a, url_file: 'http://u:planted@h/x'}]\n":    "url_file holds the path",
		"sources: [{name: a, url_file: 'u:planted@h/x'}]\n":           "url_file holds the path",
		"sources: [{name: a, http://u:planted@h/x}]\n":                "write url: before it",
		"sources: [{name: a, 'u:planted@h': 1}]\n":                    "write url: before it",
		"sources: http://planted:planted@h/planted\n":                 "line 1",
		"sources: planted\n":                                          "line 1",
		"sources: [http://u:planted@h/x]\n":                           "line 1",
		"listen: {http://u:planted@h/x: 1}\n":                         "line 1",
		"http: {headers: planted}\n":                                  "line 1",
		"drain_timeout: planted@h\n":                                  "line 1",
		"engine: http://u:planted@h/x\n":                              "line 1",
		"sources: [{name: a, url: *planted}]\n":                       "",
		"sources: [{name: a, url: !!int http://u:planted@h}]\n":       "",
		"sources: [{name: a, url: 'http://h/x', loop: planted}]\n":    "line 1",
		"sources: [{http://u:planted@h: a, http://u:planted@h: b}]\n": "line 1",
	} {
		c, err := load(t, text)
		if err == nil {
			err = c.Resolve()
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "planted") || strings.Contains(err.Error(), "u:") {
			t.Errorf("%s: want %q, got %v", text, want, err)
		}
	}
}
