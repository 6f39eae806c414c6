package control

import (
	"context"
	"log/slog"

	"github.com/prometheus/client_golang/prometheus"

	"spandrel.dev/spandrel/migrate"
)

// LogEvents logs events: what turns a policy off as warnings.
func LogEvents(logger *slog.Logger) func(migrate.Event) {
	return func(e migrate.Event) {
		level := slog.LevelInfo
		switch e.Kind {
		case migrate.RolledBack, migrate.HaltedEvent, migrate.Broken:
			level = slog.LevelWarn
		}
		logger.LogAttrs(context.Background(), level, "migration", slog.String("event", string(e.Kind)),
			slog.String("function", e.Function), slog.String("reason", e.Reason))
	}
}

// LogDivergences logs where answers differ. It shows values: give it a logger that may have them.
func LogDivergences(logger *slog.Logger) func(*migrate.Divergence) {
	return func(d *migrate.Divergence) {
		logger.LogAttrs(context.Background(), slog.LevelWarn, "divergence", slog.String("function", d.Function),
			slog.String("candidate", d.Candidate), slog.String("class", string(d.Difference.Class)),
			slog.String("path", d.Difference.Path), slog.String("primary", d.Difference.A), slog.String("theirs", d.Difference.B))
	}
}

// collector reads the counts of a kit.
type collector struct {
	kit     *migrate.Kit
	calls   *prometheus.Desc
	serving *prometheus.Desc
}

// Collector returns the metrics of a kit:
//
//	spandrel_migrate_calls_total{function, outcome}   calls that a candidate served, that fell back, were compared, …
//	spandrel_migrate_policy{function, policy}         1 for the policy that a function has; "rolled back" and "halted" are two
func Collector(kit *migrate.Kit) prometheus.Collector {
	return &collector{
		kit:     kit,
		calls:   prometheus.NewDesc("spandrel_migrate_calls_total", "Calls by what the migration did with them.", []string{"function", "outcome"}, nil),
		serving: prometheus.NewDesc("spandrel_migrate_policy", "1 for the policy of a function.", []string{"function", "policy"}, nil),
	}
}

// Describe sends the descriptions.
func (c *collector) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- c.calls
	descriptions <- c.serving
}

// Collect sends the metrics.
func (c *collector) Collect(metrics chan<- prometheus.Metric) {
	for _, counts := range c.kit.Counts() {
		for outcome, value := range map[string]uint64{
			"served": counts.Served, "fell back": counts.FellBack, "agreed": counts.Agreed, "diverged": counts.Diverged,
			"nondeterministic": counts.Nondeterministic, "dropped": counts.Dropped, "failed": counts.Failed, "abstained": counts.Abstained,
		} {
			metrics <- prometheus.MustNewConstMetric(c.calls, prometheus.CounterValue, float64(value), counts.Function, outcome)
		}
		policy := string(counts.Mode)
		switch {
		case counts.Halted:
			policy = "halted"
		case counts.RolledBack:
			policy = "rolled back"
		}
		metrics <- prometheus.MustNewConstMetric(c.serving, prometheus.GaugeValue, 1, counts.Function, policy)
	}
}
