package daemon_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
)

// What package net/http refuses before a handler sees it is answered with the
// rules for browsers too, and counted.
func TestIssueAnswersOfTheLibraryAreCountedAndHaveTheRules(t *testing.T) {
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{looped(t)} })
	d.ready(t)
	for request, code := range map[string]string{
		"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("x", 64<<10) + "\r\n\r\n": "431",
		"GET / HTTP/1.1\r\n\r\n":                                                 "400",
		"GET / HTTP/1.1\r\nHost: localhost\r\nno field\r\n\r\n":                  "400",
		"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n":                              "505",
		"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: odd\r\n\r\n":    "501",
		"GET / HTTP/1.1\r\nHost: localhost\r\nExpect: more\r\n\r\n":              "417",
		"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/9.9\r\n\r\n": "505", // after one that is answered
	} {
		connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(connection, request)
		// A header too long is not read to its end, so that the end may be a reset.
		text, _ := io.ReadAll(connection)
		connection.Close()
		at := strings.LastIndex(string(text), "HTTP/1.1 ")
		answer := string(text)[max(at, 0):]
		if !strings.HasPrefix(answer, "HTTP/1.1 "+code+" ") || !strings.Contains(answer, "\r\nX-Content-Type-Options: nosniff\r\n") ||
			strings.Count(answer, "Content-Security-Policy: default-src 'none'") != 1 {
			t.Errorf("%.60q: want %s and the rules, got %q", request, code, answer)
		}
	}
	_, body := get(t, d.base+"/metrics")
	for reason, n := range map[string]int{"http.header_bytes": 1, "malformed": 6} {
		if want := fmt.Sprintf("remux_requests_refused_total{reason=%q} %d\n", reason, n); !strings.Contains(body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if !strings.Contains(d.log.String(), `"setting":"http.header_bytes"`) {
		t.Error("the setting is not in the log")
	}
}
