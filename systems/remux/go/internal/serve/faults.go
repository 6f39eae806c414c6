package serve

import (
	"log/slog"
	"net/http"
	"strings"

	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/spawn"
)

// errorLog gives what package net/http says the level it deserves: what clients
// cause is for those who look for it, what this machine or program causes is
// for everyone.
type errorLog struct{ log *slog.Logger }

// Write logs one message of package net/http.
func (e errorLog) Write(text []byte) (int, error) {
	line, _, _ := strings.Cut(string(text), "\n")
	line = foreign.Clean(line, foreign.Limit)
	switch {
	case strings.HasPrefix(line, "http: Accept error"):
		e.log.Warn("no connection can be accepted now", "error", line)
	case strings.HasPrefix(line, "http: panic serving"):
		e.log.Error("a request failed by a fault of this program", "error", line)
	default:
		e.log.Debug("a connection failed", "error", line)
	}
	return len(text), nil
}

// ServeHTTP answers one request. A panic in its handler is counted and logged,
// and ends the connection.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		value := recover()
		if value == nil {
			return
		}
		if value != http.ErrAbortHandler { // how a response ends that is not whole
			s.panics.Add(1)
			panicked := spawn.Caught(value)
			s.log.Error("a request failed by a fault of this program", "path", foreign.Clean(r.URL.Path, foreign.Limit), "error", panicked, "stack", panicked.Stack)
		}
		panic(http.ErrAbortHandler) // net/http closes the connection and says nothing
	}()
	s.handler.ServeHTTP(w, r)
}
