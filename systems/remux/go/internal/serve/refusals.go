package serve

import (
	"log/slog"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// Refusals counts the requests that were refused, by the setting or rule that
// was the reason, and warns of limits that are reached.
type Refusals struct {
	log   *slog.Logger
	mu    sync.Mutex
	count map[string]float64
	total *prometheus.Desc
}

// NewRefusals begins to count. All reasons are words of this program.
func NewRefusals(log *slog.Logger) *Refusals {
	return &Refusals{
		log: log, count: make(map[string]float64),
		total: prometheus.NewDesc("remux_requests_refused_total", "Requests that were refused, by the setting that is the reason.", []string{"reason"}, nil),
	}
}

// add counts a refusal by a setting. A limit that can be raised is warned of;
// the log writes the same warning now and then only.
func (r *Refusals) add(setting string, raise bool) {
	r.mu.Lock()
	r.count[setting]++
	r.mu.Unlock()
	if raise {
		r.log.Warn("requests are refused because a limit is reached: "+setting+" in the configuration sets it", "setting", setting)
	}
}

// Describe implements prometheus.Collector.
func (r *Refusals) Describe(descriptions chan<- *prometheus.Desc) { descriptions <- r.total }

// Collect implements prometheus.Collector.
func (r *Refusals) Collect(metrics chan<- prometheus.Metric) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for reason, n := range r.count {
		metrics <- prometheus.MustNewConstMetric(r.total, prometheus.CounterValue, n, reason)
	}
}
