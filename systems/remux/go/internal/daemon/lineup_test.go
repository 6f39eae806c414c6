package daemon_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/hdhomerun"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/m3u"
	"spandrel.dev/remux/internal/ts/tstest"
)

// box is an HTTP server with one live stream, which counts its readers.
func box(t *testing.T) (url location.Address, open *atomic.Int32) {
	t.Helper()
	open = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		open.Add(1)
		defer open.Add(-1)
		for r.Context().Err() == nil {
			if _, err := w.Write(tstest.Stream(0, 50, 5)); err != nil {
				return
			}
			http.NewResponseController(w).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	}))
	t.Cleanup(server.Close)
	return location.Address(server.URL), open
}

// watch begins to read a stream, and returns the status and how to stop.
func watch(t *testing.T, url string) (status int, text string, stop func()) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body), func() {}
	}
	if _, err := io.ReadFull(response.Body, make([]byte, 188)); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, "", func() { response.Body.Close(); http.DefaultClient.CloseIdleConnections() }
}

func TestPlayersFindStreamsOnDemand(t *testing.T) {
	first, firstOpen := box(t)
	second, secondOpen := box(t)
	r := start(t, nil, func(c *config.Config) {
		c.Demand = config.Demand{CloseAfter: 100 * time.Millisecond, Tuners: []string{"sat=1"}}
		c.Lineup.Name, c.Lineup.GuideURL = "Living room", "http://guide.example/x.xml"
		c.Sources = []config.Source{
			{Name: "one", URL: first, OnDemand: true, Group: "sat", Title: "One", Number: "2", GuideID: "one.example"},
			{Name: "two", URL: second, OnDemand: true, Group: "sat"},
		}
	})
	base := "http://" + r.address(t)
	if !r.lines.Scan() || r.lines.Text() != "on demand: 2 streams   "+base+"/playlist.m3u" {
		t.Errorf("the first line is %q", r.lines.Text())
	}
	go func() { // the other lines
		for r.lines.Scan() {
		}
	}()
	response, body := get(t, base+"/playlist.m3u")
	list, err := m3u.Read(strings.NewReader(body))
	if err != nil || response.Header.Get("Content-Type") != "audio/x-mpegurl" || list.Guide != "http://guide.example/x.xml" || len(list.Channels) != 2 ||
		list.Channels[0] != (m3u.Channel{URL: base + "/stream/one.ts", Title: "One", Number: "2", Group: "sat", ID: "one.example"}) || list.Channels[1].Title != "two" {
		t.Errorf("the playlist is %q, %v", body, err)
	}
	var device hdhomerun.Device
	_, body = get(t, base+"/discover.json")
	if err := json.Unmarshal([]byte(body), &device); err != nil || device.FriendlyName != "Living room" || device.BaseURL != base || device.LineupURL != base+"/lineup.json" ||
		device.TunerCount != 4 || device.DeviceID != hdhomerun.ID("Living room") {
		t.Errorf("the tuner is %s, %v", body, err)
	}
	var channels []hdhomerun.Channel
	_, body = get(t, device.LineupURL)
	if err := json.Unmarshal([]byte(body), &channels); err != nil || len(channels) != 2 ||
		channels[0] != (hdhomerun.Channel{GuideNumber: "2", GuideName: "One", URL: base + "/stream/one.ts"}) || channels[1].GuideNumber != "3" {
		t.Errorf("the lineup is %s, %v", body, err)
	}
	var status hdhomerun.Status
	_, body = get(t, base+"/lineup_status.json")
	if err := json.Unmarshal([]byte(body), &status); err != nil || status.ScanInProgress != 0 || status.Source == "" {
		t.Errorf("the status is %s, %v", body, err)
	}
	if response, err := http.Head(channels[0].URL); err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("HEAD of a stream on demand: %v, %v", response.StatusCode, err)
	}
	if response, body := get(t, base+"/healthz"); response.StatusCode != http.StatusOK || !strings.Contains(body, `"one": "idle"`) {
		t.Errorf("the health is %s", body)
	}
	if firstOpen.Load() != 0 || secondOpen.Load() != 0 {
		t.Fatal("a source is open that nobody reads")
	}
	code, text, stop := watch(t, channels[0].URL)
	if code != http.StatusOK || firstOpen.Load() != 1 {
		t.Fatalf("the first stream: %d %s", code, text)
	}
	if code, text, _ := watch(t, channels[1].URL); code != http.StatusServiceUnavailable || !strings.Contains(text, "demand.tuners") {
		t.Errorf("a second stream with one tuner: %d %s", code, text)
	}
	stop()
	until(t, func() bool { return firstOpen.Load() == 0 })
	code, text, stop = watch(t, channels[1].URL)
	if code != http.StatusOK || secondOpen.Load() != 1 {
		t.Errorf("the second stream: %d %s", code, text)
	}
	stop()
	until(t, func() bool { return secondOpen.Load() == 0 })
}

func TestListsNameTheAddressOfTheServer(t *testing.T) {
	url, _ := box(t)
	for set, want := range map[string]string{"": "http://tv.example:8080", "https://tv.example/remux/": "https://tv.example/remux"} {
		r := start(t, nil, func(c *config.Config) {
			c.HTTP.Hosts = []string{"tv.example"}
			c.Lineup.BaseURL = set
			c.Sources = []config.Source{{Name: "one", URL: url, OnDemand: true}}
		})
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+r.address(t)+"/playlist.m3u", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = "tv.example:8080"
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || !strings.HasSuffix(string(body), "\n"+want+"/stream/one.ts\n") {
			t.Errorf("with base_url %q the list is %q, %v", set, body, err)
		}
	}
}
