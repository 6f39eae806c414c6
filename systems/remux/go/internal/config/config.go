// Package config is what the daemon can be told, by file and by flags: its
// shape, its defaults and its checks. It opens nothing.
package config

import (
	"log/slog"
	"time"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/logs"
	"spandrel.dev/remux/internal/ts"
)

// Config is the whole configuration of `remux serve`.
type Config struct {
	// Listen is the TCP address of the HTTP server.
	Listen string `yaml:"listen"`
	// DebugListen is a loopback address for profiles; empty serves none.
	DebugListen string `yaml:"debug_listen"`
	// MemoryLimit is what the program should stay within; 0 takes nine tenths
	// of what its control group allows.
	MemoryLimit int64 `yaml:"memory_limit"`
	// HTTP bounds what clients may cost.
	HTTP Server `yaml:"http"`
	// Auth says who may read.
	Auth Auth `yaml:"auth"`
	// Log says how much is logged and in which form.
	Log Log `yaml:"log"`
	// Engine names the engine and what happens when it fails.
	Engine Engine `yaml:"engine"`
	// Audio is what the audio tracks become.
	Audio engine.Settings `yaml:"audio"`
	// Readers bounds what a client of a stream may cost.
	Readers Readers `yaml:"readers"`
	// HLS says how streams are offered as HLS.
	HLS hls.Settings `yaml:"hls"`
	// Tables bounds what is remembered of the tables of a stream.
	Tables ts.Limits `yaml:"tables"`
	// Metrics bounds what a stream may add to /metrics.
	Metrics Metrics `yaml:"metrics"`
	// Upstream bounds what the servers of HTTP sources may do.
	Upstream Upstream `yaml:"source"`
	// Reconnect says how a source that broke is taken up again.
	Reconnect Reconnect `yaml:"reconnect"`
	// Demand says how sources on demand are opened and closed.
	Demand Demand `yaml:"demand"`
	// Lineup is how the streams are listed for players.
	Lineup Lineup `yaml:"lineup"`
	// Playlists are files with further sources.
	Playlists []string `yaml:"playlists"`
	// DrainTimeout is how long readers may go on taking what is queued for
	// them when the daemon ends.
	DrainTimeout time.Duration `yaml:"drain_timeout"`
	// Sources are the streams to serve.
	Sources []Source `yaml:"sources"`

	// passedOver says what of the playlists is not a source.
	passedOver []string
}

// Log is the form of the log on standard error.
type Log struct {
	// Level is debug, info, warn or error.
	Level slog.Level `yaml:"level"`
	// Format is text or json.
	Format string `yaml:"format"`
	// QueueLines is the number of lines that wait for a standard error which
	// nobody reads; further ones are lost and counted.
	QueueLines int `yaml:"queue_lines"`
	// Repeats bounds how often the same message is written.
	Repeats logs.Limits `yaml:"repeats"`
}

// Engine is the choice of the engine.
type Engine struct {
	// Name is one of engine.Names.
	Name string `yaml:"name"`
	// OnFailure is restart (drop the input until the engine is open again) or
	// passthrough (hand the input on unchanged until then).
	OnFailure string `yaml:"on_failure"`
}

// Metrics bounds what a stream may add to /metrics.
type Metrics struct {
	// Tracks is the number of tracks with figures of their own; those beyond
	// are summed as one named other.
	Tracks int `yaml:"tracks"`
	// LabelBytes is the length of a label value that a stream determines.
	LabelBytes int `yaml:"label_bytes"`
}

// Reconnect is the exponential back-off, with jitter, of a broken source.
type Reconnect struct {
	// Initial is the first pause, Longest the bound of its growth.
	Initial time.Duration `yaml:"initial"`
	Longest time.Duration `yaml:"longest"`
	// IdleTimeout ends an HTTP source that sends nothing for so long.
	IdleTimeout time.Duration `yaml:"idle_timeout"`
}

// Values of Engine.OnFailure.
const (
	Restart     = "restart"
	Passthrough = "passthrough"
)
