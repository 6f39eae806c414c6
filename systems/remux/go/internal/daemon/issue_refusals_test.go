package daemon_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
)

// A request that is refused for a limit is counted, and answer and log name
// the setting.
func TestIssueALimitThatIsReachedIsCountedAndNamed(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{looped(t), down(t)}
		c.Readers.Limit = 1
		c.Readers.StartWait = 50 * time.Millisecond
	})
	url := d.ready(t)
	first, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Body.Close()
	if _, err := io.CopyN(io.Discard, first.Body, 188); err != nil {
		t.Fatal(err)
	}
	for path, setting := range map[string]string{"/stream/sample.ts": "readers.limit", "/stream/gone.ts": "readers.start_wait"} {
		if response, body := get(t, d.base+path); response.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, setting) {
			t.Errorf("%s: %s %s", path, response.Status, body)
		}
		if !strings.Contains(d.log.String(), `"setting":"`+setting+`"`) {
			t.Errorf("%s is not in the log", setting)
		}
	}
	request, err := http.NewRequest(http.MethodGet, d.base+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "elsewhere.example"
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	_, body := get(t, d.base+"/metrics")
	for _, reason := range []string{"readers.limit", "readers.start_wait", "http.hosts"} {
		if want := `remux_requests_refused_total{reason="` + reason + `"} 1`; !strings.Contains(body, want) {
			t.Errorf("%s is missing", want)
		}
	}
}
