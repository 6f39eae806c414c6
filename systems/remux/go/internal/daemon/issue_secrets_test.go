package daemon_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/ts/tstest"
)

// Whatever the daemon says, to whom and about which fault, the secrets in its
// source URLs are not in it.
func TestIssueNothingTheDaemonSaysHoldsASecret(t *testing.T) {
	var mu sync.Mutex
	var told strings.Builder // to the server that a redirect leads to
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		r.Header.Write(&told)
		mu.Unlock()
		w.Write(tstest.Stream(0, 50, 5))
	}))
	defer target.Close()
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/planted/moved"):
			http.Redirect(w, r, target.URL, http.StatusFound)
		case strings.HasPrefix(r.URL.Path, "/planted/refused"):
			http.Redirect(w, r, "ftp://planted/"+r.URL.Path, http.StatusFound)
		default:
			w.Header().Set("Location", r.URL.String())
			http.Error(w, r.URL.String(), http.StatusNotFound)
		}
	}))
	defer upstream.Close()
	withSecrets := func(base, path string) location.Address {
		return location.Address(strings.Replace(base, "http://", "http://planted:planted@", 1) + "/planted/" + path + "?planted=planted")
	}
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{
			{Name: "moved", URL: withSecrets(upstream.URL, "moved")},
			{Name: "refused", URL: withSecrets(upstream.URL, "refused")},
			{Name: "missing", URL: withSecrets(upstream.URL, "missing")},
			{Name: "down", URL: withSecrets("http://"+freeAddress(t), "down")},
			{Name: "unknown", URL: withSecrets("http://name.invalid", "unknown")},
		}
	})
	said := d.ready(t)
	until(t, func() bool {
		_, list := get(t, d.base+"/api/streams")
		return strings.Count(list, `"last_error": ""`) == 0
	})
	for _, path := range []string{"/", "/api/streams", "/metrics", "/healthz", "/stream/none.ts", "/stream/down"} {
		_, body := get(t, d.base+path)
		said += body
	}
	d.stop()
	for d.lines.Scan() {
		said += d.lines.Text()
	}
	said += d.log.String()
	mu.Lock()
	defer mu.Unlock()
	for where, text := range map[string]string{"daemon": said, "request to the next server": told.String()} {
		if text == "" {
			t.Errorf("the %s says nothing", where)
		}
		if at := strings.Index(text, "planted"); at >= 0 {
			t.Errorf("the %s says: %s", where, text[max(0, at-200):min(len(text), at+100)])
		}
	}
	if !strings.Contains(said, upstream.URL+"/…") {
		t.Error("the host is not shown")
	}
}
