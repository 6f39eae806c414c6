package serve

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Guard refuses what no honest client of this server asks, before anything
// else looks at the request, and tells browsers how little they may do with
// the answers. It is the same for pages, streams, figures and profiles.
type Guard struct {
	next    http.Handler
	hosts   map[string]bool
	headers int
	refused *Refusals // nil counts nothing
	origins origins
}

// NewGuard answers for the host of the listen address and the names in hosts,
// and for every address and localhost.
func NewGuard(next http.Handler, listen string, hosts []string, headers int) *Guard {
	g := &Guard{next: next, hosts: map[string]bool{"localhost": true}, headers: headers}
	if host, _, err := net.SplitHostPort(listen); err == nil && host != "" {
		g.hosts[strings.ToLower(host)] = true
	}
	for _, host := range hosts {
		g.hosts[strings.ToLower(host)] = true
	}
	return g
}

// policy is what browsers are told with every answer. Pages name their own
// style on top of it.
var policy = map[string]string{
	"Content-Security-Policy":      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
}

// ServeHTTP answers or refuses one request.
func (g *Guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	for name, value := range policy {
		header.Set(name, value)
	}
	g.origins.admit(header, r)
	code, cause, setting := g.check(r)
	switch {
	case code == http.StatusOK && g.origins.asksFirst(r):
		g.origins.preflight(w)
		return
	case code == http.StatusOK:
		g.next.ServeHTTP(w, r)
		return
	}
	if g.refused != nil {
		g.refused.add(setting, setting == "http.headers")
	}
	if code == http.StatusMethodNotAllowed {
		header.Set("Allow", "GET, HEAD")
	}
	header.Set("Connection", "close")
	http.Error(w, cause, code)
}

// check returns the answer to a request that is refused, and by which setting.
func (g *Guard) check(r *http.Request) (code int, cause, setting string) {
	fields := 0
	for _, values := range r.Header {
		fields += len(values)
	}
	switch {
	case fields > g.headers:
		return http.StatusRequestHeaderFieldsTooLarge, "the request has too many header fields (http.headers)", "http.headers"
	case !g.answersFor(r.Host):
		return http.StatusMisdirectedRequest, "this server does not answer for that host name: use its address, or add the name under http.hosts in the configuration (or --http-hosts NAME)", "http.hosts"
	case r.Method != http.MethodGet && r.Method != http.MethodHead && !g.origins.asksFirst(r):
		return http.StatusMethodNotAllowed, "only GET and HEAD are possible here", "method"
	case r.ContentLength != 0:
		return http.StatusRequestEntityTooLarge, "a request must not have a body here", "body"
	}
	return http.StatusOK, "", ""
}

// answersFor keeps out pages of other sites whose name was made to point to
// this machine (DNS rebinding): their browser sends that name. An address
// cannot be made to point elsewhere. No name at all comes from old players only.
func (g *Guard) answersFor(host string) bool {
	if host == "" {
		return true
	}
	name := host
	if before, port, err := net.SplitHostPort(host); err == nil {
		if strings.Trim(port, "0123456789") != "" {
			return false
		}
		name = before
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return true
	}
	return g.hosts[name] || strings.HasSuffix(name, ".localhost")
}
