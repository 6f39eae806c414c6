package config

import (
	"net"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Server bounds what a client may cost before and besides the streams it reads.
type Server struct {
	// HeaderTimeout is how long a request may take to arrive.
	HeaderTimeout time.Duration `yaml:"header_timeout"`
	// BodyTimeout is how long the connection of a request with a body, which
	// is refused, stays open for the rest of it.
	BodyTimeout time.Duration `yaml:"body_timeout"`
	// IdleTimeout closes a connection that waits for its next request.
	IdleTimeout time.Duration `yaml:"idle_timeout"`
	// WriteTimeout is how long a client may take for an answer other than a stream.
	WriteTimeout time.Duration `yaml:"write_timeout"`
	// HeaderBytes and Headers bound the header of a request.
	HeaderBytes int `yaml:"header_bytes"`
	Headers     int `yaml:"headers"`
	// Connections is the number of connections at a time, fewer when the
	// descriptor limit leaves fewer beside the sources.
	Connections int `yaml:"connections"`
	// PerAddress is the number of connections of one client address.
	PerAddress int `yaml:"per_address"`
	// APIInFlight is the number of answers other than streams that are
	// rendered at a time.
	APIInFlight int `yaml:"api_in_flight"`
	// APIWait is how long a request waits for its answer to be rendered.
	APIWait time.Duration `yaml:"api_wait"`
	// SendBuffer is the memory that the kernel may use for what a connection
	// has not taken yet; 0 leaves it to the kernel.
	SendBuffer int `yaml:"send_buffer"`
	// Origins are those of pages elsewhere that may play the streams.
	Origins []string `yaml:"origins"`
	// Hosts are names under which the server may be asked for, beside
	// addresses, localhost and the host of Listen.
	Hosts []string `yaml:"hosts"`
}

// hostName is a name as a Host header has it, without the port.
var hostName = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*$`)

func (p *problems) checkHosts(hosts []string) {
	if len(hosts) > 256 {
		p.add("http.hosts has %d names: at most 256 are possible", len(hosts))
	}
	for _, host := range hosts {
		if len(host) > 253 || !hostName.MatchString(host) {
			p.add("http.hosts: %q is not a host name: write it without scheme and port, such as tv.example", host)
		}
	}
}

// origin is what a browser sends in an Origin header.
var origin = regexp.MustCompile(`^(https?://[A-Za-z0-9.:\[\]_-]{1,253}|\*)$`)

func (p *problems) checkOrigins(origins []string) {
	if len(origins) > 256 {
		p.add("http.origins has %d entries: at most 256 are possible", len(origins))
	}
	for _, one := range origins {
		if !origin.MatchString(one) {
			p.add("http.origins: %q is not an origin: write it with its scheme and without a path, such as https://tv.example, or * for all", one)
		}
	}
}

// checkDebug allows profiles on the machine itself only: they show memory.
func (p *problems) checkDebug(address string) {
	if address == "" {
		return
	}
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if ip, wrong := netip.ParseAddr(host); err != nil || wrong != nil || !ip.IsLoopback() {
		p.add("debug_listen is %q: write a loopback address with a port, such as 127.0.0.1:6060", address)
	}
}

// Loopback reports whether a listen address is reachable from this machine only.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}
