package config

import (
	"time"

	"spandrel.dev/remux/internal/logs"
	"spandrel.dev/remux/internal/ts"
)

// Metrics bounds what a stream may add to /metrics.
type Metrics struct {
	// Tracks is the number of tracks with figures of their own; those beyond
	// are summed as one named other.
	Tracks int `yaml:"tracks"`
	// LabelBytes is the length of a label value that a stream determines.
	LabelBytes int `yaml:"label_bytes"`
}

// defaultMetrics is what holds without a file.
var defaultMetrics = Metrics{Tracks: 64, LabelBytes: 16}

// defaultRepeats is what holds without a file.
var defaultRepeats = logs.Limits{First: 3, Interval: 10 * time.Second, Total: 100}

// between adds a problem when value is outside of its bounds.
func (p *problems) between(what string, value, least, most int) {
	if value < least || value > most {
		p.add("%s is %d: it must be between %d and %d", what, value, least, most)
	}
}

func (p *problems) checkLimits(c *Config) {
	// More than the Rust core follows would be of no use.
	p.between("tables.programs", c.Tables.Programs, 1, ts.DefaultLimits.Programs)
	p.between("tables.tracks", c.Tables.Tracks, 1, ts.DefaultLimits.Tracks)
	p.between("metrics.tracks", c.Metrics.Tracks, 0, 1024)
	p.between("metrics.label_bytes", c.Metrics.LabelBytes, 4, 128)
	p.checkUpstream(c.Upstream)
	p.between("log.repeats.first", c.Log.Repeats.First, 1, 1000)
	p.between("log.repeats.total", c.Log.Repeats.Total, 1, 100_000)
	p.within("log.repeats.interval", c.Log.Repeats.Interval, time.Millisecond)
	p.between("readers.starts_per_second", c.Readers.StartsPerSecond, 1, 1000)
}
