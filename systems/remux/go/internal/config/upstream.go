package config

import "time"

// Upstream bounds what the servers of HTTP sources may do.
type Upstream struct {
	// HeaderBytes is the size of the status line and header of a response.
	HeaderBytes int `yaml:"header_bytes"`
	// Redirects is the number of redirects that are followed.
	Redirects int `yaml:"redirects"`
	// AllowPrivate lets redirects lead into the networks of this machine.
	AllowPrivate bool `yaml:"allow_private"`
	// AllowDowngrade lets redirects lead from https to http.
	AllowDowngrade bool `yaml:"allow_downgrade"`
	// TLSMin is the oldest version of TLS that is spoken.
	TLSMin TLSVersion `yaml:"tls_min"`
	// MinPackets is how many packets must come within reconnect.idle_timeout.
	MinPackets int `yaml:"min_packets"`
	// TextBytes is how much is shown of a text that a server sent.
	TextBytes int `yaml:"text_bytes"`
	// Dials is how many connections are being made at a time, by all sources
	// together, and Opens how many files are being opened.
	Dials int `yaml:"dials"`
	Opens int `yaml:"opens"`
	// OpenTimeout is how long opening a file may take a place among Opens. The
	// source waits on without one, so that it holds up no other.
	OpenTimeout time.Duration `yaml:"open_timeout"`
}

// TLSVersion is a version of TLS.
type TLSVersion string

// The versions that are safe.
const (
	TLS12 TLSVersion = "1.2"
	TLS13 TLSVersion = "1.3"
)
