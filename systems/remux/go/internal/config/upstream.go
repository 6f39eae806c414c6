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

// defaultUpstream is what holds without a file.
var defaultUpstream = Upstream{
	HeaderBytes: 64 << 10, Redirects: 5, TLSMin: TLS12, MinPackets: 1, TextBytes: 200, Dials: 64, Opens: 16, OpenTimeout: 2 * time.Second,
}

func (p *problems) checkUpstream(u Upstream) {
	p.between("source.header_bytes", u.HeaderBytes, 1<<10, 1<<20)
	p.between("source.redirects", u.Redirects, 0, 10)
	p.between("source.min_packets", u.MinPackets, 1, 100_000)
	p.between("source.text_bytes", u.TextBytes, 16, 4<<10)
	p.between("source.dials", u.Dials, 1, 1024)
	p.between("source.opens", u.Opens, 1, 256)
	p.within("source.open_timeout", u.OpenTimeout, time.Millisecond)
	if u.TLSMin != TLS12 && u.TLSMin != TLS13 {
		p.add("source.tls_min is %q: use %q or %q", u.TLSMin, TLS12, TLS13)
	}
}
