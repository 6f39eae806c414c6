package serve

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
)

// Panics and failures to accept are seen at the usual level; what clients cause
// is not.
func TestIssueFaultsOfTheServerAreSeen(t *testing.T) {
	var text bytes.Buffer
	log := slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug}))
	said := NewHTTP(config.Server{}, nil, log).ErrorLog
	for line, want := range map[string]string{
		"http: Accept error: accept tcp: too many open files; retrying in 5ms": "level=WARN",
		"http: panic serving 127.0.0.1:9: bad\ngoroutine 1":                    "level=ERROR",
		"http: TLS handshake error from 127.0.0.1:9: EOF":                      "level=DEBUG",
	} {
		text.Reset()
		said.Print(line)
		if !strings.Contains(text.String(), want) || strings.Count(text.String(), "\n") != 1 {
			t.Errorf("%s: want %s, got %s", line, want, text.String())
		}
	}
}

func TestIssueAPanicInARequestIsCountedAndLogged(t *testing.T) {
	var text bytes.Buffer
	s := New(nil, Limits{HTTP: config.Server{Headers: 100, APIInFlight: 8, APIWait: time.Minute, WriteTimeout: time.Minute}}, func() uint64 { return 0 }, slog.New(slog.NewTextHandler(&text, nil)))
	sound := s.handler
	s.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/bad":
			panic("on purpose")
		case "/cut":
			panic(http.ErrAbortHandler)
		}
		sound.ServeHTTP(w, r)
	})
	server := httptest.NewUnstartedServer(s)
	server.Config = NewHTTP(config.Server{HeaderBytes: 16 << 10}, s, s.log)
	server.Start()
	defer server.Close()
	for _, path := range []string{"/bad", "/cut"} {
		if response, err := http.Get(server.URL + path); err == nil {
			response.Body.Close()
			t.Errorf("%s: %s", path, response.Status)
		}
	}
	response, err := http.Get(server.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(body), "\nremux_request_panics_total 1\n") {
		t.Errorf("%v: the panic is not counted", err)
	}
	if log := text.String(); strings.Count(log, "level=ERROR") != 1 || !strings.Contains(log, "panic: on purpose") || !strings.Contains(log, "faults_test.go") {
		t.Errorf("the log has %s", log)
	}
}
