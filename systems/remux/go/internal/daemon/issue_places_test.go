package daemon_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
)

// Answers that nobody reads take no place from those who do.
func TestIssueAnswersThatAreNotReadTakeNoPlace(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{looped(t)}
		c.HTTP.APIInFlight = 1
		c.HTTP.SendBuffer = 4096
		c.HTTP.WriteTimeout = time.Hour
	})
	d.ready(t)
	asked := make(chan error, 3)
	paths := []string{"/", "/api/streams", "/metrics"}
	for _, path := range paths {
		connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		go func() { // one after the other, and no answer is read: more than the kernel takes
			_, err := io.WriteString(connection, strings.Repeat("GET "+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n", 10_000))
			asked <- err
		}()
		defer func() { <-asked }()
		defer connection.Close()
	}
	for _, path := range paths {
		// Until the kernel has taken its part, each holds a place for a moment.
		inRow := 0
		until(t, func() bool {
			if response, _ := get(t, d.base+path); response.StatusCode == http.StatusOK {
				inRow++
			} else {
				inRow = 0
			}
			return inRow == 20
		})
	}
}

// from asks for a path from an address of this machine.
func from(t *testing.T, address, url string) *http.Response {
	t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	client := http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true}}
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}

// One address cannot take all places of a stream.
func TestIssueOneAddressCannotTakeAllPlacesOfAStream(t *testing.T) {
	for limit, each := range map[config.Readers]int{{Limit: 4}: 1, {Limit: 64, PerAddress: 2}: 2} {
		d := start(t, nil, func(c *config.Config) {
			other := looped(t)
			other.Name = "other"
			c.Sources = []config.Source{looped(t), other}
			c.Readers.Limit, c.Readers.PerAddress = limit.Limit, limit.PerAddress
		})
		d.ready(t)
		d.ready(t)
		url := d.base + "/stream/sample.ts"
		var last *http.Response
		for range each {
			if last = from(t, "127.0.0.2", url); last.StatusCode != http.StatusOK {
				t.Fatalf("within the limit: %s", last.Status)
			}
		}
		refused := from(t, "127.0.0.2", url)
		body, err := io.ReadAll(refused.Body)
		if err != nil || refused.StatusCode != http.StatusServiceUnavailable || refused.Header.Get("Retry-After") == "" || !strings.Contains(string(body), "(readers.per_address)") {
			t.Errorf("one too many of one address: %s %s", refused.Status, body)
		}
		if other := from(t, "127.0.0.3", url); other.StatusCode != http.StatusOK {
			t.Errorf("another address: %s", other.Status)
		}
		if other := from(t, "127.0.0.2", d.base+"/stream/other.ts"); other.StatusCode != http.StatusOK {
			t.Errorf("another stream: %s", other.Status)
		}
		last.Body.Close()
		until(t, func() bool { return from(t, "127.0.0.2", url).StatusCode == http.StatusOK })
		if _, body := get(t, d.base+"/metrics"); !strings.Contains(body, `remux_requests_refused_total{reason="readers.per_address"}`) {
			t.Error("the refusal is not counted")
		}
	}
}

// Behind a proxy the page may stand below any path.
func TestIssueThePageWorksBelowAPath(t *testing.T) {
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{looped(t)} })
	d.ready(t)
	_, body := get(t, d.base+"/")
	for _, link := range []string{"stream/sample.ts", "api/streams", "metrics", "healthz"} {
		if !strings.Contains(body, `href="`+link+`"`) {
			t.Errorf("no relative link to %s", link)
		}
	}
	if strings.Contains(body, `="/`) || strings.Contains(body, "127.0.0.1") {
		t.Errorf("the page names a path or address of its own: %s", body)
	}
}
