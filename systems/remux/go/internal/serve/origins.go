package serve

import (
	"net/http"
	"slices"
	"strings"
)

// origins are those of pages elsewhere that may play the streams: the browser asks
// this server whether a page may have what it fetches (CORS). Figures and pages are
// for nobody.
type origins []string

// allows returns the origin of a request if its page may have the answer.
func (o origins) allows(r *http.Request) (origin string, ok bool) {
	if !strings.HasPrefix(r.URL.Path, "/hls/") && !strings.HasPrefix(r.URL.Path, "/stream/") {
		return "", false
	}
	origin = r.Header.Get("Origin")
	if slices.Contains(o, "*") {
		return "*", true
	}
	return origin, origin != "" && slices.ContainsFunc(o, func(one string) bool { return strings.EqualFold(one, origin) })
}

// admit writes into the header of an answer who may have it.
func (o origins) admit(header http.Header, r *http.Request) {
	if len(o) == 0 {
		return
	}
	header.Add("Vary", "Origin")
	origin, ok := o.allows(r)
	if !ok {
		return
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "Content-Length, Content-Range, Date, ETag, Retry-After, "+EngineHeader)
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// asksFirst reports whether a browser asks what the page of an allowed origin may
// send (a preflight).
func (o origins) asksFirst(r *http.Request) bool {
	_, ok := o.allows(r)
	return ok && r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != ""
}

// preflight answers it.
func (o origins) preflight(w http.ResponseWriter) {
	header := w.Header()
	header.Set("Access-Control-Allow-Methods", "GET, HEAD")
	header.Set("Access-Control-Allow-Headers", "Authorization, Range")
	header.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}
