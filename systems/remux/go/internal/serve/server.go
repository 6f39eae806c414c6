// Package serve is the HTTP face of the daemon.
package serve

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"spandrel.dev/remux/internal/stream"
)

// Server answers for a fixed set of streams.
type Server struct {
	streams      []*stream.Stream
	writeTimeout time.Duration
	log          *slog.Logger
	draining     atomic.Bool
	mux          *http.ServeMux
}

// New makes the server. A reader whose connection takes nothing for
// writeTimeout is ended.
func New(streams []*stream.Stream, writeTimeout time.Duration, log *slog.Logger) *Server {
	s := &Server{streams: streams, writeTimeout: writeTimeout, log: log, mux: http.NewServeMux()}
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		newCollector(streams),
	)
	s.mux.HandleFunc("GET /{$}", s.page)
	s.mux.HandleFunc("GET /stream/{file}", s.play)
	s.mux.HandleFunc("GET /api/streams", s.list)
	s.mux.HandleFunc("GET /healthz", s.health)
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		// A damaged table may name a track twice; the other figures still count.
		ErrorHandling: promhttp.ContinueOnError,
	}))
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Drain makes /healthz answer that no new work should be sent here.
func (s *Server) Drain() { s.draining.Store(true) }

// find returns the stream with this name.
func (s *Server) find(name string) (*stream.Stream, error) {
	names := make([]string, 0, len(s.streams))
	for _, candidate := range s.streams {
		if candidate.Name() == name {
			return candidate, nil
		}
		names = append(names, stream.Path(candidate.Name()))
	}
	return nil, fmt.Errorf("there is no stream %q here; there is %s", name, strings.Join(names, ", "))
}

// statuses are the figures of all streams, in the order of the configuration.
func (s *Server) statuses() []stream.Status {
	statuses := make([]stream.Status, 0, len(s.streams))
	for _, one := range s.streams {
		statuses = append(statuses, one.Status())
	}
	return statuses
}

func (s *Server) list(w http.ResponseWriter, _ *http.Request) {
	s.json(w, http.StatusOK, map[string]any{"streams": s.statuses()})
}

// health is 200 while at least one stream plays and 503 otherwise, so that a
// load balancer knows where to send readers.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	states := make(map[string]stream.State)
	statuses := s.statuses()
	for _, status := range statuses {
		states[status.Name] = status.State
	}
	code, word := http.StatusOK, "ok"
	switch {
	case s.draining.Load():
		code, word = http.StatusServiceUnavailable, "draining"
	case !slices.ContainsFunc(statuses, stream.Status.Healthy):
		code, word = http.StatusServiceUnavailable, "no stream plays"
	}
	s.json(w, code, map[string]any{"status": word, "streams": states})
}

func (s *Server) json(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(body); err != nil {
		s.log.Debug("a response was not taken", "error", err)
	}
}
