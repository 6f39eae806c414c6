package e2e

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/remux/internal/ts/tstest"
)

// Readers that take nothing fill queues of 64 MB each in a program that may use
// 64 MB in all. They go, one after the other; the one beside them stays.
func TestIssueMemoryRunsShortBesideAnHonestReader(t *testing.T) {
	second := tstest.Stream(0, 25*100, 25) // 0.95 MB
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(second); err != nil {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
	}))
	defer upstream.Close()
	settings := filepath.Join(t.TempDir(), "remux.yaml")
	text := fmt.Sprintf("engine: {name: passthrough}\nmemory_limit: %d\nreaders: {queue_bytes: %d, start_bytes: 0, min_rate: 0, write_timeout: 1h}\n"+
		"sources:\n  - {name: fast, url: '%s'}\n", 64<<20, 64<<20, upstream.URL)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p := serve(t, "--config", settings)
	base, _, _ := strings.Cut(p.url, "/stream/")
	honest, err := http.Get(p.url)
	if err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, honest.Body)
		over <- err
	}()
	for range 2 {
		stuck, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer stuck.Close()
		io.WriteString(stuck, "GET /stream/fast.ts HTTP/1.1\r\nHost: localhost\r\n\r\n")
	}
	for began := time.Now(); !strings.Contains(fetch(t, base+"/metrics"), `remux_readers_evicted_total{stream="fast"} 2`); time.Sleep(50 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal("they are still there")
		}
	}
	if body := fetch(t, base+"/"); !strings.Contains(body, "2 of them because memory ran short") {
		t.Errorf("the page does not say so: %s", body)
	}
	select {
	case err := <-over:
		t.Errorf("the honest reader was disturbed: %v", err)
	default:
	}
	upstream.CloseClientConnections()
	if status := p.end(t, syscall.SIGTERM); status != 0 {
		t.Errorf("ended with status %d", status)
	}
	if err := <-over; err != nil {
		t.Errorf("the honest reader ended with %v", err)
	}
	honest.Body.Close()
	if n := strings.Count(p.log.String(), "memory runs short: the reader"); n != 2 {
		t.Errorf("%d lines for two readers", n)
	}
}
