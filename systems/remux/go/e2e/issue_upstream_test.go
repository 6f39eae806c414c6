package e2e

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hostile answers every request on a port of its own and returns its address.
func hostile(t *testing.T, answer string) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			if _, err := http.ReadRequest(bufio.NewReader(connection)); err == nil {
				// The other side hangs up as soon as it has enough.
				_, _ = io.WriteString(connection, answer)
			}
			connection.Close()
		}
	}()
	t.Cleanup(func() { listener.Close(); <-done })
	return listener.Addr().String()
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// Sources that fail all the time, with 9 MB of reason, terminal escapes and
// the credentials they were sent, beside one that plays: everything the
// program writes stays short, clean and free of secrets.
func TestIssueHostileUpstreamsBesideAStreamThatPlays(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "remux.yaml")
	text := "reconnect: {initial: 1ms, longest: 2ms}\nsources:\n"
	for name, answer := range map[string]string{
		"long":    "HTTP/1.1 500 " + strings.Repeat("A", 9_000_000) + "\r\n\r\n",
		"escapes": "HTTP/1.1 500 \x1b[31mred\x1bc " + strings.Repeat("B", 10_000) + "\r\n\r\n",
		"echo":    "HTTP/1.1 404 no /planted/planted.ts?planted=planted\r\n\r\n",
	} {
		text += fmt.Sprintf("  - {name: %s, url: 'http://planted:planted@%s/planted/planted.ts?planted=planted'}\n", name, hostile(t, answer))
	}
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := serve(t, "--config", settings, "--source", "sample=file:"+sample+"?loop=true")
	base, _, _ := strings.Cut(p.url, "/stream/")
	var list struct {
		Streams []struct {
			Name   string
			Ready  bool
			Faults int `json:"source_faults"`
		}
	}
	const faults = 30
	for few := true; few; time.Sleep(50 * time.Millisecond) {
		if err := json.Unmarshal([]byte(fetch(t, base+"/api/streams")), &list); err != nil {
			t.Fatal(err)
		}
		few = false
		for _, one := range list.Streams {
			few = few || one.Name != "sample" && one.Faults < faults
			if one.Name == "sample" && !one.Ready {
				t.Error("the sample does not play")
			}
		}
	}
	said := ""
	for _, path := range []string{"/", "/api/streams", "/metrics", "/healthz"} {
		body := fetch(t, base+path)
		if len(body) > 100_000 {
			t.Errorf("%s has %d bytes", path, len(body))
		}
		said += body
	}
	if status := p.end(t, syscall.SIGTERM); status != 0 {
		t.Errorf("status %d", status)
	}
	log := p.log.String()
	if failed := strings.Count(log, "the source failed"); failed < 9 || failed > 3*(faults-10) {
		t.Errorf("%d lines for more than %d faults", failed, 3*faults)
	}
	if !strings.Contains(log, "repeated=") || len(log) > 100_000 {
		t.Errorf("the log has %d bytes, repeated= in it: %v", len(log), strings.Contains(log, "repeated="))
	}
	said += log
	for _, never := range []string{"planted", "\x1b", strings.Repeat("A", 300), strings.Repeat("B", 300)} {
		if at := strings.Index(said, never); at >= 0 {
			t.Errorf("%.10q: %q", never, said[max(0, at-200):min(len(said), at+100)])
		}
	}
}
