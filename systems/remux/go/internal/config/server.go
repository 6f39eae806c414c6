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
	// WriteTimeout is how long a client may take for an answer that is no stream.
	WriteTimeout time.Duration `yaml:"write_timeout"`
	// HeaderBytes and Headers bound the header of a request.
	HeaderBytes int `yaml:"header_bytes"`
	Headers     int `yaml:"headers"`
	// Connections is the number of connections at a time, fewer when the
	// descriptor limit leaves fewer beside the sources.
	Connections int `yaml:"connections"`
	// PerAddress is the number of connections of one client address.
	PerAddress int `yaml:"per_address"`
	// APIInFlight is the number of answers at a time that are no streams.
	APIInFlight int `yaml:"api_in_flight"`
	// SendBuffer is the memory that the kernel may use for what a connection
	// has not taken yet; 0 leaves it to the kernel.
	SendBuffer int `yaml:"send_buffer"`
	// Hosts are names under which the server may be asked for, beside
	// addresses, localhost and the host of Listen.
	Hosts []string `yaml:"hosts"`
}

// longestTime bounds every duration of the configuration.
const longestTime = 24 * time.Hour

func defaultServer() Server {
	return Server{
		HeaderTimeout: 10 * time.Second, BodyTimeout: 10 * time.Second, IdleTimeout: time.Minute, WriteTimeout: 10 * time.Second,
		HeaderBytes: 16 << 10, Headers: 100,
		Connections: 1024, PerAddress: 64, APIInFlight: 8, SendBuffer: 512 << 10,
		Hosts: []string{},
	}
}

// hostName is a name as a Host header has it, without the port.
var hostName = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*$`)

func (p *problems) checkServer(h Server) {
	for _, one := range []struct {
		name  string
		value time.Duration
	}{
		{"header_timeout", h.HeaderTimeout}, {"body_timeout", h.BodyTimeout},
		{"idle_timeout", h.IdleTimeout}, {"write_timeout", h.WriteTimeout},
	} {
		p.within("http."+one.name, one.value, time.Millisecond)
	}
	p.between("http.header_bytes", h.HeaderBytes, 5<<10, 1<<20)
	p.between("http.headers", h.Headers, 10, 10_000)
	p.between("http.connections", h.Connections, 1, 1<<20)
	p.between("http.per_address", h.PerAddress, 1, 1<<20)
	p.between("http.api_in_flight", h.APIInFlight, 1, 1024)
	p.between("http.send_buffer", h.SendBuffer, 0, 64<<20)
	if len(h.Hosts) > 256 {
		p.add("http.hosts has %d names: at most 256 are possible", len(h.Hosts))
	}
	for _, host := range h.Hosts {
		if len(host) > 253 || !hostName.MatchString(host) {
			p.add("http.hosts: %q is not a host name: write it without scheme and port, such as tv.example", host)
		}
	}
}

// checkMemory refuses limits below what one stream needs.
func (p *problems) checkMemory(limit int64) {
	const least, most = 32 << 20, 1 << 50
	if limit != 0 && (limit < least || limit > most) {
		p.add("memory_limit is %d: 0, or %d to %d is possible", limit, int64(least), int64(most))
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

// within checks a duration that must not be without end.
func (p *problems) within(what string, value, least time.Duration) {
	p.atLeast(what, value, least)
	if value > longestTime {
		p.add("%s is %v: at most %v is possible", what, value, longestTime)
	}
}
