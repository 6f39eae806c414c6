package serve

import (
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
)

// retryAfter is what a client that was one too many is told, in seconds.
const retryAfter = "5"

// places counts what goes on at the same time.
type places struct{ taken atomic.Int64 }

// take takes one of so many places; 0 sets no limit.
func (p *places) take(limit int) bool {
	if n := p.taken.Add(1); limit > 0 && n > int64(limit) {
		p.taken.Add(-1)
		return false
	}
	return true
}

func (p *places) leave() { p.taken.Add(-1) }

// reading is a client that reads a stream.
type reading struct {
	stream string
	client netip.Prefix
}

// readings counts the readers that clients have of each stream.
type readings struct {
	mu    sync.Mutex
	count map[reading]int
}

// take takes one of so many places of a client; 0 sets no limit.
func (r *readings) take(one reading, limit int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if limit > 0 && r.count[one] >= limit {
		return false
	}
	if r.count == nil {
		r.count = make(map[reading]int)
	}
	r.count[one]++
	return true
}

func (r *readings) leave(one reading) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.count[one]--; r.count[one] == 0 {
		delete(r.count, one)
	}
}

// clientOfRequest is the client of a request.
func clientOfRequest(r *http.Request) netip.Prefix {
	// An address that is none is that of the client without one.
	address, _ := netip.ParseAddrPort(r.RemoteAddr)
	return clientAt(address)
}

// clientAt is what counts as one client: an address, or for IPv6 its network,
// because one machine there has as many addresses as it likes.
func clientAt(address netip.AddrPort) netip.Prefix {
	ip := address.Addr().Unmap().WithZone("")
	bits := ip.BitLen()
	if ip.Is6() {
		bits = 64
	}
	client, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // all that have no address count as one
	}
	return client
}
