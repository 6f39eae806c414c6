package config_test

import (
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
)

func TestIssueEveryLimitHasBounds(t *testing.T) {
	for field, change := range map[string]func(*config.Config){
		"tables.programs":           func(c *config.Config) { c.Tables.Programs = 257 },
		"tables.tracks":             func(c *config.Config) { c.Tables.Tracks = 0 },
		"metrics.tracks":            func(c *config.Config) { c.Metrics.Tracks = -1 },
		"metrics.label_bytes":       func(c *config.Config) { c.Metrics.LabelBytes = 1 << 20 },
		"source.header_bytes":       func(c *config.Config) { c.Upstream.HeaderBytes = 9 << 20 },
		"source.redirects":          func(c *config.Config) { c.Upstream.Redirects = 11 },
		"source.min_packets":        func(c *config.Config) { c.Upstream.MinPackets = 0 },
		"source.text_bytes":         func(c *config.Config) { c.Upstream.TextBytes = 9 << 20 },
		"source.dials":              func(c *config.Config) { c.Upstream.Dials = 0 },
		"source.opens":              func(c *config.Config) { c.Upstream.Opens = 1000 },
		"source.tls_min":            func(c *config.Config) { c.Upstream.TLSMin = "1.0" },
		"log.repeats.first":         func(c *config.Config) { c.Log.Repeats.First = 0 },
		"log.repeats.total":         func(c *config.Config) { c.Log.Repeats.Total = 1 << 20 },
		"log.repeats.interval":      func(c *config.Config) { c.Log.Repeats.Interval = 25 * time.Hour },
		"source.open_timeout":       func(c *config.Config) { c.Upstream.OpenTimeout = 0 },
		"readers.min_rate":          func(c *config.Config) { c.Readers.MinRate = 1.1 },
		"readers.rate_window":       func(c *config.Config) { c.Readers.RateWindow = 25 * time.Hour },
		"readers.starts_per_second": func(c *config.Config) { c.Readers.StartsPerSecond = 0 },
	} {
		c := config.Default(engines(t))
		c.Sources = []config.Source{{Name: "a", URL: "-"}}
		if err := c.Validate(engines(t)); err != nil {
			t.Fatal(err)
		}
		change(&c)
		if err := c.Validate(engines(t)); err == nil || !strings.Contains(err.Error(), field+" is ") {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// No limit can be so tight that readers and sources that do nothing wrong reach it.
func TestIssueLimitsLeaveRoomForHonestReaders(t *testing.T) {
	for field, change := range map[string]func(*config.Config){
		"readers.queue_bytes":    func(c *config.Config) { c.Readers.QueueBytes = 64 << 10 },
		"readers.min_rate":       func(c *config.Config) { c.Readers.MinRate = 1 },
		"readers.rate_window":    func(c *config.Config) { c.Readers.RateWindow = time.Millisecond },
		"reconnect.idle_timeout": func(c *config.Config) { c.Reconnect.IdleTimeout = time.Millisecond },
	} {
		c := config.Default(engines(t))
		c.Sources = []config.Source{{Name: "a", URL: "-"}}
		change(&c)
		if err := c.Validate(engines(t)); err == nil || !strings.Contains(err.Error(), field+" is ") {
			t.Errorf("%s: %v", field, err)
		}
	}
}
