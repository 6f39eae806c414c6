package config

import (
	"time"

	"spandrel.dev/remux/internal/fanout"
)

// Readers bounds what a client of a stream may cost.
type Readers struct {
	// QueueBytes is how far a reader may fall behind.
	QueueBytes int `yaml:"queue_bytes"`
	// Slow is drop or skip: what happens to a reader that fell behind further.
	Slow fanout.Policy `yaml:"slow"`
	// StartBytes is how much is stored since the last random access point, so
	// that a new reader starts at once; 0 makes it wait for the next one.
	StartBytes int `yaml:"start_bytes"`
	// StartsPerSecond is the number of places a second where readers may start.
	StartsPerSecond int `yaml:"starts_per_second"`
	// WriteTimeout ends a reader whose connection takes nothing for so long.
	WriteTimeout time.Duration `yaml:"write_timeout"`
	// MinRate is the part of the stream's rate that a reader must take, 0 to 1;
	// one that takes less for RateWindow is dropped.
	MinRate    float64       `yaml:"min_rate"`
	RateWindow time.Duration `yaml:"rate_window"`
	// Limit is the number of readers a stream accepts; 0 sets no limit. A
	// reader counts until its connection is gone.
	Limit int `yaml:"limit"`
	// PerAddress is the number of readers of a stream that one client address
	// may have; 0 allows a quarter of Limit. OfAddress says what holds.
	PerAddress int `yaml:"per_address"`
	// Total is the number of readers of all streams; 0 sets no limit.
	Total int `yaml:"total"`
	// StartWait is how long a reader waits for a stream that does not play.
	StartWait time.Duration `yaml:"start_wait"`
	// SilenceTimeout ends a reader when its stream has nothing for it for so long.
	SilenceTimeout time.Duration `yaml:"silence_timeout"`
}

// OfAddress is the number of readers of a stream that one client address may
// have, so that it cannot take the places of all others; 0 sets no limit.
func (r Readers) OfAddress() int {
	if r.PerAddress > 0 {
		return r.PerAddress
	}
	return (r.Limit + 3) / 4
}
