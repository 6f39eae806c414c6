package daemon_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/ts/tstest"
)

// down is a source that never answers.
func down(t *testing.T) config.Source {
	return config.Source{Name: "gone", URL: location.Address("http://" + freeAddress(t) + "/x.ts")}
}

func TestIssueAReaderOfAStreamThatIsDownIsSentAway(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{down(t)}
		c.Readers.StartWait = 50 * time.Millisecond
	})
	response, body := get(t, "http://"+d.address(t)+"/stream/gone.ts")
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") == "" || !strings.Contains(body, "does not play") {
		t.Errorf("%s, Retry-After %q, %s", response.Status, response.Header.Get("Retry-After"), body)
	}
}

func TestIssueAReaderOfAStreamThatFallsSilentIsEnded(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.SilenceTimeout = 50 * time.Millisecond
	})
	if _, err := feed.Write(tstest.Stream(0, 50, 5)); err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(d.ready(t))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	// Not an orderly end: that would say that the stream is over.
	if n, err := io.Copy(io.Discard, response.Body); err == nil || n == 0 {
		t.Errorf("%d bytes, then %v", n, err)
	}
	until(t, func() bool { return strings.Contains(d.log.String(), "had nothing to send for too long") })
	feed.Close()
}

func TestIssueReadersOfAllStreamsTogetherAreBounded(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		other := looped(t)
		other.Name = "other"
		c.Sources = []config.Source{looped(t), other}
		c.Readers.Total = 1
	})
	d.ready(t)
	d.ready(t)
	first, err := http.Get(d.base + "/stream/sample.ts")
	if err != nil {
		t.Fatal(err)
	}
	if response, body := get(t, d.base+"/stream/other.ts"); response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") == "" {
		t.Errorf("one too many: %s %s", response.Status, body)
	}
	first.Body.Close()
	until(t, func() bool {
		response, err := http.Get(d.base + "/stream/other.ts")
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.StatusCode == http.StatusOK
	})
	http.DefaultClient.CloseIdleConnections()
}

// A reader that was dropped counts until its connection is gone, and that is
// at once, not after the time-out of its last write.
func TestIssueADroppedReaderIsCutOffAtOnce(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.QueueBytes = 128 << 10
		c.Readers.WriteTimeout = time.Hour
		c.HTTP.SendBuffer = 4096
	})
	fed := make(chan error, 1)
	go func() {
		for {
			if _, err := feed.Write(tstest.Stream(0, 250, 5)); err != nil {
				fed <- err
				return
			}
		}
	}()
	d.ready(t)
	connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	io.WriteString(connection, "GET /stream/in.ts HTTP/1.1\r\nHost: localhost\r\n\r\n")
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_dropped_readers_total{stream="in"} 1`) && strings.Contains(body, `remux_clients{stream="in"} 0`)
	})
	stdin.Close()
	<-fed
}

func TestIssueTheDaemonEndsWithAFIFONobodyWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "a", URL: location.Address("file:" + path)}}
	})
	d.address(t)
	d.stop()
	if err := <-d.ended; err != nil {
		t.Errorf("ended with %v", err)
	}
	d.ended <- nil
	// Releases the goroutine that was left behind, if it got as far as that.
	if file, err := syscall.Open(path, syscall.O_RDWR, 0); err == nil {
		t.Cleanup(func() { syscall.Close(file) })
	}
}

// Lines for people go to an output that nobody reads.
func TestIssueAnOutputNobodyReadsHoldsUpNothing(t *testing.T) {
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{looped(t)} })
	address := d.address(t)
	response, err := http.Get("http://" + address + "/stream/sample.ts")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.CopyN(io.Discard, response.Body, 100<<10); err != nil {
		t.Fatal(err)
	}
	d.stop()
	if err := <-d.ended; err != nil {
		t.Errorf("ended with %v", err)
	}
	d.ended <- nil
}

func TestIssueEveryPageHasTheBrowserRules(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{looped(t)}
		c.HTTP.Hosts = []string{"tv.example"}
	})
	d.ready(t)
	for _, path := range []string{"/", "/api/streams", "/healthz", "/metrics", "/stream/sample.ts", "/none"} {
		for host, refused := range map[string]bool{"tv.example": false, "evil.example": true} {
			ctx, cancel := context.WithCancel(t.Context())
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, d.base+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Host = host
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if (response.StatusCode == http.StatusMisdirectedRequest) != refused {
				t.Errorf("%s for %s: %s", path, host, response.Status)
			}
			if response.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(response.Header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("%s for %s: header %v", path, host, response.Header)
			}
			response.Body.Close()
			cancel()
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestIssueProfilesAreServedOnRequestOnly(t *testing.T) {
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{looped(t)} })
	d.ready(t)
	if response, _ := get(t, d.base+"/debug/pprof/"); response.StatusCode != http.StatusNotFound {
		t.Errorf("the public server answers %s", response.Status)
	}
	if strings.Contains(d.log.String(), "serving profiles") {
		t.Error("profiles are served without being asked for")
	}
	with := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{looped(t)}
		c.DebugListen = freeAddress(t)
	})
	with.ready(t)
	_, after, _ := strings.Cut(with.log.String(), `"serving profiles","address":"`)
	address, _, _ := strings.Cut(after, `"`)
	if response, body := get(t, "http://"+address+"/debug/pprof/goroutine?debug=1"); response.StatusCode != http.StatusOK || !strings.Contains(body, "goroutine profile") {
		t.Errorf("%s %.80q", response.Status, body)
	}
}

func TestIssueListeningBeyondLoopbackIsWarnedAboutOnce(t *testing.T) {
	for listen, want := range map[string]int{"127.0.0.1:0": 0, ":0": 1} {
		d := start(t, nil, func(c *config.Config) {
			c.Sources = []config.Source{looped(t)}
			c.Listen = listen
		})
		d.ready(t)
		if got := strings.Count(d.log.String(), "can read the streams and figures"); got != want {
			t.Errorf("listening on %s: warned %d times, want %d", listen, got, want)
		}
		if response, _ := get(t, d.base+"/healthz"); response.StatusCode != http.StatusOK {
			t.Errorf("listening on %s: %s", listen, response.Status)
		}
	}
}

// A reader that takes a little, again and again, holds a queue for ever unless
// its rate counts.
func TestIssueAReaderThatDribblesIsDropped(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.QueueBytes = 64 << 20
		c.Readers.WriteTimeout = time.Hour
		c.Readers.RateWindow = time.Second
		c.HTTP.SendBuffer = 4096
	})
	fed := make(chan error, 1)
	go func() {
		for {
			time.Sleep(5 * time.Millisecond)
			if _, err := feed.Write(tstest.Stream(0, 25, 5)); err != nil {
				fed <- err
				return
			}
		}
	}()
	url := d.ready(t)
	quick, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	taken := make(chan error, 1)
	go func() { _, err := io.Copy(io.Discard, quick.Body); taken <- err }()
	connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	io.WriteString(connection, "GET /stream/in.ts HTTP/1.1\r\nHost: localhost\r\n\r\n")
	until(t, func() bool {
		_, _ = io.CopyN(io.Discard, connection, 1000) // ends with the connection
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_readers_below_rate_total{stream="in"} 1`) && strings.Contains(body, `remux_clients{stream="in"} 1`)
	})
	if _, body := get(t, d.base+"/"); !strings.Contains(body, "1 of them below the lowest rate") {
		t.Errorf("the page does not say so: %s", body)
	}
	until(t, func() bool { return strings.Contains(d.log.String(), "stayed below the lowest rate") })
	quick.Body.Close()
	<-taken
	stdin.Close()
	<-fed
}

// Files that hang take no place for ever: those that do not hang are opened.
func TestIssueAFileThatHangsHoldsUpNoOther(t *testing.T) {
	folder := t.TempDir()
	var fifos []string
	d := start(t, nil, func(c *config.Config) {
		c.Upstream.Opens, c.Upstream.OpenTimeout = 1, 20*time.Millisecond
		for _, name := range []string{"a", "b", "c"} {
			path := filepath.Join(folder, name)
			if err := syscall.Mkfifo(path, 0o600); err != nil {
				t.Fatal(err)
			}
			fifos = append(fifos, path)
			c.Sources = append(c.Sources, config.Source{Name: name, URL: location.Address("file:" + path)})
		}
		c.Sources = append(c.Sources, looped(t))
	})
	if url := d.ready(t); !strings.HasSuffix(url, "/stream/sample.ts") {
		t.Errorf("ready is %s", url)
	}
	until(t, func() bool {
		_, body := get(t, d.base+"/api/streams")
		return strings.Count(body, `"last_error": "opening the file takes long`) == len(fifos)
	})
	// One that opens late plays all the same.
	writer, err := syscall.Open(fifos[0], syscall.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := syscall.Write(writer, tstest.Stream(0, 100, 5)); err != nil {
		t.Fatal(err)
	}
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_up{stream="a"} 1`)
	})
	syscall.Close(writer)
	d.stop()
	d.ended <- <-d.ended
	for _, path := range fifos { // releases the goroutines that were left behind
		if file, err := syscall.Open(path, syscall.O_RDWR, 0); err == nil {
			t.Cleanup(func() { syscall.Close(file) })
		}
	}
}
