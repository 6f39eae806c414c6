package app

import (
	"errors"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"spandrel.dev/consensus/chain"
)

// Metrics counts what the application does.
type Metrics struct {
	Registry *prometheus.Registry

	blocks    prometheus.Histogram
	seconds   *prometheus.HistogramVec
	refusals  *prometheus.CounterVec
	decisions prometheus.Counter
	votes     prometheus.Counter
	count     atomic.Int64
}

func newMetrics(a *App) *Metrics {
	m := &Metrics{
		Registry: prometheus.NewRegistry(),
		blocks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "coinjecture_block_seconds", Help: "Time from one commit to the next.", Buckets: prometheus.ExponentialBuckets(0.01, 2, 14),
		}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "coinjecture_op_seconds", Help: "Time that building and checking a block take.", Buckets: prometheus.ExponentialBuckets(1e-5, 4, 10),
		}, []string{"op"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "coinjecture_refused_total", Help: "Proposals that were refused, by cause.",
		}, []string{"cause"}),
		decisions: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "coinjecture_diverged_total", Help: "Decided blocks that this node computes otherwise.",
		}),
	}
	m.votes = prometheus.NewCounter(prometheus.CounterOpts{
		Name: "coinjecture_abstained_total", Help: "Proposals without a vote of this node, because its backends disagreed.",
	})
	height := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "coinjecture_height", Help: "Number of the last block."},
		func() float64 { return float64(a.State().Number) })
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "coinjecture_backend_info", Help: "What hashes; always 1.",
		ConstLabels: prometheus.Labels{"backend": a.backend.Name(), "kernel": a.backend.Kernels().String(), "version": a.backend.Version()},
	})
	info.Set(1)
	m.Registry.MustRegister(m.blocks, m.seconds, m.refusals, m.decisions, m.votes, height, info)
	for _, cause := range causes {
		m.refusals.WithLabelValues(cause.name)
	}
	return m
}

var causes = []struct {
	err  error
	name string
}{
	{chain.ErrShape, "shape"}, {chain.ErrHeader, "header"}, {chain.ErrHash, "hash"}, {chain.ErrTransaction, "transaction"}, {chain.ErrLimit, "limit"},
}

// Refused returns how many proposals were refused since the start.
func (m *Metrics) Refused() int64 { return m.count.Load() }

func (m *Metrics) refused(cause error) {
	m.count.Add(1)
	for _, c := range causes {
		if errors.Is(cause, c.err) {
			m.refusals.WithLabelValues(c.name).Inc()
		}
	}
}

func (m *Metrics) diverged() { m.decisions.Inc() }

func (m *Metrics) abstained() { m.votes.Inc() }

func (m *Metrics) committed(since time.Duration) { m.blocks.Observe(since.Seconds()) }

// time measures until the returned function is called.
func (m *Metrics) time(op string) func() {
	start := time.Now()
	return func() { m.seconds.WithLabelValues(op).Observe(time.Since(start).Seconds()) }
}
