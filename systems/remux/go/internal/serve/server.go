// Package serve is the HTTP face of the daemon.
package serve

import (
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/stream"
)

// Server answers for a fixed set of streams.
type Server struct {
	streams   []*stream.Stream
	limits    Limits
	lostLines func() uint64
	log       *slog.Logger
	draining  atomic.Bool
	panics    atomic.Uint64
	shared    snapshots
	refused   *Refusals
	seats     seats
	answers   seats
	handler   http.Handler
	listener  atomic.Pointer[Listener]
}

// Limits are the parts of the configuration that bound what clients cost.
type Limits struct {
	Listen  string
	HTTP    config.Server
	Readers config.Readers
}

// New makes the server. What it shows of the log is the number of lines lost.
func New(streams []*stream.Stream, limits Limits, lostLines func() uint64, log *slog.Logger) *Server {
	s := &Server{streams: streams, limits: limits, lostLines: lostLines, log: log, refused: NewRefusals(log)}
	s.shared.take = s.statuses
	mux := http.NewServeMux()
	guard := NewGuard(mux, limits.Listen, limits.HTTP.Hosts, limits.HTTP.Headers)
	guard.refused = s.refused
	s.handler = guard
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		newCollector(streams),
		s.refused,
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "remux_log_lines_lost_total", Help: "Log lines that were lost because nobody read them.",
		}, func() float64 { return float64(lostLines()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "remux_request_panics_total", Help: "Requests that failed by a fault of this program.",
		}, func() float64 { return float64(s.panics.Load()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "remux_connections", Help: "Connections of clients now.",
		}, s.connections(func(l *Listener) float64 { return float64(l.Open()) })),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "remux_connections_limit", Help: "Connections of clients that are possible at a time.",
		}, s.connections(func(l *Listener) float64 { return float64(l.Limit()) })),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "remux_connections_refused_total", Help: "Connections that were one too many.",
		}, s.connections(func(l *Listener) float64 { return float64(l.Refused()) })),
	)
	mux.HandleFunc("/{$}", s.bounded(s.page))
	mux.HandleFunc("/stream/{file}", s.play)
	mux.HandleFunc("/api/streams", s.bounded(s.list))
	// Small and shared, so that it says how things are also under load.
	mux.HandleFunc("/healthz", s.health)
	metrics := promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		// A damaged table may name a track twice; the other figures still count.
		ErrorHandling: promhttp.ContinueOnError,
	})
	mux.HandleFunc("/metrics", s.bounded(metrics.ServeHTTP))
	return s
}

// Watch makes the connections of a listener part of the figures.
func (s *Server) Watch(listener *Listener) { s.listener.Store(listener) }

// connections is a figure of the listener, 0 before there is one.
func (s *Server) connections(figure func(*Listener) float64) func() float64 {
	return func() float64 {
		if listener := s.listener.Load(); listener != nil {
			return figure(listener)
		}
		return 0
	}
}

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
	body, err := s.shared.get().list(s.lostLines())
	s.json(w, http.StatusOK, body, err)
}

// health is 200 while at least one stream plays and 503 otherwise, so that a
// load balancer knows where to send readers.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	statuses := s.shared.get().statuses
	states := make(map[string]stream.State)
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
	body, err := encode(map[string]any{"status": word, "streams": states})
	s.json(w, code, body, err)
}

func (s *Server) json(w http.ResponseWriter, code int, body []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	if _, err := w.Write(body); err != nil {
		s.log.Debug("a response was not taken", "error", err)
	}
}
