package twins

import (
	"maps"

	"github.com/prometheus/client_golang/prometheus"

	"spandrel.dev/spandrel/migrate"
)

// Stats counts comparisons since the start.
type Stats struct {
	Mode      string `json:"mode"`
	With      string `json:"with"` // the backend that is compared; empty for none
	Compared  uint64 `json:"compared"`
	Agreed    uint64 `json:"agreed"`
	Diverged  uint64 `json:"diverged"`
	Dropped   uint64 `json:"dropped"`   // calls that should have been compared, and were too many
	Failed    uint64 `json:"failed"`    // the other one panicked or took too long
	Abstained uint64 `json:"abstained"` // calls that the gate did not answer
	// Ops are those of the operations that were compared.
	Ops []migrate.Counts `json:"ops"`
}

// Stats returns what was compared.
func (t *Twins) Stats() Stats {
	if t == nil {
		return Stats{Mode: Off, Ops: []migrate.Counts{}}
	}
	s := Stats{Mode: t.options.Mode, With: t.options.Other.Name(), Ops: []migrate.Counts{}}
	for _, counts := range t.kit.Counts() {
		s.Compared += counts.Compared
		s.Agreed += counts.Agreed
		s.Diverged += counts.Diverged
		s.Dropped += counts.Dropped
		s.Failed += counts.Failed
		s.Abstained += counts.Abstained
		if counts.Compared+counts.Dropped+counts.Failed+counts.Abstained > 0 {
			counts.Function = op(counts.Function)
			s.Ops = append(s.Ops, counts)
		}
	}
	return s
}

var (
	compared    = prometheus.NewDesc("coinjecture_compared_total", "Calls that both backends were asked.", []string{"op"}, nil)
	divergences = prometheus.NewDesc("coinjecture_divergences_total", "Calls that the backends answered differently.", []string{"op", "class", "with"}, nil)
	dropped     = prometheus.NewDesc("coinjecture_dropped_total", "Calls that were not compared, because too many waited.", nil, nil)
	gate        = prometheus.NewDesc("coinjecture_gate_total", "Calls behind the gate, by what came of them.", []string{"result"}, nil)
)

// Describe implements prometheus.Collector.
func (t *Twins) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{compared, divergences, dropped, gate} {
		to <- desc
	}
}

// Collect implements prometheus.Collector.
func (t *Twins) Collect(to chan<- prometheus.Metric) {
	counter := func(desc *prometheus.Desc, value uint64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.CounterValue, float64(value), labels...)
	}
	stats := t.Stats()
	for _, op := range stats.Ops {
		counter(compared, op.Compared, op.Function)
	}
	counter(dropped, stats.Dropped)
	if stats.Mode == Gate {
		counter(gate, stats.Agreed, "agreed")
		counter(gate, stats.Diverged-min(stats.Abstained, stats.Diverged), "fallback")
		counter(gate, stats.Abstained, "abstained")
	}
	if t == nil {
		return
	}
	t.mu.Lock()
	classes := maps.Clone(t.classes)
	t.mu.Unlock()
	for of, n := range classes {
		counter(divergences, n, of.op, of.class, t.options.Other.Name())
	}
}
