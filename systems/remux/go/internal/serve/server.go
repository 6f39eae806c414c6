// Package serve is the HTTP face of the daemon.
package serve

import (
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

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
	figures   snapshots
	refused   *Refusals
	readers   places        // of all streams
	readings  readings      // by stream and client
	answers   chan struct{} // being rendered now
	handler   http.Handler
	listener  atomic.Pointer[Listener]
}

// jsonType is what figures for programs are sent as.
const jsonType = "application/json"

// Limits are the parts of the configuration that say what clients may cost and what
// they are shown.
type Limits struct {
	Listen  string
	HTTP    config.Server
	Readers config.Readers
	Lineup  config.Lineup
	Auth    config.Auth
}

// New makes the server. What it shows of the log is the number of lines lost.
func New(streams []*stream.Stream, limits Limits, lostLines func() uint64, log *slog.Logger) *Server {
	s := &Server{streams: streams, limits: limits, lostLines: lostLines, log: log, refused: NewRefusals(log), answers: make(chan struct{}, limits.HTTP.APIInFlight)}
	s.figures.take = s.statuses
	mux := http.NewServeMux()
	guard := NewGuard(newLogin(mux, &limits.Auth, func() { s.refused.add("auth", false) }), limits.Listen, limits.HTTP.Hosts, limits.HTTP.Headers)
	guard.refused, guard.origins = s.refused, limits.HTTP.Origins
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
	mux.HandleFunc("/{$}", s.page)
	mux.HandleFunc("/stream/{file}", s.play)
	mux.HandleFunc("/page.js", s.asset)
	mux.HandleFunc("/player/{file}", s.asset)
	mux.HandleFunc("/hls/{name}/{file...}", s.hls)
	mux.HandleFunc("/api/streams", s.shared(jsonType, func(now *snapshot) *rendering { return now.list }, s.list))
	mux.HandleFunc("/playlist.m3u", s.listed("audio/x-mpegurl", s.playlist))
	mux.HandleFunc("/discover.json", s.listed(jsonType, s.discover))
	mux.HandleFunc("/lineup.json", s.listed(jsonType, s.lineup))
	mux.HandleFunc("/lineup_status.json", s.listed(jsonType, lineupStatus))
	// Small and shared, so that it says how things are also under load.
	mux.HandleFunc("/healthz", s.health)
	mux.HandleFunc("/metrics", s.shared(metricsType, func(now *snapshot) *rendering { return now.metrics }, func(*snapshot) ([]byte, error) {
		return renderMetrics(registry, log)
	}))
	return s
}

// Watch makes the connections of a listener part of the figures, before it is
// served.
func (s *Server) Watch(listener *Listener) {
	listener.tell = s.refused.add
	s.listener.Store(listener)
}

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

func (s *Server) list(now *snapshot) ([]byte, error) {
	return encode(map[string]any{"streams": now.statuses(), "log_lines_lost": s.lostLines()})
}

// health is 200 while at least one stream plays and 503 otherwise, so that a
// load balancer knows where to send readers.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	statuses := s.figures.get().statuses()
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
	s.answer(w, code, jsonType, body, err)
}
