package daemon_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/daemon"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// The leak check covers every daemon a test started: streams, readers, HTTP
// connections and timers must all be gone at the end.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func looped(t *testing.T) config.Source {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.ts")
	if err := os.WriteFile(path, tstest.Stream(0, 25, 5), 0o600); err != nil {
		t.Fatal(err)
	}
	return config.Source{Name: "sample", URL: location.Address("file:" + path), Loop: true}
}

func TestALoopedFileIsServedWithItsFigures(t *testing.T) {
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{looped(t)} })
	url := d.ready(t)
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Type"); got != "video/mp2t" {
		t.Errorf("content type %q", got)
	}
	if got := response.Header.Get("X-Remux-Engine"); got != engine.Passthrough {
		t.Errorf("engine %q", got)
	}
	began := time.Now()
	data := make([]byte, 3*len(tstest.Stream(0, 25, 5)))
	if _, err := io.ReadFull(response.Body, data); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < 2500*time.Millisecond || took > time.Minute {
		t.Errorf("3 s of stream came in %v", took)
	}
	var tables tstest.Tables
	for at := 0; at < len(data); at += ts.PacketSize {
		tables.Observe(ts.Packet(data[at:][:ts.PacketSize]))
		if at == 2*ts.PacketSize && !tables.Complete() {
			t.Error("the tables do not come first")
		}
	}

	_, body := get(t, d.base+"/api/streams")
	var list struct {
		Streams []struct {
			Name, State, Engine string
			Ready               bool
			Clients             int
			PacketsIn           int `json:"packets_in"`
			BytesDelivered      int `json:"bytes_delivered"`
			Errors              int
			CPUSeconds          float64 `json:"cpu_seconds"`
			Programs            []struct{ Tracks []struct{ Language string } }
		}
	}
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		t.Fatal(err)
	}
	s := list.Streams[0]
	if s.Name != "sample" || s.State != "running" || s.Engine != engine.Passthrough || !s.Ready || s.Clients != 1 ||
		s.PacketsIn < 150 || s.BytesDelivered < len(data) || s.Errors != 0 || s.CPUSeconds <= 0 || s.Programs[0].Tracks[0].Language != "deu" {
		t.Errorf("/api/streams says %+v", s)
	}
	for path, want := range map[string]string{
		"/healthz": `"status": "ok"`,
		"/metrics": `remux_clients{stream="sample"} 1`,
		"/":        `<a href="stream/sample.ts">sample</a>`,
	} {
		if response, body := get(t, d.base+path); response.StatusCode != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %s without %q:\n%s", path, response.Status, want, body)
		}
	}
	for path, want := range map[string]string{"/stream/other.ts": "there is /stream/sample.ts", "/stream/sample.mp4": "there is no stream"} {
		if response, body := get(t, d.base+path); response.StatusCode != 404 || !strings.Contains(body, want) {
			t.Errorf("%s: %s %s", path, response.Status, body)
		}
	}
	if response, err := http.Head(url); err != nil || response.StatusCode != 200 {
		t.Errorf("HEAD: %v, %v", response, err)
	}
	http.DefaultClient.CloseIdleConnections()
}

// flaky is an upstream that sends ten pictures and breaks, again and again,
// after it refused the first two requests.
func flaky(t *testing.T) (url string, requests *atomic.Int32) {
	t.Helper()
	requests = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := requests.Add(1)
		if n <= 2 {
			http.Error(w, "not yet", http.StatusServiceUnavailable)
			return
		}
		w.Write(tstest.Stream(ts.PCR(n*27_000_000), 10, 5))
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler) // cuts the connection
	}))
	t.Cleanup(server.Close)
	return server.URL, requests
}

func TestABrokenUpstreamIsTakenUpAgain(t *testing.T) {
	upstream, requests := flaky(t)
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{{Name: "up", URL: location.Address(upstream)}} })
	url := d.ready(t)
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	// More than one connection's worth: the reader stays through the breaks.
	if _, err := io.CopyN(io.Discard, response.Body, int64(3*len(tstest.Stream(0, 10, 5)))); err != nil {
		t.Fatal(err)
	}
	if n := requests.Load(); n < 5 {
		t.Errorf("%d requests", n)
	}
	if _, body := get(t, d.base+"/api/streams"); !strings.Contains(body, "last_error\": \"unexpected EOF") {
		t.Errorf("the fault is not named in %s", body)
	}
}

func TestWhileNothingPlaysTheDaemonSaysSo(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "gone", URL: location.Address("http://" + freeAddress(t) + "/x.ts")}}
	})
	d.base = "http://" + d.address(t)
	until(t, func() bool {
		response, err := http.Get(d.base + "/healthz")
		if err != nil {
			return false
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		return response.StatusCode == 503 && strings.Contains(string(body), "waiting")
	})
	http.DefaultClient.CloseIdleConnections()
}

func TestAReaderThatTakesNothingIsDropped(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.QueueBytes = 128 << 10
	})
	stop := make(chan struct{})
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		defer feed.Close()
		stream := bytes.Repeat(tstest.Stream(0, 250, 5), 20)
		for {
			select {
			case <-stop:
				return
			default:
				feed.Write(stream) // as fast as it goes: 1.9 MB a time
			}
		}
	}()
	url := d.ready(t)
	connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_, path, _ := strings.Cut(strings.TrimPrefix(url, "http://"), "/")
	io.WriteString(connection, "GET /"+path+" HTTP/1.1\r\nHost: localhost\r\n\r\n")
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_dropped_readers_total{stream="in"} 1`)
	})
	close(stop)
	<-fed
}

func TestTheEndIsGraceful(t *testing.T) {
	d := start(t, nil, func(c *config.Config) { c.Sources = []config.Source{looped(t)} })
	url := d.ready(t)
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	io.CopyN(io.Discard, response.Body, 2000)
	d.stop()
	// The reader sees an orderly end of the response, on a packet boundary.
	rest, err := io.ReadAll(response.Body)
	if err != nil {
		t.Errorf("the reader was cut off: %v", err)
	}
	if (2000+len(rest))%ts.PacketSize != 0 {
		t.Errorf("%d bytes are not whole packets", 2000+len(rest))
	}
	if _, err := http.Get(url); err == nil {
		t.Error("the daemon still answers")
	}
}

func TestAStuckReaderDoesNotHoldUpTheEnd(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{looped(t)}
		c.DrainTimeout = 100 * time.Millisecond
	})
	url := d.ready(t)
	response, err := http.Get(url) // and never read
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	began := time.Now()
	d.stop()
	d.ended <- <-d.ended
	if took := time.Since(began); took > time.Minute {
		t.Errorf("the end took %v", took)
	}
}

func TestAnAddressInUseIsAnErrorWithACure(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	c := config.Default(engines(t))
	c.Listen = listener.Addr().String()
	c.Sources = []config.Source{looped(t)}
	d, err := daemon.New(c, engines(t), nil, io.Discard, slog.New(slog.NewTextHandler(io.Discard, nil)), noneLost)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "--listen") {
		t.Errorf("got %v", err)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestReadersBeyondTheLimitAndAfterTheEndAreRefused(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.Limit = 1
	})
	if _, err := feed.Write(tstest.Stream(0, 50, 5)); err != nil {
		t.Fatal(err)
	}
	url := d.ready(t)
	first, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if response, body := get(t, url); response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the second reader got %s %s", response.Status, body)
	}
	feed.Close()
	if _, err := io.Copy(io.Discard, first.Body); err != nil {
		t.Errorf("the first reader was cut off: %v", err)
	}
	first.Body.Close()
	if response, body := get(t, url); response.StatusCode != http.StatusGone {
		t.Errorf("after the end a reader got %s %s", response.Status, body)
	}
	if _, body := get(t, d.base+"/healthz"); !strings.Contains(body, `"in": "ended"`) {
		t.Errorf("health after the end: %s", body)
	}
}

func TestASourceThatIsNoStreamIsNamedAsSuch(t *testing.T) {
	d := start(t, bytes.NewReader(make([]byte, 1<<20)), func(c *config.Config) {
		c.Engine.Name = engine.Embedded
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
	})
	base := "http://" + d.address(t)
	until(t, func() bool {
		_, body := get(t, base+"/api/streams")
		return strings.Contains(body, "not a transport stream") && strings.Contains(body, `"state": "ended"`)
	})
}
