// Package promhook counts and times the calls of a core for Prometheus.
package promhook

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/hooks"
)

// Options say how calls are counted. The zero value is good for most.
type Options struct {
	// Labels are constant labels of all metrics, such as the mode that the core runs in.
	Labels prometheus.Labels
	// Buckets are those of the durations in seconds; nil for ten from a microsecond to a quarter of a second and more.
	Buckets []float64
}

// New returns a hook, and registers its metrics:
//
//	spandrel_calls_total{function, outcome}    calls that ended
//	spandrel_call_seconds{function}            a histogram of how long they took
//	spandrel_calls_in_flight                   calls that did not end yet
//	spandrel_stream_items_total{function}      items of streams
//
// Outcomes are those of [hooks.Outcome].
func New(registerer prometheus.Registerer, options Options) (spandrel.Hook, error) {
	buckets := options.Buckets
	if buckets == nil {
		buckets = prometheus.ExponentialBuckets(1e-6, 4, 10)
	}
	name := func(name, help string) prometheus.Opts {
		return prometheus.Opts{Name: name, Help: help, ConstLabels: options.Labels}
	}
	h := &hook{
		calls: prometheus.NewCounterVec(
			prometheus.CounterOpts(name("spandrel_calls_total", "Calls of a core that ended.")),
			[]string{"function", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "spandrel_call_seconds", Help: "How long calls of a core took.",
			ConstLabels: options.Labels, Buckets: buckets,
		}, []string{"function"}),
		flying: prometheus.NewGauge(
			prometheus.GaugeOpts(name("spandrel_calls_in_flight", "Calls of a core that did not end yet."))),
		items: prometheus.NewCounterVec(
			prometheus.CounterOpts(name("spandrel_stream_items_total", "Items of streams.")),
			[]string{"function"}),
	}
	for _, collector := range []prometheus.Collector{h.calls, h.seconds, h.flying, h.items} {
		if err := registerer.Register(collector); err != nil {
			return nil, err
		}
	}
	return h, nil
}

type hook struct {
	calls   *prometheus.CounterVec
	seconds *prometheus.HistogramVec
	flying  prometheus.Gauge
	items   *prometheus.CounterVec
	// known are the metrics of functions that were called, so that no label is looked up for them again.
	known sync.Map // *spandrel.Function to *function
}

// function has the metrics of one function.
type function struct {
	seconds prometheus.Observer
	ok      prometheus.Counter
}

func (h *hook) Begin(context.Context, *spandrel.Function) bool { return true }

func (h *hook) Around(call spandrel.Call) {
	f := h.of(call.Function())
	if stream, ok := call.(spandrel.StreamCall); ok {
		items := h.items.WithLabelValues(call.Function().Name)
		stream.OnItem(func(func([]byte) []byte) { items.Inc() })
	}
	h.flying.Inc()
	start := time.Now()
	// A panic of a core in Go is one of the caller: it is counted on its way.
	outcome := "panic"
	defer func() {
		f.seconds.Observe(time.Since(start).Seconds())
		h.flying.Dec()
		if outcome == "ok" {
			f.ok.Inc()
			return
		}
		h.calls.WithLabelValues(call.Function().Name, outcome).Inc()
	}()
	outcome = hooks.Outcome(call.Proceed())
}

func (h *hook) of(f *spandrel.Function) *function {
	if known, ok := h.known.Load(f); ok {
		return known.(*function)
	}
	made := &function{
		seconds: h.seconds.WithLabelValues(f.Name),
		ok:      h.calls.WithLabelValues(f.Name, "ok"),
	}
	known, _ := h.known.LoadOrStore(f, made)
	return known.(*function)
}
